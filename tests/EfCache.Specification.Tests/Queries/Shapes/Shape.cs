using EfCache.Specification.Tests.Queries.Model;
using Microsoft.EntityFrameworkCore;

namespace EfCache.Specification.Tests.Queries.Shapes;

/// <summary>A query, in all its forms, and what is expected of it.</summary>
/// <param name="Name">Names the test.</param>
/// <param name="Run">Runs it, synchronously.</param>
/// <param name="RunAsync">Runs it, asynchronously.</param>
/// <param name="Explain">Explains it; null when it ends in a method that gives no query to explain.</param>
/// <param name="Tables">The tables that it reads, without schema.</param>
public sealed record Shape(
    string Name,
    Func<ShopContext, object?> Run,
    Func<ShopContext, CancellationToken, Task<object?>> RunAsync,
    Func<ShopContext, CacheExplanation>? Explain,
    IReadOnlyList<string> Tables
)
{
    /// <summary>The commands of one execution.</summary>
    public int Commands { get; init; } = 1;

    /// <summary>Of a split query, the tables of its first command.</summary>
    public IReadOnlyList<string>? FirstTables { get; init; }

    public static Shape Of<T>(string name, Func<ShopContext, IQueryable<T>> query, params string[] tables) =>
        new(
            name,
            context => query(context).ToList(),
            async (context, cancellation) => await query(context).ToListAsync(cancellation),
            context => query(context).ExplainCaching(),
            tables
        );

    public static Shape Of<T>(
        string name,
        Func<ShopContext, T> run,
        Func<ShopContext, CancellationToken, Task<T>> runAsync,
        params string[] tables
    ) =>
        new(
            name,
            context => run(context),
            async (context, cancellation) => await runAsync(context, cancellation),
            Explain: null,
            tables
        );

    public override string ToString() => Name;
}
