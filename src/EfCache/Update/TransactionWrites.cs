using System.Data.Common;
using System.Runtime.CompilerServices;
using EfCache.Storage;

namespace EfCache.Update;

/// <summary>
/// What was written in one transaction of the database, by however many contexts share it: whichever of them commits it, all
/// of it is marked before and bumped after.
/// </summary>
/// <remarks>
/// A provider may use the same object for one transaction after another, as Npgsql does on each connection. So a write is
/// known by its generation too: what is left of an earlier transaction, whose end nobody saw, ends with the next at the
/// latest, and whoever began the earlier one never ends what was written in the next.
/// </remarks>
internal sealed class TransactionWrites
{
    // More than contexts that share a transaction. Only transactions that end where nobody sees it leave writes behind.
    private const int MostBeforeLeftIsDropped = 16;

    private static readonly ConditionalWeakTable<DbTransaction, TransactionWrites> Transactions = [];

    // Contexts that share a connection are used in turn; nobody says on which threads.
    private readonly Lock _lock = new();
    private readonly List<Share> _shares = [];
    private int _generation;
    private Write? _ofSave;

    private TransactionWrites() { }

    public static TransactionWrites Of(DbTransaction transaction) =>
        Transactions.GetValue(transaction, static _ => new TransactionWrites());

    /// <summary>Null when nothing was written in it.</summary>
    public static TransactionWrites? Find(DbTransaction transaction) =>
        Transactions.TryGetValue(transaction, out var writes) ? writes : null;

    /// <summary>A context has just begun the transaction.</summary>
    /// <param name="transaction">The transaction.</param>
    /// <param name="ofSave">What the save writes that it was begun for: not marked before its commit. Null if there is none.</param>
    public static BegunTransaction Begin(DbTransaction transaction, Write? ofSave)
    {
        var writes = Of(transaction);
        lock (writes._lock)
        {
            // A transaction in doubt has nothing to do with this one: its marks stand until their lease ends.
            writes._shares.RemoveAll(share => share.IsInDoubt);
            writes._ofSave = ofSave;
            return new BegunTransaction(transaction, writes, ++writes._generation);
        }
    }

    /// <summary>What one context writes in it, made if it is the first time.</summary>
    public Write WriteOf(PendingWrites owner)
    {
        lock (_lock)
        {
            foreach (var share in _shares)
            {
                if (ReferenceEquals(share.Owner, owner) && share.Generation == _generation)
                {
                    share.Write.ExtendLease(owner.Lease());
                    return share.Write;
                }
            }

            if (_shares.Count >= MostBeforeLeftIsDropped)
            {
                _shares.RemoveAll(share => share.Write.IsLeaseOver);
            }

            var write = owner.NewWrite();
            _shares.Add(new Share(owner, write, _generation));
            return write;
        }
    }

    /// <summary>Whether one of the tags was written in it.</summary>
    public bool IncludeAny(IReadOnlyList<Tag> tags)
    {
        lock (_lock)
        {
            return _ofSave?.IncludesAny(tags) == true || _shares.Exists(share => share.Write.IncludesAny(tags));
        }
    }

    /// <summary>What is to be marked before the commit.</summary>
    /// <param name="lease">What the context takes that commits; the others' may be shorter.</param>
    public Write[] ToMark(TimeSpan? lease)
    {
        lock (_lock)
        {
            foreach (var share in _shares)
            {
                share.Write.ExtendLease(lease ?? TimeSpan.Zero);
            }

            return [.. _shares.Select(share => share.Write)];
        }
    }

    /// <summary>What is to be bumped now that the transaction is over: handed out once.</summary>
    public Write[] TakeEnded() => TakeEnded(int.MaxValue);

    /// <summary>The same of one transaction only, and of those before it.</summary>
    public Write[] TakeEnded(int lastGeneration)
    {
        lock (_lock)
        {
            Write[] ended =
            [
                .. _shares
                    .Where(share => share.Generation <= lastGeneration && share.Write.IsMarked)
                    .Where(share => lastGeneration == int.MaxValue || !share.IsInDoubt)
                    .Select(share => share.Write),
            ];
            _shares.RemoveAll(share => share.Generation <= lastGeneration);
            return ended;
        }
    }

    /// <summary>A commit or rollback failed so that nobody knows whether it is over: leaves the marks to their leases.</summary>
    public void LeaveToLeases()
    {
        foreach (var share in SetInDoubt())
        {
            share.Write.LeaveToLease();
        }
    }

    private Share[] SetInDoubt()
    {
        lock (_lock)
        {
            foreach (var share in _shares)
            {
                share.IsInDoubt = true;
            }

            return [.. _shares];
        }
    }

    private sealed class Share(PendingWrites owner, Write write, int generation)
    {
        public PendingWrites Owner => owner;

        public Write Write => write;

        public int Generation => generation;

        public bool IsInDoubt { get; set; }
    }
}
