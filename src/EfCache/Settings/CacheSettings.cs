using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;

namespace EfCache.Settings;

/// <summary>What the user chose, immutable: made where <c>AddSecondLevelCache</c> is written, read per context.</summary>
internal sealed record CacheSettings
{
    public static readonly CacheSettings Default = new();

    public string KeyPrefix { get; init; } = "efcache";

    public TimeSpan DefaultTtl { get; init; } = TimeSpan.FromMinutes(5);

    public TimeSpan? Sliding { get; init; }

    public ImmutableDictionary<string, CachePolicy> Policies { get; init; } =
        ImmutableDictionary.Create<string, CachePolicy>(StringComparer.Ordinal);

    public bool CacheAllQueries { get; init; }

    public bool ServeHitsInTransactions { get; init; }

    public Func<DbContext, object?>? VaryBy { get; init; }

    public Func<DbContext, string>? DatabaseIdentity { get; init; }

    public InvalidationFailure InvalidationFailure { get; init; } = InvalidationFailure.BestEffort;

    /// <summary>Null: decided per context, by whether it has command interceptors that are not ours.</summary>
    public bool? RunCommandInterceptorsOnHits { get; init; }

    public bool TrustConnectionInterceptors { get; init; }

    public int MaxRows { get; init; } = 10_000;

    public long MaxEntryBytes { get; init; } = 4L << 20;

    public StoreChoice Store { get; init; } = StoreChoice.Default;
}
