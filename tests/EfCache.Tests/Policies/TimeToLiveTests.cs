using EfCache.Query;
using EfCache.Tests.Writes;
using Microsoft.EntityFrameworkCore;
using Reads = EfCache.Tests.Writes.Reads;

namespace EfCache.Tests.Policies;

/// <summary>The query's own, its policy's, the shortest of its entities', the default: in this order.</summary>
public sealed class TimeToLiveTests
{
    private static readonly TimeSpan Default = TimeSpan.FromMinutes(5);

    [Fact]
    public void Default_is_five_minutes_and_can_be_set()
    {
        using var context = CatalogOptions.Open();
        Assert.Equal(Default, context.Plains.Cacheable().ExplainCaching().Ttl);
        using var other = CatalogOptions.Open(cache => cache.WithDefaultTtl(TimeSpan.FromSeconds(3)));
        Assert.Equal(TimeSpan.FromSeconds(3), other.Plains.Cacheable().ExplainCaching().Ttl);
    }

    [Fact]
    public void Entity_comes_before_the_default_and_the_shortest_counts()
    {
        using var context = CatalogOptions.Open();
        Assert.Equal(TimeSpan.FromMinutes(10), context.Products.Cacheable().ExplainCaching().Ttl);
        var two = context.Products.Where(p => context.Prices.Any(x => x.Id == p.Id)).Cacheable();
        Assert.Equal(TimeSpan.FromMinutes(3), two.ExplainCaching().Ttl);
        var other = context.Products.Where(p => context.Plains.Any(x => x.Id == p.Id)).Cacheable();
        Assert.Equal(TimeSpan.FromMinutes(10), other.ExplainCaching().Ttl);
    }

    [Fact]
    public void Policy_comes_before_entities_and_the_query_before_its_policy()
    {
        using var context = CatalogOptions.Open(cache =>
            cache
                .AddPolicy("slow", policy => policy.WithTtl(TimeSpan.FromHours(1)))
                .AddPolicy("tagged", policy => policy.WithTag("tag"))
        );
        Assert.Equal(TimeSpan.FromHours(1), context.Prices.Cacheable("slow").ExplainCaching().Ttl);
        Assert.Equal(TimeSpan.FromMinutes(3), context.Prices.Cacheable("tagged").ExplainCaching().Ttl);
        var own = context.Prices.Cacheable(q => q.WithPolicy("slow").WithTtl(TimeSpan.FromHours(2)));
        Assert.Equal(TimeSpan.FromHours(2), own.ExplainCaching().Ttl);
        Assert.Equal("slow", own.ExplainCaching().Policy);
    }

    [Fact]
    public void Of_two_times_in_one_query_the_shorter_counts()
    {
        using var context = CatalogOptions.Open();
        var query = context.Plains.Cacheable(TimeSpan.FromMinutes(9)).Cacheable(TimeSpan.FromMinutes(8));
        Assert.Equal(TimeSpan.FromMinutes(8), query.ExplainCaching().Ttl);
    }

    [Fact]
    public void Attribute_sets_the_time_and_the_model_overrules_it()
    {
        using var context = CatalogOptions.Open();
        Assert.Equal(TimeSpan.FromMinutes(7), context.Attributed.Cacheable().ExplainCaching().Ttl);
        Assert.Equal(TimeSpan.FromMinutes(1), context.Overruled.Cacheable().ExplainCaching().Ttl);
    }

    [Fact]
    public void Attribute_is_inherited_and_its_parts_add_up()
    {
        using var context = CatalogOptions.Open();
        var time = new TimeSpan(1, 1, 1);
        Assert.Equal(time, context.Shapes.Cacheable().ExplainCaching().Ttl);
        Assert.Equal(time, context.Circles.Cacheable().ExplainCaching().Ttl);
    }

    [Fact]
    public void Sliding_window_is_the_policys_else_the_options()
    {
        using var context = CatalogOptions.Open(cache =>
            cache
                .WithSlidingExpiration(TimeSpan.FromMinutes(1))
                .AddPolicy("own", policy => policy.WithSlidingExpiration(TimeSpan.FromMinutes(2)))
        );
        Assert.Equal(TimeSpan.FromMinutes(1), context.Plains.Cacheable().ExplainCaching().Sliding);
        Assert.Equal(TimeSpan.FromMinutes(2), context.Plains.Cacheable("own").ExplainCaching().Sliding);
        using var off = CatalogOptions.Open();
        Assert.Null(off.Plains.Cacheable().ExplainCaching().Sliding);
    }

    [Fact]
    public void Jitter_stays_within_a_tenth_and_really_varies()
    {
        var policy = new ResolvedPolicy(BypassReason.None, "", TimeSpan.FromSeconds(100), null, []);
        var seconds = Enumerable.Range(0, 2000).Select(_ => policy.NewLifetime().Absolute.TotalSeconds).ToList();
        Assert.All(seconds, s => Assert.InRange(s, 90, 110));
        Assert.InRange(seconds.Min(), 90, 92);
        Assert.InRange(seconds.Max(), 108, 110);
        Assert.InRange(seconds.Average(), 98, 102);
    }

    [Fact]
    public void Entry_expires_between_nine_and_eleven_tenths_of_its_time()
    {
        using var database = new LibraryDatabase();
        database.Warm(Reads.Authors);
        database.Clock.Advance(Default * 0.89);
        database.AssertHit(Reads.Authors);
        database.Clock.Advance(Default * 0.22);
        database.AssertInvalidated(Reads.Authors);
    }

    [Fact]
    public void Sliding_entry_lives_while_it_is_read_and_no_longer_than_its_time()
    {
        using var database = new LibraryDatabase();
        var log = new ReadLog();
        var options = database.Options(log.AddTo, cache => cache.WithSlidingExpiration(TimeSpan.FromMinutes(1)));
        ReadOutcome Read()
        {
            using var context = new Writes.Model.LibraryContext(options);
            Assert.Equal(3, context.Authors.Cacheable().ToList().Count);
            return log.Take();
        }

        Assert.Equal(ReadOutcome.Filled, Read());
        for (var i = 0; i < 5; i++)
        {
            database.Clock.Advance(TimeSpan.FromSeconds(50));
            Assert.Equal(ReadOutcome.Hit, Read());
        }

        database.Clock.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal(ReadOutcome.Filled, Read());
        for (var i = 0; i < 7; i++)
        {
            database.Clock.Advance(TimeSpan.FromSeconds(50));
            Read();
        }

        Assert.Equal(ReadOutcome.Hit, Read());
        Assert.Equal(TimeSpan.FromSeconds(250 + 61 + 350), database.Clock.GetUtcNow() - database.Clock.Start);
    }
}
