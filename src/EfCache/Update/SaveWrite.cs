using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Update;

namespace EfCache.Update;

/// <summary>One save: collects what its batches write, and decides at each statement whether that is to be marked now.</summary>
internal sealed class SaveWrite
{
    private readonly IRelationalConnection _connection;
    private readonly WriteTags _tags;
    private readonly bool _isInOuterTransaction;

    /// <param name="owner">The context's writes.</param>
    /// <param name="connection">The context's connection.</param>
    /// <param name="outer">The save that this one is inside of: an interceptor may save, too.</param>
    public SaveWrite(PendingWrites owner, IRelationalConnection connection, SaveWrite? outer)
    {
        Outer = outer;
        _connection = connection;
        _tags = owner.Tags;
        Gone = owner.TakeGone();
        var transaction = owner.OpenTransactionsWrite();
        _isInOuterTransaction = transaction is not null;
        Write = transaction ?? owner.NewWrite();
        Write.Enter();
    }

    public SaveWrite? Outer { get; }

    /// <summary>What a transaction wrote that is over, as it turned out only now: to be bumped before the save.</summary>
    public IReadOnlyList<Write> Gone { get; }

    /// <summary>What the save wrote, or, in a transaction of the user's, all that the transaction wrote so far.</summary>
    public Write Write { get; }

    /// <summary>The batches as they come: each one's tags are there before it is executed.</summary>
    public IEnumerable<ModificationCommandBatch> Observe(IEnumerable<ModificationCommandBatch> batches)
    {
        foreach (var batch in batches)
        {
            foreach (var command in batch.ModificationCommands)
            {
                _tags.AddCommand(Write, command);
            }

            yield return batch;
        }
    }

    /// <summary>
    /// What is to be marked before the statement that comes. Null in a transaction that the save began itself: nobody can
    /// commit that unseen, so it is marked as late as possible, right before its commit.
    /// </summary>
    public Write? WriteOfStatement() => _isInOuterTransaction || _connection.CurrentTransaction is null ? Write : null;

    /// <summary>What is to be marked before the commit of the save's own transaction.</summary>
    public Write? BeforeCommit() => _isInOuterTransaction ? null : Write;

    /// <summary>What is to be bumped after the save; null when that is the outer transaction's business.</summary>
    public Write? Succeeded()
    {
        _tags.NoteInserted();
        return IsBumpedHere() && !Write.IsEmpty ? Write : null;
    }

    /// <summary>
    /// What is to be bumped after the save failed: nothing if nothing is marked, and nothing if its commit may go out still. EF
    /// has disposed of the save's own transaction by now, so that what it did is over unless its connection failed.
    /// </summary>
    public Write? Failed(Exception exception)
    {
        if (!IsBumpedHere() || !Write.IsMarked)
        {
            return null;
        }

        if (WriteOutcome.IsKnown(exception))
        {
            return Write;
        }

        Write.LeaveToLease();
        return null;
    }

    /// <summary>
    /// The outer transaction bumps. An ambient one may have ended, by its time-out, while the save was on its way: what the
    /// save wrote since committed by itself, and its marks stood until now. To be asked once.
    /// </summary>
    private bool IsBumpedHere() => Write.Leave() || !_isInOuterTransaction;
}
