using Microsoft.EntityFrameworkCore.Storage;

namespace EfCache.Interception;

/// <summary>Lets every command of the context be one of ours: queries, saves, bulk and raw commands, migrations.</summary>
internal sealed class CachingCommandBuilderFactory(IRelationalCommandBuilderFactory inner, IDatabaseProvider provider)
    : IRelationalCommandBuilderFactory
{
    private readonly bool _sharesSnapshots = provider.Name.EndsWith(".Sqlite", StringComparison.Ordinal);

    public IRelationalCommandBuilder Create() => new CachingCommandBuilder(inner.Create(), _sharesSnapshots);
}
