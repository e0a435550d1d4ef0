using Microsoft.EntityFrameworkCore.Storage;

namespace EfCache.Benchmarks.Floor;

internal sealed class FloorCommandBuilderFactory(IRelationalCommandBuilderFactory inner)
    : IRelationalCommandBuilderFactory
{
    public IRelationalCommandBuilder Create() => new FloorCommandBuilder(inner.Create());
}
