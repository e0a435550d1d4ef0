using System.Data.Common;
using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries.Model;
using Microsoft.EntityFrameworkCore;

namespace EfCache.Specification.Tests.Queries;

/// <summary>Values that are easily taken for one another have entries of their own.</summary>
public abstract class ParametersSpecification<TDatabase, TDoor>(TDatabase database)
    : QuerySpecification<TDatabase, TDoor>(database)
    where TDatabase : DatabaseFixture
    where TDoor : IDoor
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task Decimals_of_other_scales_differ(bool async) =>
        AssertDifferAsync(async, (c, value) => c.Measures.Where(x => x.Amount == value), 1.0m, 1.00m, 1m, -1m);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task Doubles_differ_by_their_bits(bool async) =>
        AssertDifferAsync(async, (c, value) => c.Measures.Where(x => x.Value == value), 0.0, -0.0, 1.0, double.Epsilon);

    [Fact]
    public async Task Double_that_is_no_number_is_itself()
    {
        // SQLite stores it as null, and refuses to compare with it.
        if (Database.IsPostgreSql)
        {
            await AssertDifferAsync(true, (c, value) => c.Measures.Where(x => x.Value == value), double.NaN, 0.0);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task Times_of_other_kinds_differ(bool async)
    {
        var time = new DateTime(2024, 5, 6, 7, 8, 9);
        return AssertDifferAsync(
            async,
            (c, value) => c.Measures.Where(x => x.At == value),
            time,
            DateTime.SpecifyKind(time, DateTimeKind.Local),
            time.AddTicks(10)
        );
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task Texts_empty_null_and_others_differ(bool async) =>
        AssertDifferAsync(async, (c, value) => c.Measures.Where(x => x.Text == value), "", null, " ", "a", "A");

    [Fact]
    public async Task Text_with_a_lone_surrogate_differs_from_another()
    {
        // PostgreSQL's encoding refuses it.
        if (!Database.IsPostgreSql)
        {
            await AssertDifferAsync(
                true,
                (c, value) => c.Measures.Where(x => x.Text == value),
                "\uD800",
                "\uD801",
                "\uFFFD"
            );
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task Bytes_differ_by_content(bool async) =>
        AssertDifferAsync<byte[]?>(async, (c, value) => c.Measures.Where(x => x.Bytes == value), [], [0], [0, 0], null);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task Enums_differ(bool async) =>
        AssertDifferAsync(
            async,
            (c, value) => c.Measures.Where(x => x.Kind == value),
            CustomerKind.Person,
            CustomerKind.Company,
            (CustomerKind)7
        );

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task Converted_enums_differ(bool async) =>
        AssertDifferAsync(
            async,
            (c, value) => c.Customers.Where(x => x.Kind == value),
            CustomerKind.Person,
            CustomerKind.Company
        );

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task Lists_differ_by_elements_and_order(bool async) =>
        AssertDifferAsync<string[]>(
            async,
            (c, value) => c.Customers.Where(x => value.Contains(x.Name)),
            [],
            ["a"],
            ["a", "b"],
            ["b", "a"],
            ["ab"],
            ["a", "a"]
        );

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task Limits_differ(bool async) =>
        AssertDifferAsync(async, (c, value) => c.Customers.OrderBy(x => x.Id).Take(value), 1, 2, 3);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Array_that_was_changed_meanwhile_is_another_value(bool async)
    {
        int[] ids = [1];
        IQueryable<Customer> Query(ShopContext c) => c.Customers.Where(x => ids.Contains(x.Id)).Cacheable();
        Assert.Equal(1, (await RunAsync(Query, async)).Rows.Single().Id);
        ids[0] = 2;
        Assert.Equal(2, (await RunAsync(Query, async)).Rows.Single().Id);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task DbParameter_used_again_with_a_new_value_is_another_value(bool async)
    {
        await using var connection = await Database.OpenAsync();
        await using var command = connection.CreateCommand();
        DbParameter parameter = command.CreateParameter();
        parameter.ParameterName = "id";
        IQueryable<Category> Query(ShopContext c) =>
            c
                .Categories.FromSqlRaw("SELECT * FROM \"Categories\" WHERE \"Id\" = @id", parameter)
                .AsNoTracking()
                .Cacheable(q => q.DependsOn<Category>());
        foreach (var id in new[] { 1, 2, 1, 3 })
        {
            parameter.Value = id;
            Assert.Equal(id, (await RunAsync(Query, async)).Rows.Single().Id);
        }

        parameter.Value = 2;
        await AssertHitAsync(Query, async);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task Arguments_of_raw_SQL_differ(bool async) =>
        AssertDifferAsync(
            async,
            (c, value) => c.Categories.FromSql($"SELECT * FROM \"Categories\" WHERE \"Id\" < {value}"),
            1,
            2,
            3
        );

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Filter_by_the_context_has_an_entry_for_each_value(bool async)
    {
        ShopContext Of(int tenant)
        {
            var context = Cached();
            context.TenantId = tenant;
            return context;
        }

        Assert.All(
            (await RunAsync(c => c.Memos.Cacheable(), async, () => Of(1))).Rows,
            m => Assert.Equal(1, m.TenantId)
        );
        Assert.All(
            (await RunAsync(c => c.Memos.Cacheable(), async, () => Of(2))).Rows,
            m => Assert.Equal(2, m.TenantId)
        );
        Assert.Empty((await RunAsync(c => c.Memos.Cacheable(), async, () => Of(3))).Rows);
        await AssertHitAsync(c => c.Memos.Cacheable(), async, () => Of(1));
    }

    /// <summary>Each value misses once, then hits, with the uncached result; all entries stand side by side.</summary>
    private async Task AssertDifferAsync<T>(
        bool async,
        Func<ShopContext, T, IQueryable<object>> query,
        params T[] values
    )
    {
        foreach (var value in values)
        {
            await AssertMissAsync(c => Query(c, value), async);
        }

        Assert.Equal(values.Length, EntryCount);
        foreach (var value in values)
        {
            var (rows, commands) = await RunAsync(c => Query(c, value), async);
            Assert.Equal(0, commands);
            await using var plain = Uncached();
            Assert.Equal(TextOf(await Query(plain, value).ToListAsync(Cancellation)), TextOf(rows));
        }

        IQueryable<object> Query(ShopContext context, T value) =>
            query(context, value).Cacheable(q => q.DependsOn<Measure>());
    }
}
