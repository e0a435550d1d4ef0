using Microsoft.EntityFrameworkCore.Storage;

namespace EfCache.Update;

/// <summary>One statement that writes: marked before it, and, in auto-commit, bumped after it.</summary>
/// <param name="gone">What a transaction wrote that is over, as it turned out only now: bumped before the statement.</param>
/// <param name="write">What the statement writes; null when it is marked later.</param>
/// <param name="ending">Who bumps it.</param>
internal sealed class StatementWrite(Write[] gone, Write? write, StatementEnding ending)
{
    private Action? _then;

    /// <summary>Does something when the statement has succeeded.</summary>
    public StatementWrite Then(Action then)
    {
        _then = then;
        return this;
    }

    /// <summary>Runs the statement between its mark and its bump.</summary>
    public TResult Execute<TState, TResult>(TState state, Func<TState, TResult> execute)
    {
        BumpGone();
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
        await BumpGoneAsync().ConfigureAwait(false);
        var result = await RunAsync(state, execute, cancellationToken).ConfigureAwait(false);
        await CompleteAsync().ConfigureAwait(false);
        return result;
    }

    /// <summary>Runs a statement that returns rows: it is over when its reader is.</summary>
    public RelationalDataReader ExecuteReader<TState>(TState state, Func<TState, RelationalDataReader> execute)
    {
        BumpGone();
        var live = Run(state, execute);
        return ending != StatementEnding.ByOwner ? new WritingRelationalDataReader(live, this) : live;
    }

    /// <inheritdoc cref="ExecuteReader"/>
    public async Task<RelationalDataReader> ExecuteReaderAsync<TState>(
        TState state,
        Func<TState, CancellationToken, Task<RelationalDataReader>> execute,
        CancellationToken cancellationToken
    )
    {
        await BumpGoneAsync().ConfigureAwait(false);
        var live = await RunAsync(state, execute, cancellationToken).ConfigureAwait(false);
        return ending != StatementEnding.ByOwner ? new WritingRelationalDataReader(live, this) : live;
    }

    public void Complete()
    {
        _then?.Invoke();
        if (Leave())
        {
            write!.Bump();
        }
    }

    public async ValueTask CompleteAsync()
    {
        _then?.Invoke();
        if (Leave())
        {
            await write!.BumpAsync().ConfigureAwait(false);
        }
    }

    /// <summary>The statement failed: bump if it is over, and leave the marks if nobody knows.</summary>
    public void Fail(Exception exception)
    {
        if (!Leave())
        {
            return;
        }

        if (WriteOutcome.IsKnown(exception))
        {
            write!.Bump();
        }
        else
        {
            write!.LeaveToLease();
        }
    }

    /// <inheritdoc cref="Fail"/>
    public async ValueTask FailAsync(Exception exception)
    {
        if (!Leave())
        {
            return;
        }

        if (WriteOutcome.IsKnown(exception))
        {
            await write!.BumpAsync().ConfigureAwait(false);
        }
        else
        {
            write!.LeaveToLease();
        }
    }

    /// <summary>
    /// The statement is over, once. Whether it is bumped here: in auto-commit, and when the ambient transaction that it was a
    /// part of has ended meanwhile.
    /// </summary>
    private bool Leave() =>
        write is not null && ending != StatementEnding.ByOwner && (write.Leave() || ending == StatementEnding.Bump);

    private void Enter()
    {
        if (ending != StatementEnding.ByOwner)
        {
            write?.Enter();
        }
    }

    private void BumpGone()
    {
        foreach (var over in gone)
        {
            over.Bump();
        }
    }

    private async ValueTask BumpGoneAsync()
    {
        foreach (var over in gone)
        {
            await over.BumpAsync().ConfigureAwait(false);
        }
    }

    private TResult Run<TState, TResult>(TState state, Func<TState, TResult> execute)
    {
        Enter();
        try
        {
            write?.Mark();
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
        Enter();
        try
        {
            if (write is not null)
            {
                await write.MarkAsync(cancellationToken).ConfigureAwait(false);
            }

            return await execute(state, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            await FailAsync(exception).ConfigureAwait(false);
            throw;
        }
    }
}
