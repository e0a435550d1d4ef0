using System.Numerics;

namespace EfCache.Consistency.Tests.Model;

/// <summary>States by the order in which they were added, each once. A state takes half a byte for each of its bytes, and 12 to 24 more.</summary>
internal sealed class StateSet(int length)
{
    private const int ChunkBits = 12;
    private const int ChunkSize = 1 << ChunkBits;

    private readonly int _words = length / 16;
    private readonly ulong[] _packed = new ulong[length / 16];
    private readonly List<ulong[]> _chunks = [];

    // The upper half of a state's hash, so that most others are told apart here, and its index + 1; 0 is a free place.
    private ulong[] _table = new ulong[1 << 12];

    public int Count { get; private set; }

    /// <returns>Whether the state is new.</returns>
    public bool Add(ReadOnlySpan<byte> state, out int index)
    {
        Nibbles.Pack(state, _packed);
        var hash = Hash(_packed);
        var mask = _table.Length - 1;
        for (var i = (int)hash & mask; ; i = (i + 1) & mask)
        {
            var place = _table[i];
            if (place == 0)
            {
                index = Append();
                _table[i] = (hash & 0xFFFFFFFF00000000) | (uint)(index + 1);
                Grow();
                return true;
            }

            index = (int)(uint)place - 1;
            if ((place ^ hash) >> 32 == 0 && At(index).SequenceEqual(_packed))
            {
                return false;
            }
        }
    }

    public void Read(int index, Span<byte> state) => Nibbles.Unpack(At(index), state);

    private static ulong Hash(ReadOnlySpan<ulong> words)
    {
        var hash = 0UL;
        foreach (var word in words)
        {
            hash = BitOperations.RotateLeft((hash ^ word) * 0x9E3779B97F4A7C15, 29);
        }

        hash = (hash ^ (hash >> 32)) * 0xD6E8FEB86659FD93;
        return hash ^ (hash >> 32);
    }

    private Span<ulong> At(int index) => _chunks[index >> ChunkBits].AsSpan((index & (ChunkSize - 1)) * _words, _words);

    private int Append()
    {
        if ((Count & (ChunkSize - 1)) == 0)
        {
            _chunks.Add(new ulong[ChunkSize * _words]);
        }

        _packed.CopyTo(At(Count));
        return Count++;
    }

    private void Grow()
    {
        if (Count <= _table.Length / 2)
        {
            return;
        }

        _table = new ulong[_table.Length * 2];
        var mask = _table.Length - 1;
        for (var index = 0; index < Count; index++)
        {
            var hash = Hash(At(index));
            var i = (int)hash & mask;
            while (_table[i] != 0)
            {
                i = (i + 1) & mask;
            }

            _table[i] = (hash & 0xFFFFFFFF00000000) | (uint)(index + 1);
        }
    }
}
