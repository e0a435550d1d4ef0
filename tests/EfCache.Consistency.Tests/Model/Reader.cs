namespace EfCache.Consistency.Tests.Model;

/// <summary>How far a reader is, and what it holds.</summary>
internal struct Reader
{
    public ReaderStage Stage;

    public byte ReadsLeft;

    /// <summary>Bit 0 for the entry, the others for the cells.</summary>
    public byte Fetched;

    /// <summary>The commits that its answer must have.</summary>
    public byte Began;

    /// <summary>The entry's value, and later the database's.</summary>
    public byte Value;

    /// <summary>1 when a cell's server was in the first lease of its epoch, or a writer was in flight.</summary>
    public byte CannotFill;

    /// <summary>The database as its transaction sees it, and bit 3 to say that there is a transaction.</summary>
    public byte Snapshot;

    public byte HasEntry;

    public Pair EntryStamps;

    public Pair EntryEpochs;

    /// <summary>The ticket's stamps; 0 where the cell was none.</summary>
    public Pair Stamps;

    public Pair Epochs;

    /// <summary>Whose ended leases it saw in the cell; 0 where it was missing.</summary>
    public Pair Ended;

    public readonly bool IsBetweenReads => Stage == ReaderStage.Fetching && Fetched == 0;
}
