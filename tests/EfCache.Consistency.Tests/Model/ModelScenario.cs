namespace EfCache.Consistency.Tests.Model;

/// <summary>Who does what, and what may happen to them. What is not named does not happen.</summary>
internal sealed record ModelScenario
{
    /// <summary>As often as it likes. The states stay finite, since stamps have no names; the interleavings do not.</summary>
    public const int Unlimited = 15;

    public required string Name { get; init; }

    public required string[] Tags { get; init; }

    /// <summary>The server of each tag.</summary>
    public int[] Servers { get; init; } = [0, 0, 0, 0];

    public required Query[] Queries { get; init; }

    public required ReaderRole[] Readers { get; init; }

    /// <summary>For each writer the writes of which it does one; every combination is explored.</summary>
    public required Write[][] Writers { get; init; }

    /// <summary>How many reads each reader does.</summary>
    public int Reads { get; init; } = 2;

    /// <summary>Also from a store that has every entry, not only from an empty one.</summary>
    public bool AlsoWarm { get; init; } = true;

    public bool Rollbacks { get; init; }

    public bool UnknownOutcomes { get; init; }

    public bool Crashes { get; init; }

    /// <summary>How many bumps of each writer may be applied twice, at any later time.</summary>
    public int Repeats { get; init; }

    /// <summary>How many marks of each writer may be applied once more after the end.</summary>
    public int LateMarks { get; init; }

    /// <summary>How many leases of each writer may end before COMMIT is sent, so that it has to mark again.</summary>
    public int EarlyEnds { get; init; }

    public int CellEvictions { get; init; }

    public int EntryEvictions { get; init; }

    /// <summary>Cells with writers in flight may be lost, and a missing cell is put into quarantine (rule 7, Strict).</summary>
    public bool IsStrict { get; init; }

    /// <summary>Cells with writers in flight may be lost, and nobody minds: residue (a).</summary>
    public bool LosesMarks { get; init; }

    /// <summary>Leases may end before the commit is visible: residue (a).</summary>
    public bool OverlongCommits { get; init; }

    /// <summary>Only commits whose writers have bumped all count: what holds in spite of the residue.</summary>
    public bool CountsFromBump { get; init; }

    public int Saves { get; init; }

    public int Restarts { get; init; }

    /// <summary>Readers may take each other's results (rule 11).</summary>
    public bool Shares { get; init; }

    /// <summary>A reader that was served may refresh the entry (rule 3).</summary>
    public bool Refreshes { get; init; }

    public BrokenRule Broken { get; init; }

    public ModelProperty Checked { get; init; } = ModelProperty.All;

    public bool IsBounded =>
        Reads != Unlimited && CellEvictions != Unlimited && EntryEvictions != Unlimited && Saves != Unlimited;

    /// <summary>Whether the two readers are alike, so that it does not matter which of them is which.</summary>
    public bool ReadersAreAlike => Readers.Length == 2 && Readers[0] == Readers[1] && !Readers[0].IsInTransaction;

    /// <summary>Whether cells remember under marks the stamp from before.</summary>
    public bool RemembersStamps =>
        Broken
            is BrokenRule.HitUnderWriter
                or BrokenRule.RollbackRestoresStamp
                or BrokenRule.LeaseEndRestoresStamp
                or BrokenRule.CountersRestart;

    public bool HasLeases => Broken is not (BrokenRule.NoLease or BrokenRule.NeitherBumpNorLease);

    public bool HasBumps => Broken is not (BrokenRule.NoBump or BrokenRule.NeitherBumpNorLease);

    public Write WriteOf(int writer, in Writer state) => Writers[writer][state.Write];
}
