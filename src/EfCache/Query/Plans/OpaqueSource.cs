using Microsoft.EntityFrameworkCore.Metadata;

namespace EfCache.Query.Plans;

/// <summary>Something that a query reads and that can't be seen into: raw SQL, a view, a function.</summary>
/// <param name="Name">For messages.</param>
/// <param name="Source">What entities are mapped to, if they are: they may declare what it reads.</param>
/// <param name="IsUsersSql">It is SQL of the query's own: what an entity declares of its view is not said of that.</param>
internal sealed record OpaqueSource(string Name, ITableBase? Source, bool IsUsersSql = false);
