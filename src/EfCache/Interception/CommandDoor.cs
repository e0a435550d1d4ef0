using System.Data.Common;
using EfCache.Query;
using EfCache.Query.Replay;
using EfCache.Settings;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace EfCache.Interception;

/// <summary>
/// The portable door: the lookup stands where EF Core asks command interceptors, after the command was made and the
/// connection opened. So the context's other interceptors see hits as well as misses.
/// </summary>
/// <remarks>
/// The key is of the command as it is when this interceptor sees it. Others run after it and may change the command, or put
/// another reader in the place of the database's: what comes of that is not stored, and a hit of which the command was
/// changed afterwards is not used.
/// </remarks>
internal sealed class CommandDoor : DbCommandInterceptor
{
    private static readonly IInterceptor Absent = new NoInterceptor();

    private CommandVisit? _visit;

    /// <summary>
    /// The door, or nothing: a command interceptor costs every command of the context, so it is there only for contexts
    /// that use it.
    /// </summary>
    public static IInterceptor CreateIfNeeded(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<IDbContextOptions>();
        var settings = provider.GetRequiredService<CacheSettings>();
        return settings.RunCommandInterceptorsOnHits ?? ForeignInterceptors.MayHaveCommandInterceptor(options)
            ? provider.GetRequiredService<CommandDoor>()
            : Absent;
    }

    public static RelationalDataReader Execute(
        IRelationalCommand command,
        QueryReader reader,
        RelationalCommandParameterObject parameters
    )
    {
        var visit = Enter(reader, parameters);
        var outer = CurrentRead.Begin(reader);
        try
        {
            var started = reader.Request.Session.Diagnostics.StartDatabase();
            var live = command.ExecuteReader(QueryReader.Unbuffered(parameters));
            if (!visit.IsReplayed)
            {
                return visit.MustRecord(live, parameters)
                    ? reader.Record(live, visit.MissOf(live), parameters, started)
                    : live;
            }

            if (visit.IsUnchanged(live.DbCommand))
            {
                return live;
            }

            live.Dispose();
        }
        finally
        {
            CurrentRead.End(outer);
            visit.Leave();
        }

        return command.ExecuteReader(parameters);
    }

    public static async Task<RelationalDataReader> ExecuteAsync(
        IRelationalCommand command,
        QueryReader reader,
        RelationalCommandParameterObject parameters,
        CancellationToken cancellationToken
    )
    {
        var visit = Enter(reader, parameters);
        CurrentRead.Begin(reader);
        try
        {
            var started = reader.Request.Session.Diagnostics.StartDatabase();
            var live = await command
                .ExecuteReaderAsync(QueryReader.Unbuffered(parameters), cancellationToken)
                .ConfigureAwait(false);
            if (!visit.IsReplayed)
            {
                return visit.MustRecord(live, parameters)
                    ? await reader
                        .RecordAsync(live, visit.MissOf(live), parameters, started, cancellationToken)
                        .ConfigureAwait(false)
                    : live;
            }

            if (visit.IsUnchanged(live.DbCommand))
            {
                return live;
            }

            await live.DisposeAsync().ConfigureAwait(false);
        }
        finally
        {
            visit.Leave();
        }

        return await command.ExecuteReaderAsync(parameters, cancellationToken).ConfigureAwait(false);
    }

    public override InterceptionResult<DbDataReader> ReaderExecuting(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result
    )
    {
        if (_visit is not { } visit || result.HasResult || !visit.TryComplete(command))
        {
            return result;
        }

        return visit.Take(visit.Reader.Lookup(visit.Connection)) is { } cached
            ? InterceptionResult<DbDataReader>.SuppressWithResult(new ReplayDataReader(cached))
            : result;
    }

    public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default
    )
    {
        if (_visit is not { } visit || result.HasResult || !visit.TryComplete(command))
        {
            return result;
        }

        var answer = await visit.Reader.LookupAsync(visit.Connection, cancellationToken).ConfigureAwait(false);
        return visit.Take(answer) is { } cached
            ? InterceptionResult<DbDataReader>.SuppressWithResult(new ReplayDataReader(cached))
            : result;
    }

    public override DbDataReader ReaderExecuted(
        DbCommand command,
        CommandExecutedEventData eventData,
        DbDataReader result
    )
    {
        _visit?.NoteReader(command, result);
        return result;
    }

    public override ValueTask<DbDataReader> ReaderExecutedAsync(
        DbCommand command,
        CommandExecutedEventData eventData,
        DbDataReader result,
        CancellationToken cancellationToken = default
    ) => new(ReaderExecuted(command, eventData, result));

    private static CommandVisit Enter(QueryReader reader, RelationalCommandParameterObject parameters)
    {
        var door = parameters.Connection.Context.GetService<CommandDoor>();
        return door._visit = new CommandVisit(
            reader,
            parameters.Connection,
            door._visit,
            previous => door._visit = previous
        );
    }

    private sealed class NoInterceptor : IInterceptor;
}
