namespace EfCache.Consistency.Tests.Checking.Judging;

/// <summary>How the writing of each version ended: a byte each, since there are very many.</summary>
internal sealed class VersionOutcomes
{
    private const int ChunkBits = 16;

    private readonly byte[]?[] _chunks = new byte[1 << 14][];

    public WriteOutcomeKind this[long number]
    {
        get
        {
            var chunk = Volatile.Read(ref _chunks[number >> ChunkBits]);
            return chunk is null
                ? WriteOutcomeKind.Pending
                : (WriteOutcomeKind)Volatile.Read(ref chunk[number & ((1 << ChunkBits) - 1)]);
        }
        set
        {
            ref var place = ref _chunks[number >> ChunkBits];
            var chunk = Volatile.Read(ref place);
            if (chunk is null)
            {
                var added = new byte[1 << ChunkBits];
                chunk = Interlocked.CompareExchange(ref place, added, null) ?? added;
            }

            Volatile.Write(ref chunk[number & ((1 << ChunkBits) - 1)], (byte)value);
        }
    }
}
