using System.Collections.Concurrent;
using EfCache.Diagnostics;
using EfCache.Infrastructure;
using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries.Model;
using Microsoft.EntityFrameworkCore;

namespace EfCache.Specification.Tests.Queries.Interceptors;

/// <summary>What the context's own interceptors see of hits, and that what they change is never given to somebody else.</summary>
public abstract class InterceptorsSpecification<TDatabase, TDoor>(TDatabase database)
    : QuerySpecification<TDatabase, TDoor>(database)
    where TDatabase : DatabaseFixture
    where TDoor : IDoor
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Command_interceptor_sees_hits_by_itself(bool async)
    {
        for (var i = 1; i <= 3; i++)
        {
            var spy = new CommandSpy();
            ShopContext Create() => Cached(options: o => o.AddInterceptors(spy));
            await RunAsync(c => c.Categories.Cacheable(), async, Create);
            var (rows, commands) = await RunAsync(c => c.Categories.Cacheable(), async, Create);
            Assert.Equal(3, rows.Count);
            Assert.Equal(0, commands);
            Assert.Equal(2, spy.Executing);
            Assert.Equal(2, spy.Executed);
            using var context = Create();
            Assert.True(context.Categories.Cacheable().ExplainCaching().RunsCommandInterceptorsOnHits);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Command_interceptor_that_is_skipped_sees_misses_only(bool async)
    {
        if (TDoor.RunsInterceptors)
        {
            // Both cannot be had.
            Assert.Throws<InvalidOperationException>(() => Cached(c => c.SkipCommandInterceptorsOnHits()));
            return;
        }

        var spy = new CommandSpy();
        ShopContext Create() => Cached(c => c.SkipCommandInterceptorsOnHits(), o => o.AddInterceptors(spy));
        await AssertMissAsync(c => c.Categories.Cacheable(), async, Create);
        await AssertHitAsync(c => c.Categories.Cacheable(), async, Create);
        Assert.Equal(1, spy.Executing);
    }

    [Theory]
    [InlineData(TenantWay.TextWhenInitialized, false)]
    [InlineData(TenantWay.TextWhenInitialized, true)]
    [InlineData(TenantWay.TextWhenExecuting, false)]
    [InlineData(TenantWay.TextWhenExecuting, true)]
    [InlineData(TenantWay.ParameterWhenInitialized, false)]
    [InlineData(TenantWay.ParameterWhenInitialized, true)]
    [InlineData(TenantWay.ParameterWhenExecuting, false)]
    [InlineData(TenantWay.ParameterWhenExecuting, true)]
    public async Task Interceptor_that_limits_commands_to_a_tenant_never_mixes_tenants(TenantWay way, bool async)
    {
        var nobody = -1;
        IQueryable<Memo> Query(ShopContext c) =>
            way is TenantWay.ParameterWhenExecuting or TenantWay.ParameterWhenInitialized
                ? c.Memos.IgnoreQueryFilters().Where(x => x.TenantId == nobody).Cacheable()
                : c.Memos.IgnoreQueryFilters().Where(x => x.TenantId > 0).Cacheable();

        // The unlimited one first: what it stores must not be served to the limited ones, however late they change theirs.
        foreach (int? tenant in new int?[] { null, 1, 2, null, 2, 1 })
        {
            ShopContext Create() => Cached(options: o => o.AddInterceptors(new TenantInterceptor(tenant, way)));
            await using var plain = Uncached(o => o.AddInterceptors(new TenantInterceptor(tenant, way)));
            var expected = TextOf(await Query(plain).ToListAsync(Cancellation));
            for (var i = 0; i < 2; i++)
            {
                Assert.Equal(expected, TextOf((await RunAsync(Query, async, Create)).Rows));
            }
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Interceptor_that_changes_commands_before_they_are_looked_up_is_served(bool async)
    {
        ShopContext Create() =>
            Cached(options: o => o.AddInterceptors(new TenantInterceptor(2, TenantWay.TextWhenInitialized)));
        IQueryable<Memo> Query(ShopContext c) => c.Memos.IgnoreQueryFilters().Where(x => x.TenantId > 0).Cacheable();
        await AssertMissAsync(Query, async, Create);
        await AssertHitAsync(Query, async, Create);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Reader_of_an_interceptor_is_not_stored(bool async)
    {
        IQueryable<string> Query(ShopContext c) => c.Categories.OrderBy(x => x.Id).Select(x => x.Name).Cacheable();
        foreach (var text in new[] { "one", "two" })
        {
            var (rows, _) = await RunAsync(
                Query,
                async,
                () => Cached(options: o => o.AddInterceptors(new ReaderReplacer(text)))
            );
            Assert.Equal([text], rows);
        }

        Assert.Equal(0, EntryCount);
        var (plain, commands) = await RunAsync(Query, async);
        Assert.Equal(1, commands);
        Assert.Equal(3, plain.Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Connection_interceptor_prevents_caching_unless_it_is_accounted_for(bool async)
    {
        await AssertCachedAsync(cache: null, isCached: false);
        await AssertCachedAsync(c => c.TrustConnectionInterceptors(), isCached: true);
        await AssertCachedAsync(c => c.VaryBy(context => ((ShopContext)context).TenantId), isCached: true);

        async Task AssertCachedAsync(Action<SecondLevelCacheOptionsBuilder>? cache, bool isCached)
        {
            ShopContext Create() => Cached(cache, o => o.AddInterceptors(new ConnectionWatcher()));
            await RunAsync(c => c.Categories.Cacheable(), async, Create);
            var (_, commands) = await RunAsync(c => c.Categories.Cacheable(), async, Create);
            Assert.Equal(isCached ? 0 : 1, commands);
            await using var context = Create();
            Assert.Equal(
                isCached ? null : "connection_interceptor",
                context.Categories.Cacheable().ExplainCaching().BypassReason
            );
        }
    }

    [Fact]
    public async Task Connection_interceptor_that_prevents_caching_is_warned_of_once()
    {
        ConcurrentQueue<string> warnings = new();
        for (var i = 0; i < 3; i++)
        {
            await using var context = new WatchedContext<TDatabase, TDoor>(
                OptionsOf<WatchedContext<TDatabase, TDoor>>(options: o =>
                    o.AddInterceptors(new ConnectionWatcher())
                        .LogTo(warnings.Enqueue, [EfCacheEventId.ConnectionInterceptorPreventsCaching])
                )
            );
            await context.Categories.Cacheable().ToListAsync(Cancellation);
            await context.Products.Cacheable().ToListAsync(Cancellation);
        }

        var warning = Assert.Single(warnings);
        Assert.Contains(nameof(ConnectionWatcher), warning, StringComparison.Ordinal);
        Assert.Contains("VaryBy", warning, StringComparison.Ordinal);
        Assert.Contains("TrustConnectionInterceptors", warning, StringComparison.Ordinal);
    }
}
