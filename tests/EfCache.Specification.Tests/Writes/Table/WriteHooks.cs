using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace EfCache.Specification.Tests.Writes.Table;

/// <summary>Tells a script of the moments of a write. The cache's own interceptors come before it.</summary>
public sealed class WriteHooks(WriteScript script) : DbCommandInterceptor, IDbTransactionInterceptor
{
    /// <summary>Commands are those of the write, and not of what it reads before.</summary>
    public bool IsArmed { get; set; }

    /// <summary>How many statements fail before they are sent, as after a passing failure.</summary>
    public int Transients { get; set; }

    public WriteScript Script => script;

    public override InterceptionResult<DbDataReader> ReaderExecuting(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result
    )
    {
        At(MomentKind.Executing);
        return result;
    }

    /// <summary>SQLite commits a statement that returns rows when its reader is closed.</summary>
    public override InterceptionResult DataReaderClosing(
        DbCommand command,
        DataReaderClosingEventData eventData,
        InterceptionResult result
    )
    {
        if (IsArmed)
        {
            eventData.DataReader.Close();
            At(MomentKind.Executed);
        }

        return result;
    }

    public override InterceptionResult<int> NonQueryExecuting(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<int> result
    )
    {
        At(MomentKind.Executing);
        return result;
    }

    public override int NonQueryExecuted(DbCommand command, CommandExecutedEventData eventData, int result)
    {
        At(MomentKind.Executed);
        return result;
    }

    public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default
    )
    {
        await AtAsync(MomentKind.Executing);
        return result;
    }

    public override async ValueTask<InterceptionResult> DataReaderClosingAsync(
        DbCommand command,
        DataReaderClosingEventData eventData,
        InterceptionResult result
    )
    {
        if (IsArmed)
        {
            await eventData.DataReader.CloseAsync();
            await AtAsync(MomentKind.Executed);
        }

        return result;
    }

    public override async ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default
    )
    {
        await AtAsync(MomentKind.Executing);
        return result;
    }

    public override async ValueTask<int> NonQueryExecutedAsync(
        DbCommand command,
        CommandExecutedEventData eventData,
        int result,
        CancellationToken cancellationToken = default
    )
    {
        await AtAsync(MomentKind.Executed);
        return result;
    }

    public InterceptionResult TransactionCommitting(
        DbTransaction transaction,
        TransactionEventData eventData,
        InterceptionResult result
    )
    {
        script.At(new Moment(MomentKind.Committing, transaction));
        return result;
    }

    public async ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction,
        TransactionEventData eventData,
        InterceptionResult result,
        CancellationToken cancellationToken = default
    )
    {
        await script.AtAsync(new Moment(MomentKind.Committing, transaction));
        return result;
    }

    public void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData) =>
        script.At(new Moment(MomentKind.Committed, transaction));

    public Task TransactionCommittedAsync(
        DbTransaction transaction,
        TransactionEndEventData eventData,
        CancellationToken cancellationToken = default
    ) => script.AtAsync(new Moment(MomentKind.Committed, transaction));

    private void At(MomentKind kind)
    {
        if (IsArmed)
        {
            FailFirst(kind);
            script.At(new Moment(kind));
        }
    }

    private Task AtAsync(MomentKind kind)
    {
        if (!IsArmed)
        {
            return Task.CompletedTask;
        }

        FailFirst(kind);
        return script.AtAsync(new Moment(kind));
    }

    private void FailFirst(MomentKind kind)
    {
        if (kind == MomentKind.Executing && Transients > 0)
        {
            Transients--;
            throw new TransientException();
        }
    }
}
