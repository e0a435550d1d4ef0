using EfCache.Consistency.Tests.Checking.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EfCache.Consistency.Tests.Checking;

/// <summary>Contexts that are configured alike, out of a pool and not.</summary>
internal sealed class ContextSource : IDisposable
{
    private readonly DbContextOptions<BooksContext> _options;
    private readonly ServiceProvider _services;

    public ContextSource(Action<DbContextOptionsBuilder> configure)
    {
        var options = new DbContextOptionsBuilder<BooksContext>();
        configure(options);
        _options = options.Options;
        _services = new ServiceCollection().AddDbContextPool<BooksContext>(configure).BuildServiceProvider();
    }

    public RentedContext Open() => RentedContext.Of(new BooksContext(_options));

    public RentedContext Rent() => RentedContext.OutOf(_services);

    public void Dispose() => _services.Dispose();
}
