using EfCache.Storage.Remote;
using RESPite.Messages;
using StackExchange.Redis;

namespace EfCache.Redis;

/// <summary>Reads entries and cells, and knows of each cell which run of which server it came from.</summary>
/// <remarks>
/// There are two ways. With one server, over a connection whose sockets are counted, a plain MGET is the whole lookup: it is
/// from the run that was verified as long as no other socket was opened. Else cells are read by a script that only that run knows,
/// one for each server, and the entry beside them, all in one flight; that also asks the server whether it is a master still.
/// </remarks>
internal sealed class RedisReader(RedisConnection connection, RedisRuns runs, int database, RemoteStoreOptions options)
{
    private const CommandFlags Flags = CommandFlags.DemandMaster | CommandFlags.CommandRetryNever;
    private const byte SlidingKind = (byte)'L';
    private const int SlidingPrefixLength = 14;

    /// <summary>Reads the entry, if it is wanted, and all cells.</summary>
    public void Read(Sight sight, bool withEntry)
    {
        var multiplexer = connection.Open(options.LookupTimeout);
        for (var attempt = 0; attempt < 2; attempt++)
        {
            var legs = RedisLegs.Of(multiplexer, sight.Tags);
            var found = new RedisRun[legs.Length];
            for (var i = 0; i < legs.Length; i++)
            {
                found[i] = runs.Find(legs[i].Server) ?? runs.Verify(legs[i].Server);
            }

            var isRead =
                !IsOneCommand(legs, withEntry)
                    ? RedisWait.For(multiplexer, TryReadByScriptsAsync(multiplexer, legs, found, sight, withEntry))
                : found[0].Sockets is null ? TryReadByScript(multiplexer, legs[0], found[0], sight, withEntry)
                : TryReadPlainly(multiplexer, legs[0].Server, found[0], sight, withEntry);
            if (isRead)
            {
                return;
            }
        }

        throw RunsChanged();
    }

    /// <inheritdoc cref="Read"/>
    public Task ReadAsync(Sight sight, bool withEntry) =>
        connection.Current is { } multiplexer
        && sight.Tags.Count is > 0 and <= RedisLegs.MaxKeys
        && runs.FindOnly(out var server) is { } run
            ? ReadPlainlyAsync(multiplexer, server!, run, sight, withEntry)
            : ReadFromServersAsync(sight, withEntry);

    private async Task ReadPlainlyAsync(
        IConnectionMultiplexer multiplexer,
        IServer server,
        RedisRun run,
        Sight sight,
        bool withEntry
    )
    {
        if (!await TryReadPlainlyAsync(multiplexer, server, run, sight, withEntry).ConfigureAwait(false))
        {
            await ReadFromServersAsync(sight, withEntry).ConfigureAwait(false);
        }
    }

    private async Task ReadFromServersAsync(Sight sight, bool withEntry)
    {
        var multiplexer = await connection.OpenAsync().ConfigureAwait(false);
        for (var attempt = 0; attempt < 2; attempt++)
        {
            var legs = RedisLegs.Of(multiplexer, sight.Tags);
            var found = new RedisRun[legs.Length];
            for (var i = 0; i < legs.Length; i++)
            {
                found[i] = runs.Find(legs[i].Server) ?? await runs.VerifyAsync(legs[i].Server).ConfigureAwait(false);
            }

            var isRead =
                legs.Length == 1 && found[0].Sockets is not null
                    ? await TryReadPlainlyAsync(multiplexer, legs[0].Server, found[0], sight, withEntry)
                        .ConfigureAwait(false)
                    : await TryReadByScriptsAsync(multiplexer, legs, found, sight, withEntry).ConfigureAwait(false);
            if (isRead)
            {
                return;
            }
        }

        throw RunsChanged();
    }

    /// <summary>In a cluster the entry is somewhere else than the cells.</summary>
    private static bool IsOneCommand(RedisLeg[] legs, bool withEntry) =>
        legs.Length == 1 && !(withEntry && legs[0].Server.ServerType == ServerType.Cluster);

    private static StoreUnavailableException RunsChanged() => new("the server was another one while it was read from");

    private bool TryReadPlainly(
        IConnectionMultiplexer multiplexer,
        IServer server,
        RedisRun run,
        Sight sight,
        bool withEntry
    )
    {
        using var reply = Database(multiplexer).ExecuteResp("MGET", KeysOf(sight, withEntry), Flags);
        return TakePlain(reply, server, run, sight, withEntry);
    }

    private async Task<bool> TryReadPlainlyAsync(
        IConnectionMultiplexer multiplexer,
        IServer server,
        RedisRun run,
        Sight sight,
        bool withEntry
    )
    {
        using var reply = await Database(multiplexer)
            .ExecuteRespAsync("MGET", KeysOf(sight, withEntry), Flags)
            .ConfigureAwait(false);
        return TakePlain(reply, server, run, sight, withEntry);
    }

    private bool TakePlain(RespResult reply, IServer server, RedisRun run, Sight sight, bool withEntry)
    {
        if (connection.Sockets != run.Sockets)
        {
            runs.Forget(server, run);
            return false;
        }

        var values = Values(reply);
        if (withEntry)
        {
            TakeEntry(ref values, sight);
        }

        TakeCells(ref values, indexes: null, run, sight);
        return true;
    }

    private bool TryReadByScript(
        IConnectionMultiplexer multiplexer,
        RedisLeg leg,
        RedisRun run,
        Sight sight,
        bool withEntry
    )
    {
        // One command, though the entry goes through the script: a sync caller can wait for one only.
        var arguments = new RedisKeyOrValue[2 + (withEntry ? 1 : 0) + leg.Keys.Length];
        arguments[0] = run.Script;
        arguments[1] = (RedisValue)(arguments.Length - 2);
        KeysOf(sight, withEntry).CopyTo(arguments, 2);
        try
        {
            using var reply = Database(multiplexer).ExecuteResp("EVALSHA", arguments, Flags);
            var values = Values(reply);
            if (withEntry)
            {
                TakeEntry(ref values, sight);
            }

            TakeCells(ref values, leg.Indexes, run, sight);
            return true;
        }
        catch (RedisServerException e) when (RedisFault.IsUnknownScript(e))
        {
            runs.Forget(leg.Server, run);
            return false;
        }
    }

    private async Task<bool> TryReadByScriptsAsync(
        IConnectionMultiplexer multiplexer,
        RedisLeg[] legs,
        RedisRun[] found,
        Sight sight,
        bool withEntry
    )
    {
        var redis = Database(multiplexer);
        var entry = withEntry ? ReadEntryAsync(redis, sight) : Task.CompletedTask;
        var cells = new Task<bool>[legs.Length];
        for (var i = 0; i < legs.Length; i++)
        {
            cells[i] = TryReadCellsAsync(redis, legs[i], found[i], sight);
        }

        // All of them are on their way, and none is left alone when another fails.
        await Task.WhenAll([entry, .. cells]).ConfigureAwait(false);
        var isRead = true;
        foreach (var cell in cells)
        {
            isRead &= await cell.ConfigureAwait(false);
        }

        return isRead;
    }

    private static async Task ReadEntryAsync(IDatabase redis, Sight sight)
    {
        // Not GET, which is an error where a key of another type is in the way.
        RedisKeyOrValue[] arguments = [(RedisKey)sight.EntryName];
        using var reply = await redis.ExecuteRespAsync("MGET", arguments, Flags).ConfigureAwait(false);
        var values = Values(reply);
        TakeEntry(ref values, sight);
    }

    private async Task<bool> TryReadCellsAsync(IDatabase redis, RedisLeg leg, RedisRun run, Sight sight)
    {
        var arguments = new RedisKeyOrValue[2 + leg.Keys.Length];
        arguments[0] = run.Script;
        arguments[1] = (RedisValue)leg.Keys.Length;
        for (var i = 0; i < leg.Keys.Length; i++)
        {
            arguments[2 + i] = leg.Keys[i];
        }

        try
        {
            using var reply = await redis.ExecuteRespAsync("EVALSHA", arguments, Flags).ConfigureAwait(false);
            var values = Values(reply);
            TakeCells(ref values, leg.Indexes, run, sight);
            return true;
        }
        catch (RedisServerException e) when (RedisFault.IsUnknownScript(e))
        {
            runs.Forget(leg.Server, run);
            return false;
        }
    }

    /// <summary>The entry, if it is wanted, and all cells.</summary>
    private static RedisKeyOrValue[] KeysOf(Sight sight, bool withEntry)
    {
        var keys = new RedisKeyOrValue[sight.Tags.Count + (withEntry ? 1 : 0)];
        var next = 0;
        if (withEntry)
        {
            keys[next++] = (RedisKey)sight.EntryName;
        }

        foreach (var tag in sight.Tags)
        {
            keys[next++] = (RedisKey)tag.Name;
        }

        return keys;
    }

    /// <summary>What was asked for, one by one; whoever answers with something else is no server to be trusted.</summary>
    private static RespReader.AggregateEnumerator Values(RespResult reply)
    {
        var reader = reply.Read();
        return reader.IsAggregate ? reader.AggregateChildren() : throw NotWhatWasAsked();
    }

    private static bool IsNull(in RespReader value) =>
        value.IsNull || (value.IsScalar ? false : throw NotWhatWasAsked());

    private static StoreUnavailableException NotWhatWasAsked() =>
        new("the server answered something else than it was asked for");

    private static void TakeEntry(ref RespReader.AggregateEnumerator values, Sight sight)
    {
        if (!values.MoveNext() || IsNull(values.Value))
        {
            return;
        }

        // A copy: the rows are read from it for as long as anybody has them.
        ReadOnlyMemory<byte> payload = values.Value.ReadByteArray();
        if (!payload.IsEmpty && payload.Span[0] == SlidingKind && payload.Length > SlidingPrefixLength)
        {
            sight.ExpiresAt = payload[1..SlidingPrefixLength];
            payload = payload[SlidingPrefixLength..];
        }

        sight.Payload = payload;
    }

    /// <param name="values">One for each cell.</param>
    /// <param name="indexes">Where the cells are among all; null for all of them in their order.</param>
    /// <param name="run">Who answers.</param>
    /// <param name="sight">What is asked for.</param>
    private void TakeCells(ref RespReader.AggregateEnumerator values, int[]? indexes, RedisRun run, Sight sight)
    {
        var mayFill = run.FillsFrom <= options.TimeProvider.GetTimestamp();
        Span<byte> buffer = stackalloc byte[RedisCell.LengthToRead];
        for (var i = 0; i < (indexes?.Length ?? sight.Cells.Length); i++)
        {
            if (!values.MoveNext())
            {
                throw NotWhatWasAsked();
            }

            // Only what it begins with is of interest, of many writers and of whatever else is there.
            var length = IsNull(values.Value) ? 0 : values.Value.CopyTo(buffer);
            sight.Cells[indexes is null ? i : indexes[i]] = RedisCell.Read(buffer[..length], run, mayFill);
        }
    }

    private IDatabase Database(IConnectionMultiplexer multiplexer) => multiplexer.GetDatabase(database);
}
