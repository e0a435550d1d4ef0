using System.Collections.Concurrent;
using EfCache.Consistency.Tests.Checking.Model;

namespace EfCache.Consistency.Tests.Checking.Judging;

/// <summary>
/// What was written, as far as reads are judged by it: each row's newest acknowledged state, the operations that are under
/// way, and how each version ended. Its size grows with the number of writes by a byte each, and not with that of reads.
/// </summary>
internal sealed class History
{
    private const int ViolationsKept = 50;

    private readonly VersionOutcomes _outcomes = new();
    private readonly ConcurrentDictionary<long, WriteOperation> _pending = new();
    private readonly Lock _lock = new();
    private readonly ConcurrentDictionary<ViolationKind, int> _counts = new();
    private readonly ConcurrentQueue<Violation> _violations = new();
    private readonly ToleratedTimes _tolerated = new();
    private volatile WriteOperation[] _open = [];
    private int _toleratedCount;
    private long _lastNumber;
    private long _lastMoment;

    public RowTable Companies { get; } = new("company", Books.Companies);

    public RowTable Invoices { get; } = new("invoice", Books.Invoices);

    public RowTable Lines { get; } = new("line", Books.Invoices * Books.LinesPerInvoice);

    public RowTable Persons { get; } = new("person", Books.Persons);

    /// <summary>The part of employees that has a version of its own.</summary>
    public RowTable Levels { get; } = new("level", Books.Employees);

    public RowTable Payments { get; } = RowTable.WithGeneratedKeys("payment");

    public IReadOnlyList<RowTable> Tables => [Companies, Invoices, Lines, Persons, Levels, Payments];

    /// <summary>Of each company: whether there come invoices and lines of invoices.</summary>
    public IReadOnlyList<Claim> CompanyClaims { get; } =
    [.. Enumerable.Range(0, Books.Companies + 1).Select(_ => new Claim())];

    /// <summary>Of each person: whether it is there.</summary>
    public IReadOnlyList<Claim> PersonClaims { get; } =
    [.. Enumerable.Range(0, Books.Persons + 1).Select(_ => new Claim())];

    public Claim PaymentsClaim { get; } = new();

    /// <summary>The operations that are under way.</summary>
    public IReadOnlyList<WriteOperation> Open => _open;

    public IReadOnlyCollection<Violation> Violations => _violations;

    /// <summary>Stale reads that do not count, since they began while they were tolerated.</summary>
    public int CountTolerated() => Volatile.Read(ref _toleratedCount);

    /// <summary>From now on a read that begins may be stale, as with the best effort it may when a store fails.</summary>
    public void BeginTolerance() => _tolerated.Begin(NextMoment());

    public void EndTolerance() => _tolerated.End(NextMoment());

    public int Count(ViolationKind kind) => _counts.GetValueOrDefault(kind);

    public int CountViolations() => _counts.Values.Sum();

    /// <summary>The order of what happens, for reports.</summary>
    public long NextMoment() => Interlocked.Increment(ref _lastMoment);

    public long NextNumber() => Interlocked.Increment(ref _lastNumber);

    public WriteOperation Begin(string kind, bool isUnseen = false)
    {
        var operation = new WriteOperation(this, kind, isUnseen);
        lock (_lock)
        {
            _open = [.. _open, operation];
        }

        return operation;
    }

    public void Close(WriteOperation operation)
    {
        lock (_lock)
        {
            _open = [.. _open.Where(open => open != operation)];
        }
    }

    public long NewVersion(WriteOperation operation)
    {
        var version = NextNumber();
        _pending[version] = operation;
        return version;
    }

    public void End(long version, WriteOutcomeKind outcome)
    {
        _outcomes[version] = outcome;
        _pending.TryRemove(version, out _);
    }

    public WriteOutcomeKind OutcomeOf(long version) =>
        version < 0 || version > Volatile.Read(ref _lastNumber) ? WriteOutcomeKind.Pending : _outcomes[version];

    /// <summary>The operation that is writing the version; null when it has ended.</summary>
    public WriteOperation? FindPending(long version) => _pending.GetValueOrDefault(version);

    /// <summary>A row of the database as it is made, before anybody reads.</summary>
    public long Seed(RowTable table, int slot)
    {
        var operation = Begin("seed");
        var version = operation.NewVersion();
        operation.Plan(table, slot, RowChange.Insert, version);
        operation.Commit();
        return version;
    }

    /// <param name="kind">What is wrong with a read.</param>
    /// <param name="started">The moment at which the read began.</param>
    /// <param name="describe">Describes it.</param>
    public void Report(ViolationKind kind, long started, Func<string> describe)
    {
        var isStale =
            kind
            is ViolationKind.Stale
                or ViolationKind.Resurrected
                or ViolationKind.Missing
                or ViolationKind.Aggregate;
        if (isStale && _tolerated.Include(started))
        {
            Interlocked.Increment(ref _toleratedCount);
        }
        else
        {
            Report(kind, describe);
        }
    }

    public void Report(ViolationKind kind, Func<string> describe)
    {
        _counts.AddOrUpdate(kind, 1, static (_, count) => count + 1);
        if (_violations.Count < ViolationsKept)
        {
            _violations.Enqueue(new Violation(kind, describe()));
        }
    }
}
