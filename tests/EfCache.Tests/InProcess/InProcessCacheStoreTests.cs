using EfCache.InProcess;
using EfCache.Specification.Tests.Storage;
using EfCache.Storage;

namespace EfCache.Tests.InProcess;

public sealed class InProcessCacheStoreTests : CacheStoreSpecification
{
    private protected override CacheStore CreateStore(TimeProvider time) =>
        new InProcessCacheStore(sizeLimit: 1 << 24, time);
}
