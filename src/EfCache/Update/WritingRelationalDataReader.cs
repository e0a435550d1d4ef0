using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.EntityFrameworkCore.Storage;

namespace EfCache.Update;

/// <summary>
/// The rows of a statement that writes and commits by itself: <c>INSERT ... RETURNING</c> as a query. It is over when its
/// reader is closed, and not before.
/// </summary>
[SuppressMessage("Usage", "CA2215", Justification = "The live reader closes the connection; the base class has none.")]
internal sealed class WritingRelationalDataReader(RelationalDataReader live, StatementWrite statement)
    : RelationalDataReader
{
    private Exception? _failure;
    private bool _ended;

    public override IRelationalConnection RelationalConnection => live.RelationalConnection;

    public override DbDataReader DbDataReader => live.DbDataReader;

    public override DbCommand DbCommand => live.DbCommand;

    public override Guid CommandId => live.CommandId;

    public override bool Read()
    {
        try
        {
            return live.Read();
        }
        catch (Exception exception)
        {
            _failure = exception;
            throw;
        }
    }

    public override async Task<bool> ReadAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            return await live.ReadAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            _failure = exception;
            throw;
        }
    }

    public override void Close() => live.Close();

    public override ValueTask CloseAsync() => live.CloseAsync();

    public override void Dispose()
    {
        try
        {
            live.Dispose();
        }
        catch (Exception exception) when (TryEnd())
        {
            statement.Fail(exception);
            throw;
        }

        if (TryEnd())
        {
            if (_failure is null)
            {
                statement.Complete();
            }
            else
            {
                statement.Fail(_failure);
            }
        }
    }

    public override async ValueTask DisposeAsync()
    {
        try
        {
            await live.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception exception) when (TryEnd())
        {
            await statement.FailAsync(exception).ConfigureAwait(false);
            throw;
        }

        if (TryEnd())
        {
            if (_failure is null)
            {
                await statement.CompleteAsync().ConfigureAwait(false);
            }
            else
            {
                await statement.FailAsync(_failure).ConfigureAwait(false);
            }
        }
    }

    private bool TryEnd()
    {
        var isFirst = !_ended;
        _ended = true;
        return isFirst;
    }
}
