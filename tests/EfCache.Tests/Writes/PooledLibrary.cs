using EfCache.Tests.Writes.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EfCache.Tests.Writes;

/// <summary>A pool of one context.</summary>
internal sealed class PooledLibrary : IDisposable
{
    private readonly ServiceProvider _services;

    public PooledLibrary(LibraryDatabase database) =>
        _services = new ServiceCollection()
            .AddPooledDbContextFactory<LibraryContext>(
                options =>
                    options
                        .AllowManyProviders()
                        .UseSqlite(database.ConnectionString)
                        .AddSecondLevelCache(cache => cache.UseInProcessStore(database.Store)),
                poolSize: 1
            )
            .BuildServiceProvider();

    public LibraryContext Rent() => _services.GetRequiredService<IDbContextFactory<LibraryContext>>().CreateDbContext();

    public void Dispose() => _services.Dispose();
}
