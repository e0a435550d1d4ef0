using Microsoft.EntityFrameworkCore.Storage;

namespace EfCache.Update;

/// <summary>One statement that writes: marked before it, and, in auto-commit, bumped after it.</summary>
internal sealed class StatementWrite(Write? write, StatementEnding ending)
{
    /// <summary>Runs the statement between its mark and its bump.</summary>
    public TResult Execute<TState, TResult>(TState state, Func<TState, TResult> execute)
    {
        write?.Mark();
        var result = Run(state, execute);
        Complete();
        return result;
    }

    /// <inheritdoc cref="Execute"/>
    public async Task<TResult> ExecuteAsync<TState, TResult>(
        TState state,
        Func<TState, CancellationToken, Task<TResult>> execute,
        CancellationToken cancellationToken
    )
    {
        await MarkAsync(cancellationToken).ConfigureAwait(false);
        var result = await RunAsync(state, execute, cancellationToken).ConfigureAwait(false);
        await CompleteAsync().ConfigureAwait(false);
        return result;
    }

    /// <summary>Runs a statement that returns rows: it is over when its reader is.</summary>
    public RelationalDataReader ExecuteReader<TState>(TState state, Func<TState, RelationalDataReader> execute)
    {
        write?.Mark();
        var live = Run(state, execute);
        return ending == StatementEnding.Bump ? new WritingRelationalDataReader(live, this) : live;
    }

    /// <inheritdoc cref="ExecuteReader"/>
    public async Task<RelationalDataReader> ExecuteReaderAsync<TState>(
        TState state,
        Func<TState, CancellationToken, Task<RelationalDataReader>> execute,
        CancellationToken cancellationToken
    )
    {
        await MarkAsync(cancellationToken).ConfigureAwait(false);
        var live = await RunAsync(state, execute, cancellationToken).ConfigureAwait(false);
        return ending == StatementEnding.Bump ? new WritingRelationalDataReader(live, this) : live;
    }

    public void Complete()
    {
        if (ending == StatementEnding.Bump)
        {
            write?.Bump();
        }
    }

    public async ValueTask CompleteAsync()
    {
        if (ending == StatementEnding.Bump && write is not null)
        {
            await write.BumpAsync().ConfigureAwait(false);
        }
    }

    /// <summary>The statement failed: bump if it is over, and leave the marks if nobody knows.</summary>
    public void Fail(Exception exception)
    {
        if (ending != StatementEnding.Bump || write is null)
        {
            return;
        }

        if (WriteOutcome.IsKnown(exception))
        {
            write.Bump();
        }
        else
        {
            write.LeaveToLease();
        }
    }

    /// <inheritdoc cref="Fail"/>
    public async ValueTask FailAsync(Exception exception)
    {
        if (ending != StatementEnding.Bump || write is null)
        {
            return;
        }

        if (WriteOutcome.IsKnown(exception))
        {
            await write.BumpAsync().ConfigureAwait(false);
        }
        else
        {
            write.LeaveToLease();
        }
    }

    private ValueTask MarkAsync(CancellationToken cancellationToken) => write?.MarkAsync(cancellationToken) ?? default;

    private TResult Run<TState, TResult>(TState state, Func<TState, TResult> execute)
    {
        try
        {
            return execute(state);
        }
        catch (Exception exception)
        {
            Fail(exception);
            throw;
        }
    }

    private async Task<TResult> RunAsync<TState, TResult>(
        TState state,
        Func<TState, CancellationToken, Task<TResult>> execute,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await execute(state, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            await FailAsync(exception).ConfigureAwait(false);
            throw;
        }
    }
}
