using System.Runtime.CompilerServices;

namespace EfCache.Consistency.Tests.Model;

/// <summary>Where in a state's bytes what stands. The store's part comes first, on its own.</summary>
internal sealed class StateLayout
{
    /// <summary>Half of it, as it is packed, is a whole number of 64-bit words.</summary>
    private const int Alignment = 16;

    public StateLayout(ModelScenario scenario)
    {
        Cells = Add<Cell>(scenario.Tags.Length);
        Servers = Add<Server>(scenario.Servers.Max() + 1);
        Entries = Add<Entry>(scenario.Queries.Length);
        Align();
        StoreLength = Length;
        Rest = Add<Rest>(1);
        var isSaved = scenario.Saves > 0;
        SavedCells = Add<Cell>(isSaved ? scenario.Tags.Length : 0);
        SavedEntries = Add<Entry>(isSaved ? scenario.Queries.Length : 0);
        Writers = Add<Writer>(scenario.Writers.Length);
        Readers = Add<Reader>(scenario.Readers.Length);
        Align();
    }

    public Range Cells { get; }

    public Range Servers { get; }

    public Range Entries { get; }

    public Range Rest { get; }

    public Range SavedCells { get; }

    public Range SavedEntries { get; }

    public Range Writers { get; }

    public Range Readers { get; }

    /// <summary>How many bytes the store's part has.</summary>
    public int StoreLength { get; }

    public int Length { get; private set; }

    private Range Add<T>(int count)
        where T : unmanaged
    {
        var start = Length;
        Length += count * Unsafe.SizeOf<T>();
        return start..Length;
    }

    private void Align() => Length = (Length + Alignment - 1) / Alignment * Alignment;
}
