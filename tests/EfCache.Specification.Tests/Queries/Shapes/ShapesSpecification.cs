using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries.Model;

namespace EfCache.Specification.Tests.Queries.Shapes;

/// <summary>
/// Every shape of query: the same result with the cache as without, no command for a hit, its tables exactly, and invalidated
/// by a write to any of them and to no other.
/// </summary>
public abstract class ShapesSpecification<TDatabase, TDoor>(TDatabase database)
    : QuerySpecification<TDatabase, TDoor>(database)
    where TDatabase : DatabaseFixture
    where TDoor : IDoor
{
    [Theory]
    [MemberData(nameof(ShapeCatalog.SyncAndAsync), MemberType = typeof(ShapeCatalog))]
    public async Task Execute_twice_gives_the_uncached_result_and_the_second_time_no_command(string name, bool async)
    {
        var shape = ShapeCatalog.Shapes[name];
        var (expected, plainCommands) = await RunAsync(shape, async, Uncached());
        Assert.Equal(shape.Commands, plainCommands);

        var (first, firstCommands) = await RunAsync(shape, async, Cached());
        Assert.Equal(expected, first);
        Assert.Equal(shape.Commands, firstCommands);

        var (second, secondCommands) = await RunAsync(shape, async, Cached());
        Assert.Equal(expected, second);
        Assert.Equal(0, secondCommands);
        Assert.Equal(shape.Commands, EntryCount);

        // What an asynchronous execution stored, a synchronous one finds.
        var (third, thirdCommands) = await RunAsync(shape, !async, Cached());
        Assert.Equal(expected, third);
        Assert.Equal(0, thirdCommands);
    }

    [Theory]
    [MemberData(nameof(ShapeCatalog.Explained), MemberType = typeof(ShapeCatalog))]
    public void ExplainCaching_names_the_tables_exactly(string name)
    {
        var shape = ShapeCatalog.Shapes[name];
        using var context = Cached();

        var explanation = shape.Explain!(context);

        Assert.True(explanation.IsCached, explanation.ToString());
        Assert.Equal(
            (shape.FirstTables ?? shape.Tables).Order(StringComparer.Ordinal),
            explanation.Tables.Select(WithoutSchema).Order(StringComparer.Ordinal)
        );
        Assert.DoesNotContain("efcache:", explanation.CommandText, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(ShapeCatalog.SyncAndAsync), MemberType = typeof(ShapeCatalog))]
    public async Task SaveChanges_on_a_table_of_the_query_makes_the_next_execution_see_it(string name, bool async)
    {
        var shape = ShapeCatalog.Shapes[name];
        foreach (var table in shape.Tables)
        {
            await RunAsync(shape, async, Cached());
            Assert.Equal(0, (await RunAsync(shape, async, Cached())).Commands);

            await SaveAsync(table, async);

            var (after, commands) = await RunAsync(shape, async, Cached());
            Assert.True(commands > 0, $"A write to {table} went unnoticed.");
            Assert.Equal((await RunAsync(shape, async, Uncached())).Text, after);
        }
    }

    [Theory]
    [MemberData(nameof(ShapeCatalog.Names), MemberType = typeof(ShapeCatalog))]
    public async Task SaveChanges_on_another_table_leaves_a_hit(string name)
    {
        var shape = ShapeCatalog.Shapes[name];
        await RunAsync(shape, async: true, Cached());
        foreach (var table in TableWrites.All.Keys.Except(shape.Tables))
        {
            await SaveAsync(table, async: true);
        }

        Assert.Equal(0, (await RunAsync(shape, async: true, Cached())).Commands);
    }

    private static string WithoutSchema(string table) =>
        table.StartsWith("Book Keeping.", StringComparison.Ordinal) ? table["Book Keeping.".Length..] : table;

    private async Task SaveAsync(string table, bool async)
    {
        await using var context = Cached();
        TableWrites.All[table](context);
        Assert.NotEqual(0, async ? await context.SaveChangesAsync(Cancellation) : context.SaveChanges());
    }

    private async Task<(string Text, int Commands)> RunAsync(Shape shape, bool async, ShopContext context)
    {
        await using (context)
        {
            return await CountAsync(async () =>
                TextOf(async ? await shape.RunAsync(context, Cancellation) : shape.Run(context))
            );
        }
    }
}
