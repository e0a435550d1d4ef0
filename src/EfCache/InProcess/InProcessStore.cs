using EfCache.InProcess;
using EfCache.Storage;

namespace EfCache;

/// <summary>
/// A store in the process's own memory, owned by whoever makes it: contexts that are given the same one share its entries.
/// Without one, all contexts share the process's default store.
/// </summary>
/// <remarks>
/// It is thread-safe, holds nothing but memory, and need not be disposed of. It sees the writes of this process only: where
/// several processes write to one database, they share a Redis or Memcached store.
/// </remarks>
public sealed class InProcessStore
{
    private const long MinSizeLimit = 1L << 20;

    private readonly InProcessCacheStore _store;

    /// <summary>Makes an empty store.</summary>
    /// <param name="options">The store's limits; null for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException"><see cref="InProcessStoreOptions.SizeLimit"/> is less than 1 MiB.</exception>
    /// <exception cref="ArgumentNullException"><see cref="InProcessStoreOptions.TimeProvider"/> is null.</exception>
    public InProcessStore(InProcessStoreOptions? options = null)
    {
        options ??= new InProcessStoreOptions();
        if (options.SizeLimit < MinSizeLimit)
        {
            throw new ArgumentOutOfRangeException(
                nameof(options),
                options.SizeLimit,
                $"{nameof(InProcessStoreOptions)}.{nameof(InProcessStoreOptions.SizeLimit)} is in bytes and must be at "
                    + $"least {MinSizeLimit} (1 MiB): set it to that or more, or leave it out for 256 MiB."
            );
        }

        ArgumentNullException.ThrowIfNull(options.TimeProvider, nameof(options));
        _store = new InProcessCacheStore(options.SizeLimit, options.TimeProvider);
    }

    /// <summary>The number of entries, those included that have expired or were invalidated and not been asked for since.</summary>
    public int Count => _store.Entries.Count;

    /// <summary>The memory that entries and tags take, in bytes, estimated from above.</summary>
    public long Size => _store.Size;

    internal CacheStore Store => _store;

    /// <summary>
    /// Removes every entry. A query that is reading the database meanwhile stores nothing, so that the next one reads it
    /// again.
    /// </summary>
    public void Clear() => _store.Clear();
}
