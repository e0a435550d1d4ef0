using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace EfCache.Specification.Tests.Queries;

/// <summary>
/// Writes of each kind against queries of one partition: those of another partition are left cached where that is safe, and
/// nothing is stale where a writer has, or seems to have, the wrong idea of a row's partition.
/// </summary>
public abstract class PartitionWritesSpecification<TDatabase, TDoor>(TDatabase database)
    : QuerySpecification<TDatabase, TDoor>(database)
    where TDatabase : DatabaseFixture
    where TDoor : IDoor
{
    private readonly List<int> _companies = [];

    private int First => _companies[0];

    private int Second => _companies[1];

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await using var context = Uncached();
        for (var i = 0; i < 2; i++)
        {
            var company = new Company { Name = $"Company {i}" };
            company.Invoices.AddRange(Enumerable.Range(1, 3).Select(cents => new Invoice { Cents = cents }));
            context.Add(company);
            await context.SaveChangesAsync(Cancellation);
            _companies.Add(company.Id);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task SaveChanges_of_a_tracked_row_leaves_other_partitions_cached(bool async)
    {
        await WarmAsync();
        await using (var context = Cached())
        {
            var invoice = await FirstInvoiceAsync(context);
            invoice.Cents += 10;
            await SaveAsync(context, async);
        }

        await AssertOnlyFirstChangedAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task SaveChanges_of_an_insert_with_a_generated_key_leaves_other_partitions_and_rows_cached(bool async)
    {
        await WarmAsync();
        var id = await FirstIdAsync();
        IQueryable<Invoice> Row(ShopContext c) => c.Invoices.AsNoTracking().Where(i => i.Id == id).Cacheable();
        await RunAsync(Row);
        await using (var context = Cached())
        {
            context.Add(new Invoice { CompanyId = First, Cents = 77 });
            await SaveAsync(context, async);
        }

        await AssertOnlyFirstChangedAsync();
        await AssertHitAsync(Row);
    }

    [Fact]
    public async Task SaveChanges_of_a_row_that_the_context_inserted_leaves_other_partitions_cached()
    {
        await using var context = Cached();
        var invoice = new Invoice { CompanyId = First, Cents = 77 };
        context.Add(invoice);
        await context.SaveChangesAsync(Cancellation);
        await WarmAsync();

        invoice.Cents++;
        await context.SaveChangesAsync(Cancellation);
        await AssertOnlyFirstChangedAsync();

        context.Remove(invoice);
        await context.SaveChangesAsync(Cancellation);
        await AssertOnlyFirstChangedAsync();
    }

    [Fact]
    public async Task SaveChanges_of_an_insert_through_the_parents_collection_leaves_other_partitions_cached()
    {
        await WarmAsync();
        await using (var context = Cached())
        {
            var company = await context
                .Companies.Include(c => c.Invoices)
                .SingleAsync(c => c.Id == First, Cancellation);
            company.Invoices.Add(new Invoice { Cents = 5 });
            company.Invoices[0].Cents += 10;
            await context.SaveChangesAsync(Cancellation);
        }

        await AssertOnlyFirstChangedAsync();
    }

    [Fact]
    public async Task Insert_of_a_parent_with_its_children_makes_a_miss_of_what_had_none()
    {
        int next;
        await using (var context = Uncached())
        {
            var probe = new Company { Name = "probe" };
            context.Add(probe);
            await context.SaveChangesAsync(Cancellation);
            next = probe.Id + 1;
        }

        Assert.Empty((await RunAsync(c => Of(c, next).Cacheable())).Rows);
        Assert.Empty((await RunAsync(c => WithInvoices(c, next).Cacheable())).Rows);
        await using (var context = Cached())
        {
            var company = new Company
            {
                Name = "new",
                Invoices =
                {
                    new Invoice { Cents = 1 },
                    new Invoice { Cents = 2 },
                },
            };
            context.Add(company);
            await context.SaveChangesAsync(Cancellation);
            Assert.Equal(next, company.Id);
        }

        Assert.Equal(2, (await RunAsync(c => Of(c, next).Cacheable())).Rows.Count);
        Assert.Equal(2, (await RunAsync(c => WithInvoices(c, next).Cacheable())).Rows.Single().Invoices.Count);
    }

    [Fact]
    public async Task Insert_of_a_parent_with_children_of_composite_keys_makes_a_miss_of_what_had_none()
    {
        int next;
        await using (var context = Uncached())
        {
            var probe = new Order { CustomerId = 1, PlacedAt = new DateTime(2025, 1, 1) };
            context.Add(probe);
            await context.SaveChangesAsync(Cancellation);
            next = probe.Id + 1;
        }

        IQueryable<int> Line(ShopContext c) =>
            c.Lines.Where(l => l.OrderId == next && l.Line == 1).Select(l => l.Quantity).Cacheable();
        IQueryable<int> Lines(ShopContext c) =>
            c.Lines.Where(l => l.OrderId == next).Select(l => l.Quantity).Cacheable();
        Assert.Empty((await RunAsync(Line)).Rows);
        Assert.Empty((await RunAsync(Lines)).Rows);
        await using (var context = Cached())
        {
            var order = new Order
            {
                CustomerId = 1,
                PlacedAt = new DateTime(2025, 1, 1),
                Lines =
                {
                    new OrderLine
                    {
                        Line = 1,
                        ProductId = 1,
                        Quantity = 7,
                    },
                },
            };
            context.Add(order);
            await context.SaveChangesAsync(Cancellation);
            Assert.Equal(next, order.Id);
        }

        Assert.Equal(7, (await RunAsync(Line)).Rows.Single());
        Assert.Equal(7, (await RunAsync(Lines)).Rows.Single());
    }

    [Fact]
    public async Task Delete_of_a_tracked_row_leaves_other_partitions_cached()
    {
        await WarmAsync();
        await using (var context = Cached())
        {
            context.Remove(await FirstInvoiceAsync(context));
            await context.SaveChangesAsync(Cancellation);
        }

        await AssertOnlyFirstChangedAsync();
    }

    [Fact]
    public async Task Delete_of_a_stub_is_never_stale()
    {
        var id = await FirstIdAsync();
        await WarmAsync();
        await using (var context = Cached())
        {
            context.Remove(new Invoice { Id = id });
            await context.SaveChangesAsync(Cancellation);
        }

        await AssertFreshAsync();
    }

    [Fact]
    public async Task Delete_of_a_stub_leaves_other_rows_cached()
    {
        var id = await FirstIdAsync();
        IQueryable<Invoice> Other(ShopContext c) => c.Invoices.AsNoTracking().Where(i => i.Id == id + 1).Cacheable();
        await RunAsync(Other);
        await using (var context = Cached())
        {
            context.Remove(new Invoice { Id = id });
            await context.SaveChangesAsync(Cancellation);
        }

        await AssertHitAsync(Other);
    }

    [Fact]
    public async Task Stub_with_the_wrong_partition_is_never_stale()
    {
        var id = await FirstIdAsync();
        await WarmAsync();
        await using (var context = Cached())
        {
            var stub = new Invoice { Id = id, CompanyId = Second };
            context.Attach(stub);
            stub.Cents = 99;
            await context.SaveChangesAsync(Cancellation);
        }

        await AssertFreshAsync();
    }

    [Fact]
    public async Task Stub_with_the_wrong_partition_is_never_stale_although_the_context_reads_the_entity_too()
    {
        var id = await FirstIdAsync();
        await WarmAsync();
        await using (var context = Cached())
        {
            await context.Invoices.Where(i => i.CompanyId == Second).LoadAsync(Cancellation);
            var stub = new Invoice { Id = id, CompanyId = Second };
            context.Attach(stub);
            stub.Cents = 99;
            await context.SaveChangesAsync(Cancellation);
        }

        await AssertFreshAsync();
    }

    [Fact]
    public async Task Update_of_a_detached_row_is_never_stale()
    {
        var id = await FirstIdAsync();
        await WarmAsync();
        await using (var context = Cached())
        {
            context.Update(
                new Invoice
                {
                    Id = id,
                    CompanyId = Second,
                    Cents = 99,
                }
            );
            await context.SaveChangesAsync(Cancellation);
        }

        await AssertFreshAsync();
    }

    [Fact]
    public async Task Object_that_was_detached_and_attached_as_another_row_is_never_stale()
    {
        var id = await FirstIdAsync();
        await using var context = Cached();
        var invoice = await context.Invoices.FirstAsync(i => i.CompanyId == Second, Cancellation);
        await WarmAsync();
        context.Entry(invoice).State = EntityState.Detached;
        invoice.Id = id;
        context.Attach(invoice);
        invoice.Cents = 99;
        await context.SaveChangesAsync(Cancellation);

        await AssertFreshAsync();
    }

    [Fact]
    public async Task Row_that_is_moved_is_never_stale()
    {
        await WarmAsync();
        await using (var context = Cached())
        {
            var invoice = await FirstInvoiceAsync(context);
            invoice.CompanyId = Second;
            await context.SaveChangesAsync(Cancellation);
            await AssertFreshAsync();

            invoice.Cents = 99;
            await context.SaveChangesAsync(Cancellation);
        }

        await AssertFreshAsync();
    }

    [Fact]
    public async Task Row_that_is_deleted_and_inserted_in_another_partition_by_one_save_is_never_stale()
    {
        await WarmAsync();
        await using (var context = Cached())
        {
            var invoice = await FirstInvoiceAsync(context);
            context.Remove(invoice);
            context.Add(
                new Invoice
                {
                    Id = invoice.Id,
                    CompanyId = Second,
                    Cents = 99,
                }
            );
            await context.SaveChangesAsync(Cancellation);
        }

        await AssertFreshAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ExecuteUpdate_of_a_partition_leaves_other_partitions_cached(bool async)
    {
        await WarmAsync();
        await using (var context = Cached())
        {
            var company = First;
            var invoices = context.Invoices.Where(i => i.CompanyId == company && i.Cents > 1);
            _ = async
                ? await invoices.ExecuteUpdateAsync(
                    set => set.SetProperty(i => i.Cents, i => i.Cents + 10),
                    Cancellation
                )
                : invoices.ExecuteUpdate(set => set.SetProperty(i => i.Cents, i => i.Cents + 10));
        }

        await AssertOnlyFirstChangedAsync();
    }

    [Fact]
    public async Task ExecuteUpdate_of_a_partition_makes_a_miss_of_its_rows()
    {
        var id = await FirstIdAsync();
        IQueryable<Invoice> Row(ShopContext c) => c.Invoices.AsNoTracking().Where(i => i.Id == id).Cacheable();
        await RunAsync(Row);
        await using (var context = Cached())
        {
            await context
                .Invoices.Where(i => i.CompanyId == First)
                .ExecuteUpdateAsync(set => set.SetProperty(i => i.Cents, 1234), Cancellation);
        }

        Assert.Equal(1234, (await RunAsync(Row)).Rows.Single().Cents);
    }

    [Fact]
    public async Task ExecuteUpdate_of_the_partition_itself_is_never_stale()
    {
        await WarmAsync();
        await using (var context = Cached())
        {
            await context
                .Invoices.Where(i => i.CompanyId == First)
                .ExecuteUpdateAsync(set => set.SetProperty(i => i.CompanyId, Second), Cancellation);
        }

        await AssertFreshAsync();
    }

    [Fact]
    public async Task ExecuteUpdate_of_a_row_is_never_stale()
    {
        var id = await FirstIdAsync();
        await WarmAsync();
        await using (var context = Cached())
        {
            await context
                .Invoices.Where(i => i.Id == id)
                .ExecuteUpdateAsync(set => set.SetProperty(i => i.Cents, 99), Cancellation);
        }

        await AssertFreshAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ExecuteDelete_of_a_partition_leaves_other_partitions_cached(bool async)
    {
        await WarmAsync();
        await using (var context = Cached())
        {
            var invoices = context.Invoices.Where(i => i.CompanyId == First);
            _ = async ? await invoices.ExecuteDeleteAsync(Cancellation) : invoices.ExecuteDelete();
        }

        await AssertOnlyFirstChangedAsync();
    }

    [Fact]
    public async Task ExecuteDelete_without_a_partition_is_never_stale()
    {
        await WarmAsync();
        await using (var context = Cached())
        {
            await context.Invoices.Where(i => i.Cents == 2).ExecuteDeleteAsync(Cancellation);
        }

        await AssertFreshAsync();
    }

    [Fact]
    public async Task Delete_of_the_parent_makes_a_miss_of_what_the_database_deletes_along()
    {
        await WarmAsync();
        await using (var context = Cached())
        {
            context.Remove(new Company { Id = First });
            await context.SaveChangesAsync(Cancellation);
        }

        await AssertFreshAsync();
    }

    [Fact]
    public async Task Context_of_a_model_without_partitions_is_never_stale()
    {
        await WarmAsync();
        await using (var context = new UnpartitionedContext(OptionsOf<UnpartitionedContext>()))
        {
            var invoice = await context.Invoices.FirstAsync(i => i.CompanyId == First, Cancellation);
            invoice.Cents = 99;
            await context.SaveChangesAsync(Cancellation);
            await AssertFreshAsync();

            context.Add(new Invoice { CompanyId = First, Cents = 5 });
            await context.SaveChangesAsync(Cancellation);
            await AssertFreshAsync();

            await context
                .Invoices.Where(i => i.CompanyId == First)
                .ExecuteUpdateAsync(set => set.SetProperty(i => i.Cents, 7), Cancellation);
        }

        await AssertFreshAsync();
    }

    [Fact]
    public async Task Context_of_a_model_with_another_partition_is_never_stale()
    {
        await WarmAsync();
        await using (var context = new OtherwisePartitionedContext(OptionsOf<OtherwisePartitionedContext>()))
        {
            var invoice = await context.Invoices.FirstAsync(i => i.CompanyId == First, Cancellation);
            invoice.Cents = 99;
            await context.SaveChangesAsync(Cancellation);
            await AssertFreshAsync();

            var clerk = await ClerkOfFirstAsync();
            await context
                .Invoices.Where(i => i.ClerkId == clerk)
                .ExecuteUpdateAsync(set => set.SetProperty(i => i.Cents, 7), Cancellation);
        }

        await AssertFreshAsync();
    }

    [Fact]
    public async Task Context_of_a_model_with_another_key_is_never_stale()
    {
        IQueryable<int> Line(ShopContext c) =>
            c.Lines.Where(l => l.OrderId == 1 && l.Line == 1).Select(l => l.Quantity);
        var before = (await RunAsync(c => Line(c).Cacheable())).Rows.Single();
        await using (var context = new OtherwisePartitionedContext(OptionsOf<OtherwisePartitionedContext>()))
        {
            var line = await context.Lines.SingleAsync(l => l.OrderId == 1 && l.Line == 1, Cancellation);
            line.Quantity++;
            await context.SaveChangesAsync(Cancellation);
        }

        Assert.Equal(before + 1, (await RunAsync(c => Line(c).Cacheable())).Rows.Single());
    }

    [Fact]
    public async Task Stale_idea_of_an_ordinary_foreign_key_is_never_stale()
    {
        var clerks = new[]
        {
            new Clerk { Name = "A" },
            new Clerk { Name = "B" },
        };
        await using (var context = Uncached())
        {
            context.AddRange(clerks);
            await context.SaveChangesAsync(Cancellation);
        }

        IQueryable<Invoice> Of(ShopContext c, Clerk clerk) =>
            c.Invoices.AsNoTracking().Where(i => i.ClerkId == clerk.Id).OrderBy(i => i.Id);
        await using var late = Cached();
        var invoice = await FirstInvoiceAsync(late); // has no clerk, as far as this context knows
        await using (var context = Cached())
        {
            (await FirstInvoiceAsync(context)).ClerkId = clerks[0].Id;
            await context.SaveChangesAsync(Cancellation);
        }

        Assert.Single((await RunAsync(c => Of(c, clerks[0]).Cacheable())).Rows);
        invoice.Cents = 99;
        await late.SaveChangesAsync(Cancellation);
        Assert.Equal(99, (await RunAsync(c => Of(c, clerks[0]).Cacheable())).Rows.Single().Cents);

        invoice.ClerkId = clerks[1].Id;
        await late.SaveChangesAsync(Cancellation);
        Assert.Empty((await RunAsync(c => Of(c, clerks[0]).Cacheable())).Rows);
        Assert.Single((await RunAsync(c => Of(c, clerks[1]).Cacheable())).Rows);
    }

    [Fact]
    public async Task Pooled_context_names_partitions_after_its_return_too()
    {
        var provider = PoolOf();
        for (var i = 0; i < 2; i++)
        {
            await WarmAsync();
            await using (var context = await provider.CreateDbContextAsync(Cancellation))
            {
                (await FirstInvoiceAsync(context)).Cents += 10;
                await context.SaveChangesAsync(Cancellation);
            }

            await AssertOnlyFirstChangedAsync();
        }
    }

    [Fact]
    public async Task Partition_that_is_null_leaves_others_cached_and_is_never_stale()
    {
        int[] ids;
        await using (var context = Uncached())
        {
            Shipment[] shipments = [new() { DepotId = null }, new() { DepotId = First }, new() { DepotId = Second }];
            context.AddRange(shipments);
            await context.SaveChangesAsync(Cancellation);
            ids = [.. shipments.Select(s => s.Id)];
        }

        IQueryable<string> Of(ShopContext c, int? depot) =>
            c.Shipments.Where(s => s.DepotId == depot).OrderBy(s => s.Id).Select(s => s.Text).Cacheable();
        await RunAsync(c => Of(c, null));
        await RunAsync(c => Of(c, First));
        await using (var context = Cached())
        {
            (await context.Shipments.SingleAsync(s => s.Id == ids[0], Cancellation)).Text = "changed";
            await context.SaveChangesAsync(Cancellation);
        }

        Assert.Contains("changed", (await RunAsync(c => Of(c, null))).Rows);
        await AssertHitAsync(c => Of(c, First));

        await using (var context = Cached())
        {
            (await context.Shipments.SingleAsync(s => s.Id == ids[0], Cancellation)).DepotId = First;
            await context.SaveChangesAsync(Cancellation);
        }

        Assert.Contains("changed", (await RunAsync(c => Of(c, First))).Rows);
    }

    [Fact]
    public async Task Concurrency_token_that_moves_invalidates_where_it_was_and_where_it_is()
    {
        await using (var context = Uncached())
        {
            context.AddRange(new Seat { RoomId = First, Text = "a" }, new Seat { RoomId = Second, Text = "b" });
            context.Add(new Seat { RoomId = -First, Text = "c" });
            await context.SaveChangesAsync(Cancellation);
        }

        IQueryable<string> In(ShopContext c, int room) =>
            c.Seats.Where(s => s.RoomId == room).OrderBy(s => s.Id).Select(s => s.Text).Cacheable();
        await RunAsync(c => In(c, First));
        await RunAsync(c => In(c, Second));
        await RunAsync(c => In(c, -First));
        await using var late = Cached();
        var stale = await late.Seats.SingleAsync(s => s.RoomId == First, Cancellation);
        await using (var context = Cached())
        {
            (await context.Seats.SingleAsync(s => s.RoomId == First, Cancellation)).RoomId = Second;
            await context.SaveChangesAsync(Cancellation);
        }

        Assert.Empty((await RunAsync(c => In(c, First))).Rows);
        Assert.Equal(["a", "b"], (await RunAsync(c => In(c, Second))).Rows);
        await AssertHitAsync(c => In(c, -First));

        stale.Text = "d";
        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => late.SaveChangesAsync(Cancellation));
        Assert.Equal(["a", "b"], (await RunAsync(c => In(c, Second))).Rows);

        await late.Entry(stale).ReloadAsync(Cancellation);
        stale.Text = "d";
        await late.SaveChangesAsync(Cancellation);
        Assert.Equal(["b", "d"], (await RunAsync(c => In(c, Second))).Rows.Order(StringComparer.Ordinal));
        await AssertHitAsync(c => In(c, -First));
    }

    [Fact]
    public async Task Write_of_more_rows_than_it_may_name_is_said_of_the_table()
    {
        await WarmAsync();
        var id = await FirstIdAsync();
        IQueryable<Invoice> Row(ShopContext c) => c.Invoices.AsNoTracking().Where(i => i.Id == id).Cacheable();
        await RunAsync(Row);
        await using (var context = Cached())
        {
            context.AddRange(
                Enumerable.Range(1, 600).Select(i => new Invoice { CompanyId = i % 2 == 0 ? First : Second, Cents = i })
            );
            await context.SaveChangesAsync(Cancellation);
            await AssertFreshAsync();
            await AssertHitAsync(Row);

            foreach (var invoice in context.Invoices.Local.Take(10))
            {
                invoice.Cents++;
            }

            await context.SaveChangesAsync(Cancellation);
            await AssertHitAsync(Row); // ten rows are named

            foreach (var invoice in context.Invoices.Local)
            {
                invoice.Cents++;
            }

            await context.SaveChangesAsync(Cancellation);
        }

        await AssertMissAsync(Row); // six hundred are not
        await AssertFreshAsync();
    }

    private static IQueryable<Invoice> Of(ShopContext context, int company) =>
        context.Invoices.AsNoTracking().Where(i => i.CompanyId == company).OrderBy(i => i.Id);

    private static IQueryable<int> SumOf(ShopContext context, int company) =>
        context.Invoices.Where(i => i.CompanyId == company).GroupBy(i => i.CompanyId).Select(g => g.Sum(i => i.Cents));

    private static IQueryable<Company> WithInvoices(ShopContext context, int company) =>
        context.Companies.AsNoTracking().Include(c => c.Invoices.OrderBy(i => i.Id)).Where(c => c.Id == company);

    private static Task SaveAsync(ShopContext context, bool async) =>
        async ? context.SaveChangesAsync(Cancellation) : Task.FromResult(context.SaveChanges());

    private async Task<int> FirstIdAsync()
    {
        await using var context = Uncached();
        return await context.Invoices.Where(i => i.CompanyId == First).MinAsync(i => i.Id, Cancellation);
    }

    private Task<Invoice> FirstInvoiceAsync(ShopContext context) =>
        context.Invoices.Where(i => i.CompanyId == First).OrderBy(i => i.Id).FirstAsync(Cancellation);

    /// <summary>Gives a clerk to the first company's first invoice.</summary>
    private async Task<int> ClerkOfFirstAsync()
    {
        await using var context = Cached();
        var clerk = new Clerk { Name = "C" };
        (await FirstInvoiceAsync(context)).Clerk = clerk;
        await context.SaveChangesAsync(Cancellation);
        await WarmAsync();
        return clerk.Id;
    }

    private async Task WarmAsync()
    {
        foreach (var company in _companies)
        {
            await RunAsync(c => Of(c, company).Cacheable());
            await RunAsync(c => SumOf(c, company).Cacheable());
            await RunAsync(c => WithInvoices(c, company).Cacheable());
            await AssertHitAsync(c => Of(c, company).Cacheable());
            await AssertHitAsync(c => SumOf(c, company).Cacheable());
            await AssertHitAsync(c => WithInvoices(c, company).Cacheable());
        }
    }

    private async Task AssertOnlyFirstChangedAsync()
    {
        await AssertHitAsync(c => Of(c, Second).Cacheable());
        await AssertHitAsync(c => SumOf(c, Second).Cacheable());
        await AssertHitAsync(c => WithInvoices(c, Second).Cacheable());
        await AssertFreshAsync();
    }

    /// <summary>Every cached answer is the database's, twice: when it was invalidated, and when it is stored again.</summary>
    private async Task AssertFreshAsync()
    {
        foreach (var company in _companies.Concat(_companies))
        {
            await AssertSameAsync(c => Of(c, company));
            await AssertSameAsync(c => SumOf(c, company));
            await AssertSameAsync(c => WithInvoices(c, company));
        }
    }

    private async Task AssertSameAsync<T>(Func<ShopContext, IQueryable<T>> query)
    {
        var expected = (await RunAsync(query, create: () => Uncached())).Rows;
        var actual = (await RunAsync(c => WithCache(query(c)))).Rows;
        Assert.Equal(TextOf(expected), TextOf(actual));
    }

    private static IQueryable<T> WithCache<T>(IQueryable<T> query) => query.Cacheable();

    private PooledDbContextFactory<ShopContext> PoolOf()
    {
        var builder = new DbContextOptionsBuilder<ShopContext>();
        Database.UseShared(builder);
        builder.AddSecondLevelCache(cache =>
        {
            TDoor.UseStore(cache, Store);
            TDoor.Choose(cache);
        });
        return new PooledDbContextFactory<ShopContext>(builder.Options, poolSize: 1);
    }
}
