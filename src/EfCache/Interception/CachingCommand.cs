using System.Data.Common;
using EfCache.Query;
using EfCache.Query.Replay;
using EfCache.Settings;
using EfCache.Update;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace EfCache.Interception;

/// <summary>
/// A command of the context. As a query it goes by the early door (or hands over to <see cref="CommandDoor"/>); as anything
/// that may write it goes through the write side, which marks before it and bumps after it.
/// </summary>
/// <remarks>
/// EF Core rents one from the connection for each query in turn, populates it from a template, and returns it. So it stays
/// with one context, and what it keeps from query to query is reused without being shared.
/// </remarks>
/// <param name="inner">The provider's command.</param>
/// <param name="sharesSnapshots">All readers that are open on a connection at once see the snapshot of the first.</param>
internal sealed class CachingCommand(IRelationalCommand inner, bool sharesSnapshots) : IRelationalCommand
{
    private CachingCommandTemplate? _template;
    private CacheSettings? _settings;
    private CacheSession? _session;
    private TrackedPartitions? _tracked;
    private QueryReader? _reader;

    public string CommandText => inner.CommandText;

    public string LogCommandText => inner.LogCommandText;

    public IReadOnlyList<IRelationalParameter> Parameters => inner.Parameters;

    public void PopulateFrom(IRelationalCommandTemplate commandTemplate)
    {
        _template = commandTemplate as CachingCommandTemplate;
        inner.PopulateFrom(commandTemplate);
    }

    public DbCommand CreateDbCommand(
        RelationalCommandParameterObject parameterObject,
        Guid commandId,
        DbCommandMethod commandMethod
    ) => inner.CreateDbCommand(parameterObject, commandId, commandMethod);

    public RelationalDataReader ExecuteReader(RelationalCommandParameterObject parameterObject)
    {
        var reader = ExecuteReaderCore(parameterObject);
        if (sharesSnapshots)
        {
            NoteOpen(reader, parameterObject);
        }

        return reader;
    }

    public Task<RelationalDataReader> ExecuteReaderAsync(
        RelationalCommandParameterObject parameterObject,
        CancellationToken cancellationToken = default
    )
    {
        var pending = ExecuteReaderCoreAsync(parameterObject, cancellationToken);
#pragma warning disable CA1849 // The task has completed successfully: this does not block.
        if (!sharesSnapshots || pending is { IsCompletedSuccessfully: true, Result: ReplayRelationalDataReader })
#pragma warning restore CA1849
        {
            return pending; // A hit needs no state machine.
        }

        return NoteOpenAsync(pending, parameterObject);
    }

    public int ExecuteNonQuery(RelationalCommandParameterObject parameterObject)
    {
        var statement = BeginStatement(parameterObject);
        return statement is null
            ? inner.ExecuteNonQuery(parameterObject)
            : statement.Execute((inner, parameterObject), static s => s.inner.ExecuteNonQuery(s.parameterObject));
    }

    public Task<int> ExecuteNonQueryAsync(
        RelationalCommandParameterObject parameterObject,
        CancellationToken cancellationToken = default
    )
    {
        var statement = BeginStatement(parameterObject);
        return statement is null
            ? inner.ExecuteNonQueryAsync(parameterObject, cancellationToken)
            : statement.ExecuteAsync(
                (inner, parameterObject),
                static (s, token) => s.inner.ExecuteNonQueryAsync(s.parameterObject, token),
                cancellationToken
            );
    }

    public object? ExecuteScalar(RelationalCommandParameterObject parameterObject)
    {
        var statement = BeginStatement(parameterObject);
        return statement is null
            ? inner.ExecuteScalar(parameterObject)
            : statement.Execute((inner, parameterObject), static s => s.inner.ExecuteScalar(s.parameterObject));
    }

    public Task<object?> ExecuteScalarAsync(
        RelationalCommandParameterObject parameterObject,
        CancellationToken cancellationToken = default
    )
    {
        var statement = BeginStatement(parameterObject);
        return statement is null
            ? inner.ExecuteScalarAsync(parameterObject, cancellationToken)
            : statement.ExecuteAsync(
                (inner, parameterObject),
                static (s, token) => s.inner.ExecuteScalarAsync(s.parameterObject, token),
                cancellationToken
            );
    }

    private RelationalDataReader ExecuteReaderCore(RelationalCommandParameterObject parameterObject)
    {
        if (_template?.Query is { } query)
        {
            if (TryPrepare(query, parameterObject) is { } reader)
            {
                return _session!.UsesCommandDoor
                    ? CommandDoor.Execute(inner, reader, parameterObject)
                    : reader.Execute(inner, parameterObject);
            }

            if (_template.Write is null)
            {
                return inner.ExecuteReader(parameterObject);
            }
        }

        var statement = BeginStatement(parameterObject);
        return statement is null
            ? inner.ExecuteReader(parameterObject)
            : statement.ExecuteReader((inner, parameterObject), static s => s.inner.ExecuteReader(s.parameterObject));
    }

    private Task<RelationalDataReader> ExecuteReaderCoreAsync(
        RelationalCommandParameterObject parameterObject,
        CancellationToken cancellationToken
    )
    {
        if (_template?.Query is { } query)
        {
            if (TryPrepare(query, parameterObject) is { } reader)
            {
                return _session!.UsesCommandDoor
                    ? CommandDoor.ExecuteAsync(inner, reader, parameterObject, cancellationToken)
                    : reader.ExecuteAsync(inner, parameterObject, cancellationToken);
            }

            if (_template.Write is null)
            {
                return inner.ExecuteReaderAsync(parameterObject, cancellationToken);
            }
        }

        var statement = BeginStatement(parameterObject);
        return statement is null
            ? inner.ExecuteReaderAsync(parameterObject, cancellationToken)
            : statement.ExecuteReaderAsync(
                (inner, parameterObject),
                static (s, token) => s.inner.ExecuteReaderAsync(s.parameterObject, token),
                cancellationToken
            );
    }

    /// <summary>A reader that the caller closes may still be open when the next query of the connection begins.</summary>
    private static void NoteOpen(RelationalDataReader reader, RelationalCommandParameterObject parameterObject)
    {
        if (reader is not ReplayRelationalDataReader)
        {
            OpenReaders.Of(parameterObject.Connection.DbConnection).Note(reader.DbDataReader);
        }
    }

    private static async Task<RelationalDataReader> NoteOpenAsync(
        Task<RelationalDataReader> pending,
        RelationalCommandParameterObject parameterObject
    )
    {
        var reader = await pending.ConfigureAwait(false);
        NoteOpen(reader, parameterObject);
        return reader;
    }

    /// <summary>The reader, with its request ready; null when the query runs without the cache.</summary>
    private QueryReader? TryPrepare(QueryTemplate query, RelationalCommandParameterObject parameterObject)
    {
        var context = parameterObject.Connection.Context;
        if (query.Plan.ReadsPartitionProperties)
        {
            _tracked ??= context.GetService<TrackedPartitions>();
            _tracked.Watch();
            if (query.Plan.MayMakeUpPartitions)
            {
                _tracked.Distrust();
            }
        }

        _settings ??= context.GetService<CacheSettings>();
        if (!query.Plan.IsRequested(_settings))
        {
            return null; // Most queries of most contexts: nothing of the cache is made for them.
        }

        var session = _session ??= CacheSession.Of(context);
        var plan = query.Plan.For(session);
        var reader = _reader ??= new QueryReader();
        var bypass = reader.Request.Prepare(
            query,
            plan,
            session,
            parameterObject.Connection,
            parameterObject.ParameterValues
        );
        if (bypass == BypassReason.None)
        {
            return reader;
        }

        QueryBypass.Report(bypass, query, session);
        return null;
    }

    /// <summary>What has to be done around a command that may write; null for one that does not.</summary>
    private StatementWrite? BeginStatement(RelationalCommandParameterObject parameterObject)
    {
        // SaveChanges names itself as the source of its commands, and only a save that is under way takes one for its own.
        var writes = parameterObject.Connection.Context.GetService<PendingWrites>();
        if (parameterObject.CommandSource == CommandSource.SaveChanges && writes.BeginSaveStatement() is { } save)
        {
            return save;
        }

        if (_template is { } template)
        {
            if (template.MayChangeSession)
            {
                writes.NoteUnknownSql();
            }

            return template.Write is { IsNothing: false } plan
                ? writes.BeginStatement(plan, parameterObject.ParameterValues)
                : null;
        }

        return writes.BeginRawStatement(inner.CommandText);
    }
}
