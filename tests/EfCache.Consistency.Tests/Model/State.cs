using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace EfCache.Consistency.Tests.Model;

/// <summary>
/// A state of the model, as bytes that are seen as structures: copied, hashed and compared as one block. No byte exceeds
/// 15, so that two of them are kept in one.
/// </summary>
internal sealed class State(StateLayout layout)
{
    private readonly byte[] _bytes = new byte[layout.Length];

    public Span<byte> Bytes => _bytes;

    public Span<Cell> Cells => View<Cell>(layout.Cells);

    public Span<Server> Servers => View<Server>(layout.Servers);

    public Span<Entry> Entries => View<Entry>(layout.Entries);

    public ref Rest Rest => ref View<Rest>(layout.Rest)[0];

    public Span<Cell> SavedCells => View<Cell>(layout.SavedCells);

    public Span<Entry> SavedEntries => View<Entry>(layout.SavedEntries);

    public Span<Writer> Writers => View<Writer>(layout.Writers);

    public Span<Reader> Readers => View<Reader>(layout.Readers);

    /// <summary>The part that only the store has: what can be cached next depends on nothing else.</summary>
    public Span<byte> Store => _bytes.AsSpan(0, layout.StoreLength);

    /// <summary>What the last step broke. Not a part of the state.</summary>
    public ModelProperty Violated { get; set; }

    /// <summary>Whether the last step was an answer of the cache. Not a part of the state.</summary>
    public bool WasHit { get; set; }

    public void CopyFrom(State other)
    {
        other._bytes.CopyTo(_bytes, 0);
        Violated = ModelProperty.None;
        WasHit = false;
    }

    public int OffsetOf(ref byte field) => (int)Unsafe.ByteOffset(ref _bytes[0], ref field);

    private Span<T> View<T>(Range range)
        where T : unmanaged => MemoryMarshal.Cast<byte, T>(_bytes.AsSpan(range));
}
