using Microsoft.EntityFrameworkCore.Storage;

namespace EfCache.Benchmarks.Floor;

internal sealed class FloorCommandBuilderFactory(IRelationalCommandBuilderFactory inner)
    : IRelationalCommandBuilderFactory
{
    private readonly FloorRecording _recording = new();

    public IRelationalCommandBuilder Create() => new FloorCommandBuilder(inner.Create(), _recording);
}
