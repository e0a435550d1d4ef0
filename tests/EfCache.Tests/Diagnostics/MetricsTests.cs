using EfCache.Tests.Writes;
using EfCache.Tests.Writes.Model;
using Microsoft.EntityFrameworkCore;

namespace EfCache.Tests.Diagnostics;

[Collection(SharedMeter.Name)]
public sealed class MetricsTests : IDisposable
{
    private const string Store = "store=in-process";

    private readonly LibraryDatabase _database = new();

    public void Dispose() => _database.Dispose();

    [Fact]
    public void Hits_misses_and_fills_are_counted_by_store_and_reason()
    {
        using var meter = new MeterReadings();
        Read();
        Assert.Equal(1, meter.Sum("efcache.misses", Store + ",reason=absent"));
        Assert.Equal(1, meter.Sum("efcache.fills", Store));
        Assert.Equal(0, meter.Sum("efcache.hits", Store));

        Read();
        Read();
        Assert.Equal(2, meter.Sum("efcache.hits", Store));
        Assert.Equal(1, meter.Sum("efcache.fills", Store));

        using (var context = _database.Open())
        {
            using var transaction = context.Database.BeginTransaction();
            context.Add(new Author());
            context.SaveChanges();
            Read();
            Assert.Equal(1, meter.Sum("efcache.misses", Store + ",reason=writer_in_flight"));
            Assert.Equal(1, meter.Sum("efcache.fills", Store));
            transaction.Commit();
        }

        Read();
        Read();
        Assert.Equal(2, meter.Sum("efcache.fills", Store));
        _database.Clock.Advance(TimeSpan.FromMinutes(6));
        Read();
        Assert.Equal(1, meter.Sum("efcache.misses", Store + ",reason=expired"));
        using (var context = _database.Open())
        {
            context.Add(new Author());
            context.SaveChanges();
        }

        Read();
        Assert.Equal(1, meter.Sum("efcache.misses", Store + ",reason=invalidated"));
    }

    [Fact]
    public void Times_of_lookups_and_of_the_database_are_recorded()
    {
        using var meter = new MeterReadings();
        Read();
        Read();
        Assert.Equal(1, meter.Count("efcache.lookup.duration", Store + ",outcome=miss"));
        Assert.Equal(1, meter.Count("efcache.lookup.duration", Store + ",outcome=hit"));
        Assert.Equal(1, meter.Count("efcache.database.duration", Store));
        Assert.InRange(meter.Sum("efcache.lookup.duration", Store + ",outcome=hit"), 1e-9, 10);
        Assert.InRange(meter.Sum("efcache.database.duration", Store), 1e-9, 10);
    }

    [Fact]
    public void Bypasses_are_counted_each_time_by_reason()
    {
        using var meter = new MeterReadings();
        using var context = _database.Open();
        for (var i = 0; i < 3; i++)
        {
            context.Authors.Cacheable().NotCacheable().Load();
            context.Authors.Load();
        }

        using (context.Database.BeginTransaction())
        {
            context.Authors.Cacheable().Load();
        }

        Assert.Equal(3, meter.Sum("efcache.bypasses", "reason=not_cacheable"));
        Assert.Equal(1, meter.Sum("efcache.bypasses", "reason=transaction"));
        Assert.Equal(0, meter.Sum("efcache.bypasses", "reason=not_requested"));
    }

    [Fact]
    public void Invalidations_are_counted_by_table_once_for_each_write()
    {
        using var meter = new MeterReadings();
        using var context = _database.Open();
        context.AddRange(new Author(), new Author(), new Device());
        context.SaveChanges();
        Assert.Equal(1, meter.Sum("efcache.invalidations", "table=Authors"));
        Assert.Equal(1, meter.Sum("efcache.invalidations", "table=Devices"));
        Assert.Equal(0, meter.Sum("efcache.invalidations", "table=Books"));
        context.Database.ExecuteSqlRaw("UPDATE \"Authors\" SET \"Name\" = 'x'");
        Assert.Equal(2, meter.Sum("efcache.invalidations", "table=Authors"));
        Assert.Equal(0, meter.Sum("efcache.invalidations", "table=*"));
        context.Database.ExecuteSqlRaw("CREATE TABLE \"More\" (\"Id\" int)");
        Assert.Equal(1, meter.Sum("efcache.invalidations", "table=*"));
    }

    [Fact]
    public void Shared_reads_and_oversized_results_fill_nothing()
    {
        using var meter = new MeterReadings();
        using var context = new LibraryContext(
            _database.Options(configureCache: cache => cache.WithEntryLimits(maxRows: 2, maxBytes: 1 << 20))
        );
        Assert.Equal(3, context.Authors.Cacheable().ToList().Count);
        Assert.Equal(1, meter.Sum("efcache.misses", Store + ",reason=absent"));
        Assert.Equal(0, meter.Sum("efcache.fills", Store));
    }

    [Fact]
    public void Stores_tell_their_entries_bytes_and_evictions()
    {
        using var meter = new MeterReadings();
        Read();
        Assert.Equal(1, _database.Store.Count);

        // Stores of other tests may not have been collected yet: they can only add.
        Assert.InRange(meter.Observe("efcache.entries", Store), 1, double.MaxValue);
        Assert.InRange(meter.Observe("efcache.size", Store), _database.Store.Size, double.MaxValue);

        GC.Collect();
        GC.WaitForPendingFinalizers();
        var expired = meter.Observe("efcache.evictions", Store + ",reason=expired");
        _database.Clock.Advance(TimeSpan.FromMinutes(6));
        Read();
        Assert.Equal(expired + 1, meter.Observe("efcache.evictions", Store + ",reason=expired"));
        GC.KeepAlive(_database);
    }

    private void Read()
    {
        using var context = _database.Open();
        context.Authors.Cacheable().Load();
    }
}
