using EfCache.Storage;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace EfCache.Settings;

/// <summary>The in-process store that all contexts of the process share unless they choose another.</summary>
internal sealed class SharedInProcessStoreChoice(long? sizeLimit) : StoreChoice
{
    private static readonly Lock Gate = new();
    private static InProcessStore? _store;
    private static long? _askedLimit;

    // Every context opens its store: the gate is for the first of them.
    private CacheStore? _opened;

    public override string Option => "WithSizeLimit";

    public override bool IsExplicit => sizeLimit is not null;

    public long? SizeLimit => sizeLimit;

    public override CacheStore Open(CacheSettings settings, IDbContextOptions options) => _opened ??= OpenShared();

    public override bool Equals(object? obj) => obj is SharedInProcessStoreChoice other && other.SizeLimit == SizeLimit;

    public override int GetHashCode() => sizeLimit.GetHashCode();

    private CacheStore OpenShared()
    {
        lock (Gate)
        {
            if (_store is null)
            {
                _store = sizeLimit is { } limit
                    ? new InProcessStore(new InProcessStoreOptions { SizeLimit = limit })
                    : new InProcessStore();
                _askedLimit = sizeLimit;
            }
            else if (sizeLimit is not null && _askedLimit != sizeLimit)
            {
                throw new InvalidOperationException(
                    $"WithSizeLimit({sizeLimit}) asks for another limit of the process's default in-process store than "
                        + (_askedLimit is null ? "the default" : $"WithSizeLimit({_askedLimit})")
                        + " that it was opened with. Ask for the same limit everywhere, or give this context a store of "
                        + "its own with UseInProcessStore(new InProcessStore(...))."
                );
            }

            return _store.Store;
        }
    }
}
