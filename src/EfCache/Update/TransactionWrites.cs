using System.Data.Common;
using System.Runtime.CompilerServices;

namespace EfCache.Update;

/// <summary>
/// What was written in one transaction of the database, by however many contexts share it: whichever of them commits it, all
/// of it is marked before and bumped after.
/// </summary>
internal sealed class TransactionWrites
{
    private static readonly ConditionalWeakTable<DbTransaction, TransactionWrites> Transactions = [];

    // Contexts that share a connection are used in turn; nobody says on which threads.
    private readonly Lock _lock = new();
    private readonly List<Write> _writes = [];

    private TransactionWrites() { }

    /// <summary>Its commit or rollback failed so that nobody knows whether it is over.</summary>
    public bool IsInDoubt { get; set; }

    public static TransactionWrites Of(DbTransaction transaction) =>
        Transactions.GetValue(transaction, static _ => new TransactionWrites());

    /// <summary>Null when nothing was written in it.</summary>
    public static TransactionWrites? Find(DbTransaction transaction) =>
        Transactions.TryGetValue(transaction, out var writes) ? writes : null;

    public void Add(Write write)
    {
        lock (_lock)
        {
            _writes.Add(write);
        }
    }

    /// <summary>What is to be marked before the commit.</summary>
    public Write[] ToMark()
    {
        lock (_lock)
        {
            return [.. _writes];
        }
    }

    /// <summary>What is to be bumped now that the transaction is over: handed out once.</summary>
    public Write[] TakeEnded()
    {
        lock (_lock)
        {
            Write[] ended = [.. _writes.Where(write => write.IsMarked)];
            _writes.Clear();
            IsInDoubt = false;
            return ended;
        }
    }
}
