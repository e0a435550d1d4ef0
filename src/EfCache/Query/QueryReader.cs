using EfCache.Diagnostics;
using EfCache.Query.Replay;
using EfCache.Storage;
using Microsoft.EntityFrameworkCore.Storage;

namespace EfCache.Query;

/// <summary>
/// The line that a cached query takes: lookup, then either replay, or ticket, database, recording, fill and replay. One for
/// each command, like the request that it works on. The two doors differ only in where the lookup stands.
/// </summary>
/// <remarks>Each step that may do I/O is there twice, for sync and for async callers; what they share does none.</remarks>
internal sealed partial class QueryReader
{
    // How long a miss waits for another's read of the same rows when the command has no time-out of its own: ADO.NET's own
    // default for a command.
    private const int DefaultTimeout = 30;

    private ReplayRelationalDataReader? _replay;
    private int _landings;

    public QueryRequest Request { get; } = new();

    private CacheStore Store => Request.Session.Store;

    private CacheDiagnostics Diagnostics => Request.Session.Diagnostics;

    /// <summary>The early door: a hit needs no command and no connection.</summary>
    public RelationalDataReader Execute(IRelationalCommand command, RelationalCommandParameterObject parameters)
    {
        var answer = Lookup(parameters.Connection);
        if (answer.Result is { } result)
        {
            return Replay(result, parameters.Connection);
        }

        if (answer.Miss is not { } miss)
        {
            return command.ExecuteReader(parameters);
        }

        var outer = CurrentRead.Begin(this);
        try
        {
            var started = Diagnostics.StartDatabase();
            var live = command.ExecuteReader(Unbuffered(parameters));
            return Record(live, IsUnchanged(live) ? miss : null, parameters, started);
        }
        finally
        {
            CurrentRead.End(outer);
            miss.FailUnlessEnded();
        }
    }

    /// <inheritdoc cref="Execute"/>
    public Task<RelationalDataReader> ExecuteAsync(
        IRelationalCommand command,
        RelationalCommandParameterObject parameters,
        CancellationToken cancellationToken
    )
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<RelationalDataReader>(cancellationToken);
        }

        var started = StartLookup();
        var lookup = Store.LookupAsync(Request, cancellationToken);
        if (!lookup.IsCompletedSuccessfully)
        {
            return ExecuteAfterLookupAsync(command, parameters, lookup, started, cancellationToken);
        }

        // A store in process has answered: a hit needs no state machine.
#pragma warning disable CA1849 // The task has completed successfully: this does not block.
        var completed = lookup.Result;
#pragma warning restore CA1849
        return IsHit(completed, started, out var miss)
            ? ReplayTask(completed.Result!, parameters.Connection)
            : ExecuteMissAsync(command, parameters, miss, cancellationToken);
    }

    /// <summary>The lookup, up to where the database has to be read.</summary>
    public Answer Lookup(IRelationalConnection connection)
    {
        var started = StartLookup();
        var lookup = Store.Lookup(Request);
        return IsHit(lookup, started, out var miss) ? Answer.Of(lookup.Result!) : TakeOff(miss, connection);
    }

    /// <inheritdoc cref="Lookup"/>
    public async ValueTask<Answer> LookupAsync(IRelationalConnection connection, CancellationToken cancellationToken)
    {
        var started = StartLookup();
        var lookup = await Store.LookupAsync(Request, cancellationToken).ConfigureAwait(false);
        return IsHit(lookup, started, out var miss)
            ? Answer.Of(lookup.Result!)
            : await TakeOffAsync(miss, connection, cancellationToken).ConfigureAwait(false);
    }

    private long StartLookup()
    {
        if (!Store.IsLookupCheap)
        {
            _landings = Store.Flights.Landings(Request.Key);
        }

        return Diagnostics.StartLookup();
    }

    /// <summary>EF's own buffering is not needed for what is recorded whole, and hides what the live reader tells.</summary>
    public static RelationalCommandParameterObject Unbuffered(RelationalCommandParameterObject parameters) =>
        parameters.ReaderColumns is null
            ? parameters
            : new(
                parameters.Connection,
                parameters.ParameterValues,
                readerColumns: null,
                parameters.Context,
                parameters.Logger,
                parameters.DetailedErrorsEnabled,
                parameters.CommandSource
            );

    private async Task<RelationalDataReader> ExecuteAfterLookupAsync(
        IRelationalCommand command,
        RelationalCommandParameterObject parameters,
        ValueTask<CacheLookup> pending,
        long started,
        CancellationToken cancellationToken
    )
    {
        var lookup = await pending.ConfigureAwait(false);
        return IsHit(lookup, started, out var miss)
            ? Replay(lookup.Result!, parameters.Connection)
            : await ExecuteMissAsync(command, parameters, miss, cancellationToken).ConfigureAwait(false);
    }

    private async Task<RelationalDataReader> ExecuteMissAsync(
        IRelationalCommand command,
        RelationalCommandParameterObject parameters,
        CacheLookup lookup,
        CancellationToken cancellationToken
    )
    {
        var answer = await TakeOffAsync(lookup, parameters.Connection, cancellationToken).ConfigureAwait(false);
        if (answer.Result is { } result)
        {
            return Replay(result, parameters.Connection);
        }

        if (answer.Miss is not { } miss)
        {
            return await command.ExecuteReaderAsync(parameters, cancellationToken).ConfigureAwait(false);
        }

        CurrentRead.Begin(this);
        try
        {
            var started = Diagnostics.StartDatabase();
            var live = await command
                .ExecuteReaderAsync(Unbuffered(parameters), cancellationToken)
                .ConfigureAwait(false);
            return await RecordAsync(live, IsUnchanged(live) ? miss : null, parameters, started, cancellationToken)
                .ConfigureAwait(false);
        }
        finally
        {
            miss.FailUnlessEnded();
        }
    }

    /// <summary>Takes a ticket, and then either leads a read of the database or waits for one that is under way.</summary>
    private Answer TakeOff(CacheLookup lookup, IRelationalConnection connection)
    {
        if (Request.IsLookupOnly)
        {
            return Answer.Uncached;
        }

        var ticket = Store.TakeTicket(Request, lookup);
        var keepsTicket = false;
        try
        {
            if (!ticket.CanFill || OpenReaders.IsAnyOn(connection))
            {
                return Answer.Uncached;
            }

            Flight? flight = null;
            var role = CurrentRead.IsAnother(this)
                ? FlightRole.Alone
                : Store.Flights.Join(Request.Key, ticket, out flight);
            var outcome =
                role == FlightRole.Follower
                    ? flight!.Wait(Timeout(connection), TimeProvider.System, CancellationToken.None)
                    : default;
            var filledMeanwhile = role == FlightRole.Leader ? LookAgain(flight!, ticket) : null;
            var answer = AnswerOf(role, flight, outcome, ticket, filledMeanwhile);
            keepsTicket = answer.Miss is not null;
            return answer;
        }
        finally
        {
            if (!keepsTicket)
            {
                ticket.Dispose();
            }
        }
    }

    /// <inheritdoc cref="TakeOff"/>
    private async ValueTask<Answer> TakeOffAsync(
        CacheLookup lookup,
        IRelationalConnection connection,
        CancellationToken cancellationToken
    )
    {
        if (Request.IsLookupOnly)
        {
            return Answer.Uncached;
        }

        var ticket = await Store.TakeTicketAsync(Request, lookup, cancellationToken).ConfigureAwait(false);
        var keepsTicket = false;
        try
        {
            if (!ticket.CanFill || OpenReaders.IsAnyOn(connection))
            {
                return Answer.Uncached;
            }

            Flight? flight = null;
            var role = CurrentRead.IsAnother(this)
                ? FlightRole.Alone
                : Store.Flights.Join(Request.Key, ticket, out flight);
            var outcome =
                role == FlightRole.Follower
                    ? await flight!
                        .WaitAsync(Timeout(connection), TimeProvider.System, cancellationToken)
                        .ConfigureAwait(false)
                    : default;
            var filledMeanwhile =
                role == FlightRole.Leader
                    ? await LookAgainAsync(flight!, ticket, cancellationToken).ConfigureAwait(false)
                    : null;
            var answer = AnswerOf(role, flight, outcome, ticket, filledMeanwhile);
            keepsTicket = answer.Miss is not null;
            return answer;
        }
        finally
        {
            if (!keepsTicket)
            {
                ticket.Dispose();
            }
        }
    }

    /// <summary>What another has stored meanwhile: in this process, or in another that this one waited for.</summary>
    private CachedResult? LookAgain(Flight flight, Ticket ticket)
    {
        try
        {
            return (MayBeFilledMeanwhile() ? Store.Lookup(Request).Result : null) ?? Store.AwaitOthers(Request, ticket);
        }
        catch
        {
            flight.Fail();
            throw;
        }
    }

    /// <inheritdoc cref="LookAgain"/>
    private async ValueTask<CachedResult?> LookAgainAsync(
        Flight flight,
        Ticket ticket,
        CancellationToken cancellationToken
    )
    {
        try
        {
            if (
                MayBeFilledMeanwhile()
                && (await Store.LookupAsync(Request, cancellationToken).ConfigureAwait(false)).Result is { } filled
            )
            {
                return filled;
            }

            return await Store.AwaitOthersAsync(Request, ticket, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            // Its followers are not to wait for a leader that is gone: a cancelled one, mostly.
            flight.Fail();
            throw;
        }
    }

    /// <summary>Whether another's read may have ended between this one's lookup and its joining.</summary>
    private bool MayBeFilledMeanwhile() => Store.IsLookupCheap || Store.Flights.Landings(Request.Key) != _landings;

    private Answer AnswerOf(
        FlightRole role,
        Flight? flight,
        FlightOutcome outcome,
        Ticket ticket,
        CachedResult? filledMeanwhile
    )
    {
        if (role == FlightRole.Follower && outcome.End == FlightEnd.Landed)
        {
            CacheDiagnostics.Shared(Store.Name);
            return Answer.Of(outcome.Result!);
        }

        if (filledMeanwhile is not null && Request.Template.CanReplay(filledMeanwhile))
        {
            CacheDiagnostics.Shared(Store.Name);
            flight!.Land(filledMeanwhile);
            return Answer.Of(filledMeanwhile);
        }

        var leads = role == FlightRole.Leader || (role == FlightRole.Follower && outcome.End == FlightEnd.TakeOver);
        return Answer.Of(new Miss(ticket, leads ? flight : null, Request.Policy.NewLifetime()));
    }

    /// <summary>An interceptor that is skipped on hits may still have changed the command: then its result is not the key's.</summary>
    private bool IsUnchanged(RelationalDataReader live) => live.DbCommand.CommandText == Request.Template.CommandText;

    private static TimeSpan Timeout(IRelationalConnection connection) =>
        connection.CommandTimeout is { } seconds && seconds != 0
            ? TimeSpan.FromSeconds(seconds)
            : TimeSpan.FromSeconds(DefaultTimeout);

    /// <summary>Reports the lookup; an entry that can't be replayed becomes a miss.</summary>
    private bool IsHit(CacheLookup lookup, long started, out CacheLookup miss)
    {
        miss = lookup;
        var session = Request.Session;
        session.ReportStore();
        if (lookup.Result is { } result)
        {
            if (Request.Template.CanReplay(result))
            {
                Diagnostics.Hit(session.Context, Store.Name, Request.Template.CommandText, started);
                return true;
            }

            Diagnostics.LogEntryUnreadable(session.Context, Request.Template.CommandText);
            miss = CacheLookup.Miss(MissReason.Unreadable);
        }

        Diagnostics.Miss(session.Context, Store.Name, Request.Template.CommandText, miss.Reason.ToMetric(), started);
        return false;
    }

    private ReplayRelationalDataReader Replay(CachedResult result, IRelationalConnection connection)
    {
        var replay = _replay ??= new ReplayRelationalDataReader();
        replay.Init(result, connection);
        Request.Release();
        return replay;
    }

    private Task<RelationalDataReader> ReplayTask(CachedResult result, IRelationalConnection connection) =>
        Replay(result, connection).AsCompletedTask;
}
