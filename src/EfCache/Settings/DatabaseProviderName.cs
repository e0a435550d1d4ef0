using Microsoft.EntityFrameworkCore.Storage;

namespace EfCache.Settings;

/// <summary>
/// The database provider's name, as EF Core has it, asked for once: EF Core reads it from the provider's assembly each time,
/// which would be a good part of what a new context costs.
/// </summary>
internal sealed class DatabaseProviderName(IDatabaseProvider provider)
{
    public string Value { get; } = provider.Name;
}
