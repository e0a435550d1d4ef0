using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries.Model;
using Microsoft.EntityFrameworkCore;

namespace EfCache.Specification.Tests.Queries;

/// <summary>Which queries depend on rows instead of tables.</summary>
public abstract class NarrowingSpecification<TDatabase, TDoor>(TDatabase database)
    : QuerySpecification<TDatabase, TDoor>(database)
    where TDatabase : DatabaseFixture
    where TDoor : IDoor
{
    [Fact]
    public void Explain_key_by_constant_names_the_row() =>
        AssertRows(c => c.Customers.Where(x => x.Id == 5), "customers:id=5");

    [Fact]
    public void Explain_key_by_parameter_names_the_row()
    {
        var id = 6;
        AssertRows(c => c.Customers.Where(x => x.Id == id), "customers:id=6");
        AssertRows(c => c.Customers.Where(x => id == x.Id && x.Name != "x"), "customers:id=6");
    }

    [Fact]
    public void Explain_key_in_a_list_names_its_rows()
    {
        int[] ids = [1, 2];
        AssertRows(c => c.Customers.Where(x => ids.Contains(x.Id)), "customers:id=1", "customers:id=2");
        AssertRows(c => c.Customers.Where(x => EF.Constant(ids).Contains(x.Id)), "customers:id=1", "customers:id=2");
        AssertRows(
            c => c.Customers.Where(x => EF.MultipleParameters(ids).Contains(x.Id)),
            "customers:id=1",
            "customers:id=2"
        );
    }

    [Fact]
    public void Explain_key_in_a_list_that_is_one_parameter_names_its_rows_where_that_can_be_seen()
    {
        int[] ids = [1, 2];
        IQueryable<Customer> Query(ShopContext c) => c.Customers.Where(x => EF.Parameter(ids).Contains(x.Id));
        if (Database.IsPostgreSql)
        {
            AssertRows(Query, "customers:id=1", "customers:id=2");
        }
        else
        {
            // SQLite takes the list out of JSON, in a subquery.
            AssertTable(Query, "customers");
        }
    }

    [Fact]
    public void Explain_key_in_an_empty_list_names_no_row_but_bulk()
    {
        int[] ids = [];
        using var context = Cached();
        var explanation = context.Customers.Where(x => ids.Contains(x.Id)).Cacheable().ExplainCaching();
        Assert.True(explanation.IsCached);
        Assert.Empty(explanation.Rows);
    }

    [Fact]
    public void Explain_key_in_a_long_list_depends_on_the_table()
    {
        var ids = Enumerable.Range(1, 200).ToArray();
        AssertTable(c => c.Customers.Where(x => ids.Contains(x.Id)), "customers");
    }

    [Fact]
    public void Explain_composite_key_names_the_row()
    {
        var line = 2;
        AssertRows(c => c.Lines.Where(x => x.OrderId == 3 && x.Line == line), "lines:orderid=3&line=2");
        AssertTable(c => c.Lines.Where(x => x.Line == line), "lines");
    }

    [Fact]
    public void Explain_converted_key_names_the_row()
    {
        var id = new TicketId(2);
        AssertRows(c => c.Tickets.Where(x => x.Id == id), "tickets:id=2");
        AssertRows(c => c.Tickets.Where(x => new[] { id }.Contains(x.Id)), "tickets:id=2");
    }

    [Fact]
    public void Explain_guid_key_names_the_row()
    {
        var id = Guid.Parse("00112233-4455-6677-8899-aabbccddeeff");
        AssertRows(c => c.Measures.Where(x => x.Id == id), "measures:id=00112233445566778899aabbccddeeff");
    }

    [Fact]
    public void Explain_key_through_an_inner_join_names_both_rows() =>
        AssertRows(
            c =>
                c.Customers.Where(x => x.Id == 4)
                    .Join(
                        c.Orders.Where(o => o.Id == 7),
                        x => x.Id,
                        o => o.CustomerId,
                        (x, o) => new { x.Name, o.Total }
                    ),
            "customers:id=4",
            "orders:id=7"
        );

    [Fact]
    public void Explain_equality_of_keys_carries_over()
    {
        AssertRows(
            c => c.Documents.Where(x => x.Id == 1).Join(c.Customers, d => d.Id, x => x.Id, (d, x) => x.Name),
            "documents:id=1",
            "customers:id=1"
        );
        AssertRows(c => c.People.Where(x => x.Id == 2), "people:id=2", "biographies:id=2");
    }

    [Fact]
    public void Explain_left_join_narrows_the_joined_side_by_its_own_condition_only()
    {
        using var context = Cached();
        var explanation = context
            .Customers.LeftJoin(
                context.Orders.Where(o => o.Id == 7),
                x => x.Id,
                o => o.CustomerId,
                (x, o) => new { x, o }
            )
            .Cacheable()
            .ExplainCaching();
        Assert.Contains(explanation.Tags, tag => tag.EndsWith("{customers}:all", StringComparison.Ordinal));
        Assert.Equal(["efcache:t:{orders}:id=7"], explanation.Rows);
    }

    [Fact]
    public void Explain_include_narrows_the_root_and_keeps_the_rest_whole()
    {
        using var context = Cached();
        var explanation = context.Customers.Include(x => x.Orders).Where(x => x.Id == 1).Cacheable().ExplainCaching();
        Assert.Equal(["efcache:t:{customers}:id=1"], explanation.Rows);
        Assert.Contains("efcache:t:{orders}:all", explanation.Tags);
    }

    [Fact]
    public void Explain_without_an_equality_of_the_whole_key_depends_on_the_table()
    {
        var id = 3;
        int? none = null;
        AssertTable(c => c.Customers.Where(x => x.Id > 3 && x.Id < 5), "customers");
        AssertTable(c => c.Customers.Where(x => x.Id == 3 || x.Name == "x"), "customers");
        AssertTable(c => c.Customers.Where(x => x.Id != 3), "customers");
        AssertTable(c => c.Customers.Where(x => !(x.Id == 3)), "customers");
        AssertTable(c => c.Customers.Where(x => x.Id + 1 == id), "customers");
        AssertTable(c => c.Customers.Where(x => x.Id == none), "customers");
        AssertTable(c => c.Orders.Where(x => x.CustomerId == id), "orders");
        AssertTable(c => c.Orders.Where(x => c.Orders.Any(o => o.Id == 3)), "orders");
    }

    [Fact]
    public void Explain_key_of_text_or_decimal_depends_on_the_table()
    {
        AssertTable(c => c.Settings.Where(x => x.Key == "colour"), "settings");
        AssertTable(c => c.Rates.Where(x => x.Id == 1.5m), "rates");
    }

    [Fact]
    public void Explain_filter_outside_of_a_limit_depends_on_the_table() =>
        AssertTable(c => c.Customers.OrderBy(x => x.Name).Take(3).Where(x => x.Id == 1), "customers");

    [Fact]
    public void Explain_equality_of_two_missing_rows_does_not_carry_over()
    {
        // Where both rows are missing, their keys are "equal": another row of either can end that.
        using var context = Cached();
        var query =
            from x in context.Customers
            from o in context.Orders.Where(o => o.Id == x.ReferrerId).DefaultIfEmpty()
            from p in context.Products.Where(p => p.Id == 5000).DefaultIfEmpty()
            where (int?)o.Id == (int?)p.Id
            select new { x.Id, Order = (int?)o.Id };
        Assert.DoesNotContain(
            query.Cacheable().ExplainCaching().Rows,
            row => row.Contains("orders", StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task SaveChanges_of_another_row_leaves_a_hit_and_of_the_row_makes_a_miss(bool async)
    {
        var id = 2;
        IQueryable<Customer> Query(ShopContext c) => c.Customers.Where(x => x.Id == id).Cacheable();
        await AssertMissAsync(Query, async);
        await RenameAsync(3, async);
        await AssertHitAsync(Query, async);

        await RenameAsync(2, async);

        var (rows, commands) = await RunAsync(Query, async);
        Assert.Equal(1, commands);
        Assert.EndsWith("+", rows.Single().Name, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task SaveChanges_of_a_row_of_the_list_makes_a_miss(bool async)
    {
        int[] ids = [1, 2, 4];
        IQueryable<Customer> Query(ShopContext c) => c.Customers.Where(x => ids.Contains(x.Id)).Cacheable();
        await AssertMissAsync(Query, async);
        await RenameAsync(3, async);
        await AssertHitAsync(Query, async);
        await RenameAsync(4, async);
        await AssertMissAsync(Query, async);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Insert_of_a_row_that_was_not_found_makes_a_miss(bool async)
    {
        var id = async ? 701 : 702;
        IQueryable<Payment> Query(ShopContext c) => c.Set<CashPayment>().Where(x => x.Id == id).Cacheable();
        Assert.Empty((await RunAsync(Query, async)).Rows);
        await AssertHitAsync(Query, async);

        await using (var context = Cached())
        {
            context.Add(new CashPayment { Id = id, Cents = 1 });
            _ = async ? await context.SaveChangesAsync(Cancellation) : context.SaveChanges();
        }

        Assert.Single((await RunAsync(Query, async)).Rows);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Insert_with_a_generated_key_makes_a_miss_of_what_was_not_found(bool async)
    {
        await using var context = Cached();
        var next = context.Categories.Max(x => x.Id) + 1;
        IQueryable<Category> Query(ShopContext c) => c.Categories.Where(x => x.Id >= 1 && x.Id == next).Cacheable();
        Assert.Empty((await RunAsync(Query, async)).Rows);

        var category = new Category { Name = "new" };
        context.Add(category);
        _ = async ? await context.SaveChangesAsync(Cancellation) : context.SaveChanges();

        Assert.Equal(category.Id == next ? 1 : 0, (await RunAsync(Query, async)).Rows.Count);
        Assert.Equal(next, category.Id);
    }

    [Fact]
    public async Task Insert_with_a_generated_key_leaves_a_list_cached_if_all_its_rows_were_there()
    {
        int[] there = [1, 2, 2];
        int[] notAllThere = [1, 2, 1_000_000];
        IQueryable<Customer> All(ShopContext c) => c.Customers.Where(x => there.Contains(x.Id)).Cacheable();
        IQueryable<Customer> Some(ShopContext c) => c.Customers.Where(x => notAllThere.Contains(x.Id)).Cacheable();
        IQueryable<string> Joined(ShopContext c) =>
            c.Customers.Where(x => there.Contains(x.Id)).SelectMany(x => x.Orders, (x, o) => x.Name).Cacheable();
        Assert.Equal(2, (await RunAsync(All)).Rows.Count);
        Assert.Equal(2, (await RunAsync(Some)).Rows.Count);
        await RunAsync(Joined);
        await using (var context = Cached())
        {
            context.Add(new Category { Name = "of another table" });
            context.Add(new Customer { Name = "new" });
            await context.SaveChangesAsync(Cancellation);
        }

        await AssertHitAsync(All);
        await AssertMissAsync(Some);
        await AssertMissAsync(Joined); // as many rows, perhaps, but not one for each
    }

    [Fact]
    public async Task Insert_with_a_generated_key_makes_a_miss_of_the_side_that_a_join_did_not_find()
    {
        await using var context = Cached();
        var next = context.Categories.Max(x => x.Id) + 1;
        IQueryable<string?> Query(ShopContext c) =>
            c
                .Categories.Where(x => x.Id == next)
                .OrderBy(x => x.Id)
                .Take(1)
                .RightJoin(c.Products, x => x.Id, p => p.Id + next - 1, (x, p) => x!.Name)
                .OrderBy(name => name)
                .Cacheable();
        var before = (await RunAsync(Query)).Rows;
        Assert.NotEmpty(before);
        Assert.All(before, Assert.Null);

        context.Add(new Category { Name = "new" });
        await context.SaveChangesAsync(Cancellation);

        Assert.Contains("new", (await RunAsync(Query)).Rows);
    }

    [Fact]
    public async Task Insert_with_a_generated_key_makes_a_miss_of_an_aggregate_over_a_row()
    {
        await using var context = Cached();
        var next = context.Categories.Max(x => x.Id) + 1;
        IQueryable<int> Count(ShopContext c) =>
            c.Categories.Where(x => x.Id == next).GroupBy(x => 1).Select(g => g.Count()).Cacheable();
        IQueryable<string?> Missing(ShopContext c) =>
            c.Categories.Where(x => x.Id == next).Select(x => x.Name).DefaultIfEmpty().Cacheable();
        Assert.Empty((await RunAsync(Count)).Rows);
        Assert.Null((await RunAsync(Missing)).Rows.Single());

        context.Add(new Category { Name = "new" });
        await context.SaveChangesAsync(Cancellation);

        Assert.Equal(1, (await RunAsync(Count)).Rows.Single());
        Assert.Equal("new", (await RunAsync(Missing)).Rows.Single());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ExecuteUpdate_and_ExecuteDelete_on_the_table_make_a_miss(bool async)
    {
        IQueryable<Customer> Query(ShopContext c) => c.Customers.Where(x => x.Id == 1).Cacheable();
        await AssertMissAsync(Query, async);
        await using (var context = Cached())
        {
            _ = async
                ? await context.Customers.Where(x => x.Name == "none").ExecuteDeleteAsync(Cancellation)
                : context.Customers.Where(x => x.Name == "none").ExecuteDelete();
        }

        await AssertMissAsync(Query, async);
        await using (var context = Cached())
        {
            _ = async
                ? await context.Customers.ExecuteUpdateAsync(s => s.SetProperty(x => x.Name, "all"), Cancellation)
                : context.Customers.ExecuteUpdate(s => s.SetProperty(x => x.Name, "all"));
        }

        Assert.Equal("all", (await RunAsync(Query, async)).Rows.Single().Name);
    }

    private async Task RenameAsync(int id, bool async)
    {
        await using var context = Cached();
        context.Customers.Single(x => x.Id == id).Name += "+";
        _ = async ? await context.SaveChangesAsync(Cancellation) : context.SaveChanges();
    }

    private void AssertRows<T>(Func<ShopContext, IQueryable<T>> query, params string[] rows)
    {
        using var context = Cached();
        var explanation = query(context).Cacheable().ExplainCaching();
        Assert.True(explanation.IsCached, explanation.ToString());
        Assert.Equal(rows.Select(TagNameOf).Order(), explanation.Rows.Order());
        Assert.DoesNotContain(explanation.Tags, tag => tag.EndsWith(":all", StringComparison.Ordinal));
    }

    private void AssertTable<T>(Func<ShopContext, IQueryable<T>> query, string table)
    {
        using var context = Cached();
        var explanation = query(context).Cacheable().ExplainCaching();
        Assert.True(explanation.IsCached, explanation.ToString());
        Assert.Empty(explanation.Rows);
        Assert.Contains(TagNameOf(table + ":all"), explanation.Tags);
    }

    private static string TagNameOf(string tableAndRest)
    {
        var parts = tableAndRest.Split(':', 2);
        return $"efcache:t:{{{parts[0]}}}:{parts[1]}";
    }
}
