using System.Globalization;
using EfCache.Storage;
using EfCache.Storage.Remote;
using StackExchange.Redis;

namespace EfCache.Redis;

/// <summary>Writes entries and cells: one command for each server, all in one flight.</summary>
/// <param name="connection">How to reach the servers.</param>
/// <param name="database">The number of the database.</param>
/// <param name="options">The store's times.</param>
/// <param name="isStrict">Whether a missing cell is held for a while, since it may have lost marks (rule 7).</param>
internal sealed class RedisWriter(RedisConnection connection, int database, RemoteStoreOptions options, bool isStrict)
{
    private const int StampLength = 16;
    private const string LeaseSuffix = ":read";
    private const CommandFlags LeaseFlags = CommandFlags.DemandMaster | CommandFlags.CommandRetryNever;

    private readonly RedisValue _stampLife = Milliseconds(options.StampLife);
    private readonly RedisValue _quarantine =
        isStrict && options.Quarantine > TimeSpan.Zero ? Milliseconds(options.Quarantine) : 0;

    public void Mark(WriterId writer, IReadOnlyCollection<Tag> tags, TimeSpan lease) =>
        Run(RedisScripts.Mark, tags, leg => MarkArguments(writer, lease, leg));

    public Task MarkAsync(WriterId writer, IReadOnlyCollection<Tag> tags, TimeSpan lease) =>
        RunAsync(RedisScripts.Mark, tags, leg => MarkArguments(writer, lease, leg));

    public void Bump(WriterId writer, IReadOnlyCollection<Tag> tags) =>
        Run(RedisScripts.Bump, tags, leg => BumpArguments(writer, leg));

    public Task BumpAsync(WriterId writer, IReadOnlyCollection<Tag> tags) =>
        RunAsync(RedisScripts.Bump, tags, leg => BumpArguments(writer, leg));

    /// <summary>Gives a stamp to those of the cells that need one.</summary>
    public void Settle(IReadOnlyCollection<Tag> tags) => Run(RedisScripts.Settle, tags, SettleArguments);

    /// <inheritdoc cref="Settle"/>
    public Task SettleAsync(IReadOnlyCollection<Tag> tags) => RunAsync(RedisScripts.Settle, tags, SettleArguments);

    /// <summary>
    /// Stores an entry, and lets the stamps that it depends on live longer than it, twice as long, so that the next one's need not
    /// be prolonged.
    /// </summary>
    public async Task FillAsync(Sight sight, ReadOnlyMemory<byte> payload, EntryLifetime lifetime)
    {
        var multiplexer = await connection.OpenAsync().ConfigureAwait(false);
        var redis = multiplexer.GetDatabase(database);
        RedisKey key = sight.EntryName;
        var fill =
            lifetime.Sliding is { } window && window < lifetime.Absolute
                ? FillSlidingAsync(redis, key, payload, lifetime.Absolute, window)
                : redis.StringSetAsync(
                    key,
                    payload,
                    lifetime.Absolute,
                    flags: CommandFlags.DemandMaster | CommandFlags.CommandRetryNever
                );
        foreach (var tag in sight.Tags)
        {
            // Nobody waits: a stamp that is gone too early is a miss.
            _ = redis.KeyExpireAsync(
                tag.Name,
                2 * lifetime.Absolute,
                ExpireWhen.GreaterThanCurrentExpiry,
                CommandFlags.DemandMaster | CommandFlags.FireAndForget
            );
        }

        await fill.ConfigureAwait(false);
    }

    /// <summary>Prolongs an entry that was hit, if it is time. Nobody waits for it.</summary>
    /// <param name="key">The entry's name.</param>
    /// <param name="expiresAt">The end of its life, as the entry says it.</param>
    /// <param name="window">How long it lives without a hit.</param>
    public async Task TouchAsync(RedisKey key, ReadOnlyMemory<byte> expiresAt, TimeSpan window)
    {
        var multiplexer = await connection.OpenAsync().ConfigureAwait(false);
        using var reply = await RedisScripts
            .Touch.ExecuteAsync(multiplexer.GetDatabase(database), [key], [expiresAt, Milliseconds(window)])
            .ConfigureAwait(false);
    }

    public bool TryLead(Sight sight, WriterId reader, TimeSpan lease) =>
        connection
            .Open(options.LookupTimeout)
            .GetDatabase(database)
            .StringSet(LeaseOf(sight), IdOf(reader), lease, When.NotExists, LeaseFlags);

    public async Task<bool> TryLeadAsync(Sight sight, WriterId reader, TimeSpan lease)
    {
        var multiplexer = await connection.OpenAsync().ConfigureAwait(false);
        return await multiplexer
            .GetDatabase(database)
            .StringSetAsync(LeaseOf(sight), IdOf(reader), lease, When.NotExists, LeaseFlags)
            .ConfigureAwait(false);
    }

    public async Task EndLeadAsync(Sight sight, WriterId reader)
    {
        var multiplexer = await connection.OpenAsync().ConfigureAwait(false);
        using var reply = await RedisScripts
            .EndLead.ExecuteAsync(multiplexer.GetDatabase(database), [LeaseOf(sight)], [IdOf(reader)])
            .ConfigureAwait(false);
    }

    private static RedisKey LeaseOf(Sight sight) => sight.EntryName + LeaseSuffix;

    private static async Task FillSlidingAsync(
        IDatabase redis,
        RedisKey key,
        ReadOnlyMemory<byte> payload,
        TimeSpan life,
        TimeSpan window
    )
    {
        using var reply = await RedisScripts
            .FillSliding.ExecuteAsync(redis, [key], [payload, Milliseconds(life), Milliseconds(window)])
            .ConfigureAwait(false);
    }

    private RedisValue[] MarkArguments(WriterId writer, TimeSpan lease, RedisLeg leg) =>
        [IdOf(writer), Milliseconds(lease), _stampLife, _quarantine, FreshStamps(leg)];

    private RedisValue[] BumpArguments(WriterId writer, RedisLeg leg) =>
        [IdOf(writer), _stampLife, _quarantine, FreshStamps(leg)];

    private RedisValue[] SettleArguments(RedisLeg leg) => [_stampLife, _quarantine, FreshStamps(leg)];

    private void Run(RedisScript script, IReadOnlyCollection<Tag> tags, Func<RedisLeg, RedisValue[]> arguments)
    {
        var multiplexer = connection.Open(options.WriteTimeout);
        var legs = RedisLegs.Of(multiplexer, tags);
        if (legs.Length > 1)
        {
            RedisWait.For(multiplexer, RunAsync(multiplexer, script, legs, arguments));
            return;
        }

        try
        {
            script.Execute(multiplexer.GetDatabase(database), legs[0].Keys, arguments(legs[0])).Dispose();
        }
        catch (RedisServerException e) when (IsOnItsWay(e, legs[0]))
        {
            RedisWait.For(multiplexer, RunAsync(multiplexer, script, OneByOne(legs[0]), arguments));
        }
    }

    private async Task RunAsync(
        RedisScript script,
        IReadOnlyCollection<Tag> tags,
        Func<RedisLeg, RedisValue[]> arguments
    )
    {
        var multiplexer = await connection.OpenAsync().ConfigureAwait(false);
        await RunAsync(multiplexer, script, RedisLegs.Of(multiplexer, tags), arguments).ConfigureAwait(false);
    }

    private Task RunAsync(
        IConnectionMultiplexer multiplexer,
        RedisScript script,
        RedisLeg[] legs,
        Func<RedisLeg, RedisValue[]> arguments
    )
    {
        var redis = multiplexer.GetDatabase(database);
        return legs.Length == 1
            ? RunAsync(redis, script, legs[0], arguments)
            : Task.WhenAll(legs.Select(leg => RunAsync(redis, script, leg, arguments)));
    }

    private static async Task RunAsync(
        IDatabase redis,
        RedisScript script,
        RedisLeg leg,
        Func<RedisLeg, RedisValue[]> arguments
    )
    {
        try
        {
            using var reply = await script.ExecuteAsync(redis, leg.Keys, arguments(leg)).ConfigureAwait(false);
        }
        catch (RedisServerException e) when (IsOnItsWay(e, leg))
        {
            await Task.WhenAll(OneByOne(leg).Select(one => RunAsync(redis, script, one, arguments)))
                .ConfigureAwait(false);
        }
    }

    /// <summary>
    /// A slot that moves to another node has some keys here and some there, and no command for both. Each cell is dealt with by
    /// itself anyway.
    /// </summary>
    private static bool IsOnItsWay(RedisServerException exception, RedisLeg leg) =>
        exception.Kind == RedisErrorKind.TryAgain && leg.Keys.Length > 1;

    private static RedisLeg[] OneByOne(RedisLeg leg) =>
        [.. leg.Keys.Select((key, i) => new RedisLeg(leg.Server, [key], [leg.Indexes[i]]))];

    /// <summary>Drawn anew for each command that is sent: no stamp is ever sent twice.</summary>
    private static RedisValue FreshStamps(RedisLeg leg)
    {
        var stamps = new byte[StampLength * leg.Keys.Length];
        Random.Shared.NextBytes(stamps);
        return stamps;
    }

    private static RedisValue IdOf(WriterId writer) => writer.Value.ToByteArray();

    // At least one: nothing here lives for no time at all.
    private static RedisValue Milliseconds(TimeSpan span) =>
        Math.Max(1, (long)Math.Ceiling(span.TotalMilliseconds)).ToString(CultureInfo.InvariantCulture);
}
