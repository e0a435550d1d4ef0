using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace EfCache.Tests.Writes;

/// <summary>
/// EF Core makes an internal service provider for each set of options, and takes more than twenty in a process for a mistake.
/// Here they are many different tests.
/// </summary>
internal static class ProviderCount
{
    public static DbContextOptionsBuilder<TContext> AllowManyProviders<TContext>(
        this DbContextOptionsBuilder<TContext> options
    )
        where TContext : DbContext
    {
        ((DbContextOptionsBuilder)options).AllowManyProviders();
        return options;
    }

    public static DbContextOptionsBuilder AllowManyProviders(this DbContextOptionsBuilder options) =>
        options.ConfigureWarnings(warnings => warnings.Ignore(CoreEventId.ManyServiceProvidersCreatedWarning));
}
