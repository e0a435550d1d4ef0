using EfCache.Diagnostics;
using Microsoft.EntityFrameworkCore;

namespace EfCache.Tests.Readme;

internal static class Watching
{
    public static void Events(DbContextOptionsBuilder<ShopContext> options)
    {
        options.LogTo(Console.WriteLine, [EfCacheEventId.QueryHit, EfCacheEventId.QueryMiss]);
        options.ConfigureWarnings(warnings => warnings.Throw(EfCacheEventId.QueryBypassed));
    }
}
