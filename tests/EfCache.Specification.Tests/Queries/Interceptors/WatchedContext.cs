using EfCache.Specification.Tests.Queries.Model;
using Microsoft.EntityFrameworkCore;

namespace EfCache.Specification.Tests.Queries.Interceptors;

/// <summary>A type of context for each suite: what is warned of once is so for each type.</summary>
public sealed class WatchedContext<TDatabase, TDoor>(DbContextOptions options) : ShopContext(options);
