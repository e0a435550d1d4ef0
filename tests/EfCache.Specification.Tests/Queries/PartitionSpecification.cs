using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries.Model;
using Microsoft.EntityFrameworkCore;

namespace EfCache.Specification.Tests.Queries;

/// <summary>Which queries depend on a partition of a table.</summary>
public abstract class PartitionSpecification<TDatabase, TDoor>(TDatabase database)
    : QuerySpecification<TDatabase, TDoor>(database)
    where TDatabase : DatabaseFixture
    where TDoor : IDoor
{
    private const int Company = 3;

    [Fact]
    public void Explain_declared_partition_names_it_whatever_else_the_query_says()
    {
        var company = 3;
        AssertPartition(c => c.Invoices.Where(i => i.CompanyId == Company), "invoices", "companyid=3");
        AssertPartition(c => c.Invoices.Where(i => i.CompanyId == company), "invoices", "companyid=3");
        AssertPartition(
            c => c.Invoices.Where(i => i.Cents > 5 && company == i.CompanyId).OrderBy(i => i.Cents).Skip(1).Take(2),
            "invoices",
            "companyid=3"
        );
        AssertPartition(
            c => c.Invoices.Where(i => i.CompanyId == company && (i.Cents == 1 || i.ClerkId == 2)).Select(i => i.Cents),
            "invoices",
            "companyid=3"
        );
        AssertPartition(
            c =>
                c.Invoices.Where(i => i.CompanyId == company)
                    .GroupBy(i => i.ClerkId)
                    .Select(g => new { g.Key, Sum = g.Sum(i => i.Cents) }),
            "invoices",
            "companyid=3"
        );
    }

    [Fact]
    public void Explain_partitions_in_a_list_names_each()
    {
        int[] companies = [3, 4];
        AssertPartition(
            c => c.Invoices.Where(i => companies.Contains(i.CompanyId)),
            "invoices",
            "companyid=3",
            "companyid=4"
        );
    }

    [Fact]
    public void Explain_include_of_a_parents_row_narrows_its_children()
    {
        using var context = Cached();
        var explanation = context
            .Companies.Include(x => x.Invoices)
            .Where(x => x.Id == Company)
            .Cacheable()
            .ExplainCaching();
        AssertTags(
            explanation,
            "companies:id=3",
            "companies:bulk",
            "companies:new",
            "invoices:companyid=3",
            "invoices:loose"
        );
    }

    [Fact]
    public void Explain_split_include_of_a_parents_row_narrows_its_children() =>
        AssertPartition(
            c => c.Companies.Where(x => x.Id == Company).SelectMany(x => x.Invoices).Select(i => i.Cents),
            table: "invoices",
            "companyid=3"
        );

    [Fact]
    public void Explain_include_of_the_first_children_of_a_row_narrows_them()
    {
        using var context = Cached();
        var explanation = context
            .Companies.Include(x => x.Invoices.OrderBy(i => i.Cents).Take(2))
            .Where(x => x.Id == Company)
            .Cacheable()
            .ExplainCaching();
        Assert.Contains("efcache:t:{invoices}:companyid=3", explanation.Tags);
        Assert.DoesNotContain("efcache:t:{invoices}:all", explanation.Tags);
    }

    [Fact]
    public void Explain_first_rows_by_another_column_depend_on_the_table()
    {
        // Whether an invoice is its clerk's first is decided by those of all companies.
        using var context = Cached();
        var explanation = context
            .Set<Clerk>()
            .SelectMany(x => x.Invoices.OrderBy(i => i.Cents).Take(1))
            .Where(i => i.CompanyId == Company)
            .Cacheable()
            .ExplainCaching();
        AssertTags(explanation, "clerk:all", "invoices:all");
    }

    [Fact]
    public void Explain_first_rows_of_all_partitions_together_depend_on_the_table() =>
        AssertTable(c => c.Invoices.OrderBy(i => i.Cents).Take(2).Where(i => i.CompanyId == 3), "invoices");

    [Fact]
    public void Explain_key_comes_before_a_partition()
    {
        using var context = Cached();
        var explanation = context.Invoices.Where(i => i.Id == 7 && i.CompanyId == 3).Cacheable().ExplainCaching();
        AssertTags(explanation, "invoices:id=7", "invoices:bulk", "invoices:new");
    }

    [Fact]
    public void Explain_part_of_a_composite_key_names_a_partition()
    {
        AssertPartition(c => c.Lines.Where(l => l.OrderId == 3), "lines", "orderid=3");
        AssertPartition(c => c.Lines.Where(l => l.OrderId == 3 && l.Quantity > 1), "lines", "orderid=3");
    }

    [Fact]
    public void Explain_include_through_a_join_table_narrows_it()
    {
        using var context = Cached();
        var explanation = context
            .Products.Include(p => p.Categories)
            .Where(p => p.Id == 2)
            .Cacheable()
            .ExplainCaching();
        Assert.Contains("efcache:t:{categoryproduct}:productsid=2", explanation.Tags);
        Assert.Contains("efcache:t:{categoryproduct}:loose", explanation.Tags);
        Assert.DoesNotContain("efcache:t:{categoryproduct}:all", explanation.Tags);
        Assert.Contains("efcache:t:{categories}:all", explanation.Tags);
    }

    [Fact]
    public void Explain_concurrency_token_with_an_index_names_a_partition() =>
        AssertPartition(c => c.Seats.Where(s => s.RoomId == 3), "seats", "roomid=3");

    [Fact]
    public void Explain_without_an_equality_of_a_partition_depends_on_the_table()
    {
        int? none = null;
        AssertTable(c => c.Invoices.Where(i => i.CompanyId > 3), "invoices");
        AssertTable(c => c.Invoices.Where(i => i.CompanyId == 3 || i.Cents == 1), "invoices");
        AssertTable(c => c.Invoices.Where(i => i.CompanyId != 3), "invoices");
        AssertTable(c => c.Invoices.Where(i => i.CompanyId == none), "invoices");
        AssertTable(c => c.Shipments.Where(s => s.DepotId == none), "shipments");
        AssertTable(c => c.Shipments.Where(s => s.DepotId == null), "shipments");
    }

    [Fact]
    public void Explain_ordinary_foreign_key_is_no_partition() =>
        AssertTable(c => c.Invoices.Where(i => i.ClerkId == 3), "invoices");

    [Fact]
    public void Explain_more_partitions_than_an_entry_may_have_depends_on_the_table()
    {
        var companies = Enumerable.Range(1, 200).ToArray();
        AssertTable(c => c.Invoices.Where(i => companies.Contains(i.CompanyId)), "invoices");
    }

    [Fact]
    public void Explain_two_readings_of_a_table_depends_on_both()
    {
        using var context = Cached();
        var whole = context
            .Invoices.Where(i => i.CompanyId == 3 && context.Invoices.Any(o => o.Cents == i.Cents))
            .Cacheable()
            .ExplainCaching();
        AssertTags(whole, "invoices:all");
        var both = context
            .Invoices.Where(i => i.CompanyId == 3 && context.Invoices.Any(o => o.Id == 9 && o.Cents == i.Cents))
            .Cacheable()
            .ExplainCaching();
        AssertTags(both, "invoices:companyid=3", "invoices:loose", "invoices:id=9", "invoices:bulk", "invoices:new");
    }

    private void AssertPartition<T>(
        Func<ShopContext, IQueryable<T>> query,
        string table,
        params IEnumerable<string> partitions
    )
    {
        using var context = Cached();
        var explanation = query(context).Cacheable().ExplainCaching();
        Assert.True(explanation.IsCached, explanation.ToString());
        Assert.Equal(
            [.. partitions.Append("loose").Order(StringComparer.Ordinal)],
            explanation
                .Tags.Where(tag => tag.StartsWith($"efcache:t:{{{table}}}:", StringComparison.Ordinal))
                .Select(tag => tag[$"efcache:t:{{{table}}}:".Length..])
                .Order(StringComparer.Ordinal)
        );
    }

    private static void AssertTags(CacheExplanation explanation, params IEnumerable<string> tags)
    {
        Assert.True(explanation.IsCached, explanation.ToString());
        Assert.Equal(
            [.. tags.Select(TagNameOf).Append("efcache:*").Order(StringComparer.Ordinal)],
            explanation.Tags.Order(StringComparer.Ordinal)
        );
    }

    private void AssertTable<T>(Func<ShopContext, IQueryable<T>> query, string table)
    {
        using var context = Cached();
        AssertTags(query(context).Cacheable().ExplainCaching(), table + ":all");
    }

    private static string TagNameOf(string tableAndRest)
    {
        var parts = tableAndRest.Split(':', 2);
        return $"efcache:t:{{{parts[0]}}}:{parts[1]}";
    }
}
