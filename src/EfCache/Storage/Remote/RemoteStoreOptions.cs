using EfCache.Storage.Remote.Payloads;

namespace EfCache.Storage.Remote;

/// <summary>A server store's times and limits. Not for users yet: the defaults are what is documented.</summary>
internal sealed record RemoteStoreOptions
{
    public static readonly RemoteStoreOptions Default = new();

    /// <summary>How long a lookup, and a ticket, waits before the query goes on to the database.</summary>
    public TimeSpan LookupTimeout { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How long a mark or a bump waits, all of its tries together.</summary>
    public TimeSpan WriteTimeout { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// How long nothing is filled from a server's cells after its run began, and how long a missing cell is held with
    /// <see cref="InvalidationFailure.Strict"/>: the marks of writers in flight may be lost. As long as the leases that writers
    /// take by default.
    /// </summary>
    public TimeSpan Quarantine { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a stamp is kept that nothing was filled with.</summary>
    public TimeSpan StampLife { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The longest time to live: every key has one.</summary>
    public TimeSpan LongestLife { get; init; } = TimeSpan.FromDays(30);

    /// <summary>
    /// How long a miss waits for another process's read of the same rows; null: not at all, and nobody is told of a read.
    /// </summary>
    public TimeSpan? StampedeWait { get; init; }

    /// <summary>After how many failures in a row nobody asks the servers any more, until they answer a probe.</summary>
    public int CircuitThreshold { get; init; } = 3;

    /// <summary>How often servers that failed are probed, and kept bumps are tried; each time varied by up to a fifth.</summary>
    public TimeSpan RecoveryInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How many tags of bumps are kept one by one that could not be delivered, and how many of recent ones.</summary>
    public int MaxKeptBumps { get; init; } = 10_000;

    /// <summary>How many bytes of fills may be on their way: what comes on top is not stored.</summary>
    public long MaxBytesUnderWay { get; init; } = 64L << 20;

    public PayloadLimits Limits { get; init; } = new(MaxRows: 1_000_000, MaxBytes: 16 << 20);

    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
