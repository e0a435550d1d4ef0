using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries;
using EfCache.Specification.Tests.Queries.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;

namespace EfCache.Specification.Tests.Writes;

/// <summary>
/// Reads in a transaction see what it wrote, in whichever context, with hits served in transactions too; and what it did not
/// write is served there.
/// </summary>
public abstract class OwnWritesSpecification<TDatabase, TDoor>(TDatabase database)
    : WriteSpecification<TDatabase, TDoor>(database)
    where TDatabase : DatabaseFixture
    where TDoor : IDoor
{
    private int HitCommands => Database.IsPostgreSql ? 0 : 1;

    [Theory]
    [InlineData("save", false)]
    [InlineData("save", true)]
    [InlineData("bulk", false)]
    [InlineData("bulk", true)]
    [InlineData("raw", false)]
    [InlineData("raw", true)]
    [InlineData("savepoint", false)]
    [InlineData("savepoint", true)]
    [InlineData("shared", false)]
    [InlineData("shared", true)]
    [InlineData("by hand", false)]
    [InlineData("by hand", true)]
    [InlineData("everything by hand", false)]
    [InlineData("everything by hand", true)]
    public async Task Own_write_is_read_and_the_rest_is_served(string way, bool async)
    {
        await WarmAsync(Names);
        await WarmAsync(Name);
        await WarmAsync(Animals);
        await using (var context = Serving())
        {
            await using var transaction = await context.Database.BeginTransactionAsync(Cancellation);
            var expected = await WriteAsync(context, way, async);

            // Also when the marks are gone: the transaction knows for itself.
            foreach (var wait in (TimeSpan[])[TimeSpan.Zero, Lease])
            {
                Clock.Advance(wait);
                if (wait > TimeSpan.Zero)
                {
                    await WarmAsync(Names);
                    await WarmAsync(Name);
                    await WarmAsync(Animals);
                }

                var (names, namesCommands) = await ReadAsync(Names(context), async);
                var (name, nameCommands) = await ReadAsync(Name(context), async);
                Assert.Equal(expected, names[0]);
                Assert.Equal(expected, name.Single());
                Assert.Equal((1, 1), (namesCommands, nameCommands));
            }

            if (way is not ("raw" or "everything by hand"))
            {
                Assert.Equal(HitCommands, (await ReadAsync(Animals(context), async)).Commands);
            }

            var why = Names(context).ExplainCaching();
            Assert.Equal(Database.IsPostgreSql ? "own_write" : "transaction", why.BypassReason);
            await transaction.RollbackAsync(Cancellation);
        }

        await AssertUsableAsync(Names);
        await AssertUsableAsync(Name);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public async Task Query_in_the_middle_of_a_save_sees_what_the_save_wrote_and_has_not_marked_yet(
        bool async,
        bool isOtherContext
    )
    {
        await WarmAsync(Names);
        List<string>? seen = null;
        ShopContext? context = null;
        var inTheMiddle = new SavedCommand(() =>
        {
            using var other = OnConnectionOf(context!);
            other.Database.UseTransaction(context!.Database.CurrentTransaction!.GetDbTransaction());
            seen = Names(isOtherContext ? other : context).ToList();
        });
        await using (context = Serving(inTheMiddle.AddTo))
        {
            var categories = await context.Categories.OrderBy(c => c.Id).Take(2).ToListAsync(Cancellation);
            categories.ForEach(c => c.Name = Guid.NewGuid().ToString());
            _ = async ? await context.SaveChangesAsync(Cancellation) : context.SaveChanges();
            Assert.Equal(categories[0].Name, seen![0]);
        }

        await AssertUsableAsync(Names);
    }

    [Theory]
    [InlineData("save")]
    [InlineData("bulk")]
    [InlineData("raw")]
    [InlineData("by hand")]
    public async Task Own_write_in_a_scope_is_not_answered_from_the_cache(string way)
    {
        await WarmAsync(Names);
        await WarmAsync(Animals);
        using (Scope())
        {
            await using var context = Serving();
            Assert.Equal(0, (await ReadAsync(Names(context))).Commands);
            var expected = await WriteAsync(context, way, async: true);

            var (names, commands) = await ReadAsync(Names(context));

            Assert.Equal((expected, 1), (names[0], commands));
            Assert.Equal("own_write", Names(context).ExplainCaching().BypassReason);
            if (way != "raw")
            {
                Assert.Equal(0, (await ReadAsync(Animals(context))).Commands);
            }

            // Another context of the scope is told by the store.
            await using var other = Serving();
            Assert.Equal(1, (await ReadAsync(Names(other))).Commands);
        }

        await AssertUsableAsync(Names);
    }

    private static IQueryable<string> Names(ShopContext context) =>
        context.Categories.OrderBy(c => c.Id).Select(c => c.Name).Cacheable(q => q.WithTag("names"));

    private static IQueryable<string> Name(ShopContext context) =>
        context.Categories.Where(c => c.Id == 1).Select(c => c.Name).Cacheable(q => q.WithTag("names"));

    private static IQueryable<string> Animals(ShopContext context) =>
        context.Animals.OrderBy(a => a.Id).Select(a => a.Name).Cacheable();

    /// <summary>Writes the first category's name.</summary>
    private async Task<string> WriteAsync(ShopContext context, string way, bool async)
    {
        var name = Guid.NewGuid().ToString();
        switch (way)
        {
            case "save":
                await RenameAsync(context, name, async);
                break;
            case "bulk":
                var first = context.Categories.Where(c => c.Id == 1);
                _ = async
                    ? await first.ExecuteUpdateAsync(set => set.SetProperty(c => c.Name, name), Cancellation)
                    : first.ExecuteUpdate(set => set.SetProperty(c => c.Name, name));
                break;
            case "raw":
                FormattableString sql = $"UPDATE \"Categories\" SET \"Name\" = {name} WHERE \"Id\" = 1";
                _ = async
                    ? await context.Database.ExecuteSqlAsync(sql, Cancellation)
                    : context.Database.ExecuteSql(sql);
                break;
            case "savepoint":
                // What is rolled back counts as written: the old name is in the database again, and is read there.
                var transaction = context.Database.CurrentTransaction!;
                await transaction.CreateSavepointAsync("before", Cancellation);
                name = (await context.Categories.AsNoTracking().OrderBy(c => c.Id).FirstAsync(Cancellation)).Name;
                await RenameAsync(context, "rolled back", async);
                await transaction.RollbackToSavepointAsync("before", Cancellation);
                break;
            case "shared":
                await using (var second = OnConnectionOf(context))
                {
                    await second.Database.UseTransactionAsync(
                        context.Database.CurrentTransaction!.GetDbTransaction(),
                        Cancellation
                    );
                    await RenameAsync(second, name, async);
                }

                break;
            default:
                await WritePastAsync(context, name);
                await (
                    way == "by hand"
                        ? context.Database.InvalidateCacheByTagAsync("names", Cancellation)
                        : context.Database.InvalidateCacheAsync(Cancellation)
                );
                break;
        }

        return name;
    }

    private static async Task RenameAsync(ShopContext context, string name, bool async)
    {
        (await context.Categories.OrderBy(c => c.Id).FirstAsync(Cancellation)).Name = name;
        _ = async ? await context.SaveChangesAsync(Cancellation) : context.SaveChanges();
    }

    private static async Task WritePastAsync(ShopContext context, string name)
    {
        await context.Database.OpenConnectionAsync(Cancellation);
        await using var command = context.Database.GetDbConnection().CreateCommand();
        command.Transaction = context.Database.CurrentTransaction?.GetDbTransaction();
        command.CommandText = "UPDATE \"Categories\" SET \"Name\" = @name WHERE \"Id\" = 1";
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = ("name", name);
        command.Parameters.Add(parameter);
        await command.ExecuteNonQueryAsync(Cancellation);
        await context.Database.CloseConnectionAsync();
    }

    private async Task AssertUsableAsync(Func<ShopContext, IQueryable<string>> query)
    {
        await using var plain = Uncached();
        var (rows, _) = await RunAsync(query);
        Assert.Equal(await query(plain).ToListAsync(Cancellation), rows);
        await AssertHitAsync(query);
    }

    private ShopContext Serving(Action<DbContextOptionsBuilder>? options = null) =>
        Cached(
            c =>
            {
                c.ServeHitsInTransactions();
                if (!TDoor.RunsInterceptors)
                {
                    c.SkipCommandInterceptorsOnHits();
                }
            },
            o =>
            {
                // SQLite takes no part in scopes.
                o.ConfigureWarnings(warnings => warnings.Ignore(RelationalEventId.AmbientTransactionWarning));
                options?.Invoke(o);
            }
        );

    private ShopContext OnConnectionOf(ShopContext first)
    {
        var connection = first.Database.GetDbConnection();
        return Serving(o => _ = Database.IsPostgreSql ? o.UseNpgsql(connection) : o.UseSqlite(connection));
    }
}
