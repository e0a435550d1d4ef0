using System.Globalization;
using System.Text;
using EfCache.Consistency.Tests.Checking.Model;

namespace EfCache.Consistency.Tests.Checking.Judging;

/// <summary>
/// Judges one reader's reads, each as soon as it is over. It raises no false alarm and misses nothing, by this:
/// <para>
/// A row's versions are committed in their order (<see cref="WriteOperation.NewVersion"/>). So a read that began after a version
/// was acknowledged must return it or a greater one. What another read returned before this one began counts as acknowledged
/// too: it was committed, and a cache must not go back to an older answer. The exception is what the library can't see
/// before it is told.
/// </para>
/// <para>
/// A row that a query has to return by its last acknowledged state may be absent only if an operation that can have taken it
/// away was not over when the read began: it has ended since, and then the row's state has changed; or it is under way, and
/// then it must come to be committed. What a query has to return follows from keys and versions alone (<see cref="Books"/>).
/// </para>
/// <para>A version that was rolled back must never be seen; while its operation is under way, the judgement waits.</para>
/// </summary>
internal sealed partial class Judge(History history)
{
    private readonly Snapshot _snapshot = new(history);
    private readonly HashSet<(RowTable Table, int Slot)> _seen = [];
    private ReadInfo _read = new("", 0, "", 0);

    public int ViolationsOfRead { get; private set; }

    /// <summary>To be called before the query is run.</summary>
    public void Start(string query, int argument, string way)
    {
        _seen.Clear();
        ViolationsOfRead = 0;
        _snapshot.Take();
        _read = new ReadInfo(query, argument, way, _snapshot.Moment);
    }

    /// <summary>To be called when the query has returned, before its rows are judged.</summary>
    public ReadInfo End(int hits, int misses)
    {
        _read.Ended = history.NextMoment();
        _read.Hits = hits;
        _read.Misses = misses;
        return _read;
    }

    /// <summary>The query returned the row at this version.</summary>
    public void Saw(RowTable table, int slot, long version)
    {
        _seen.Add((table, slot));
        var known = _snapshot[table].StateOf(slot);
        var seen = RowState.Live(version);
        if (seen.Code < known.Code)
        {
            Report(
                known.IsLive ? ViolationKind.Stale : ViolationKind.Resurrected,
                table,
                slot,
                $"read version {version}, although {known} was known"
            );
            return;
        }

        if (JudgeOutcome(table, slot, version) && seen.Code > known.Code)
        {
            table.Raise(slot, seen);
        }
    }

    /// <summary>The query returned a row whose key the database generated.</summary>
    public void SawPayment(int id, int accountId, long version)
    {
        JudgeContent("payment", id, version, accountId == Books.AccountOf(version));
        var table = history.Payments;
        var slot = table.FindSlot(id);
        if (slot >= 0)
        {
            Saw(table, slot, version);
        }
        else
        {
            // Its insert has not been acknowledged. Whether it is rolled back is all that can be wrong with it.
            JudgeOutcome(table, slot: -1, version);
        }
    }

    /// <summary>The row's columns belong to its version.</summary>
    public void JudgeContent(string table, int key, long version, bool isRight)
    {
        if (!isRight)
        {
            Report(ViolationKind.Torn, $"{table} {key} at version {version} has columns of another version or row");
        }
    }

    /// <summary>Of the places, each row that is live, and expected at its version, was seen or rightly not.</summary>
    /// <param name="table">The table.</param>
    /// <param name="slots">The places that the query is for.</param>
    /// <param name="isExpected">What else the query asks for; null if that is all.</param>
    /// <param name="isUncertain">Whether something else than the row's own writing may keep it from being returned.</param>
    public void JudgeMissing(
        RowTable table,
        IEnumerable<int> slots,
        Func<long, bool>? isExpected = null,
        Func<long, bool>? isUncertain = null
    )
    {
        foreach (var slot in slots)
        {
            var known = _snapshot[table].StateOf(slot);
            if (
                known.IsLive
                && isExpected?.Invoke(known.Number) != false
                && !_seen.Contains((table, slot))
                && isUncertain?.Invoke(known.Number) != true
            )
            {
                JudgeAbsence(table, slot, known, isFixed: isExpected is null);
            }
        }
    }

    /// <summary>The payments that were known when the read began.</summary>
    public IEnumerable<int> KnownPayments()
    {
        var payments = _snapshot[history.Payments];
        return Enumerable.Range(payments.First, payments.Count - payments.First);
    }

    /// <summary>Whether any of the rows has changed since the read began, or is being changed.</summary>
    public bool IsChanging(RowTable table, IReadOnlyCollection<int> slots)
    {
        var open = history.Open;
        return slots.Any(slot => open.Any(operation => operation.MayChange(table, slot)))
            || slots.Any(slot => table.StateOf(slot) != _snapshot[table].StateOf(slot));
    }

    /// <summary>What the query returned is not what it asked for.</summary>
    public void JudgeAsked(bool isRight, string what)
    {
        if (!isRight)
        {
            Report(ViolationKind.Torn, what + " was not asked for");
        }
    }

    private void JudgeAbsence(RowTable table, int slot, RowState known, bool isFixed)
    {
        var absence = new Absence(table, slot, isFixed, Reporter(ViolationKind.Missing, table, slot, "was missed"));
        foreach (var operation in history.Open)
        {
            operation.TryAwait(absence, table, slot, isFixed);
        }

        // After that: an operation that is not under way any more has raised the row's state.
        var hasChanged = isFixed
            ? table.LastDeletionOf(slot) != _snapshot[table].LastDeletionOf(slot)
            : table.StateOf(slot) != known;
        if (!hasChanged)
        {
            absence.Settle([]);
        }
    }

    /// <returns>Whether others have to see the version from now on.</returns>
    private bool JudgeOutcome(RowTable table, int slot, long version)
    {
        if (history.OutcomeOf(version) == WriteOutcomeKind.Committed)
        {
            return true;
        }

        if (history.FindPending(version) is { } operation)
        {
            operation.NoteSeen(
                version,
                Reporter(ViolationKind.RolledBack, table, slot, $"was read at version {version}, which was rolled back")
            );
            return !operation.IsUnseen;
        }

        var outcome = history.OutcomeOf(version);
        if (outcome != WriteOutcomeKind.Committed)
        {
            Report(
                ViolationKind.RolledBack,
                table,
                slot,
                $"read version {version}, which was never committed ({outcome})"
            );
        }

        return outcome == WriteOutcomeKind.Committed;
    }

    private void Report(ViolationKind kind, string what)
    {
        ViolationsOfRead++;
        var read = _read;
        history.Report(kind, read.Started, () => $"{kind}: {what}. {read}");
    }

    private void Report(ViolationKind kind, RowTable table, int slot, string what)
    {
        ViolationsOfRead++;
        Reporter(kind, table, slot, what)();
    }

    private Action Reporter(ViolationKind kind, RowTable table, int slot, string what)
    {
        var read = _read;
        return () => history.Report(kind, read.Started, () => Describe(kind, table, slot, what, read));
    }

    private static string Describe(ViolationKind kind, RowTable table, int slot, string what, ReadInfo read)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{kind}: {table.Name} at {slot}: {what}.").AppendLine();
        text.Append(CultureInfo.InvariantCulture, $"    the read: {read}").AppendLine();
        foreach (var rowEvent in slot >= 0 ? table.EventsOf(slot) : [])
        {
            text.Append(CultureInfo.InvariantCulture, $"    {rowEvent}").AppendLine();
        }

        return text.ToString();
    }
}
