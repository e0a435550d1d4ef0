using EfCache.InProcess;
using EfCache.Specification.Tests.Storage;
using EfCache.Storage;

namespace EfCache.Tests.InProcess;

/// <summary>What the tests of the in-process store do again and again.</summary>
internal static class StoreSteps
{
    public static readonly EntryLifetime Hour = new(TimeSpan.FromHours(1));

    public static InProcessCacheStore Create(long sizeLimit = 1 << 20, TimeProvider? time = null) =>
        new(sizeLimit, time ?? TimeProvider.System);

    public static TestRequest Row(int id) => new($"row {id}", new Tag($"t:rows:id={id}"), new Tag("t:rows:bulk"));

    public static bool IsHit(this InProcessCacheStore store, CacheRequest request) =>
        store.Lookup(request).Result is not null;

    public static void ReadThrough(this InProcessCacheStore store, CacheRequest request, int value, long size)
    {
        var lookup = store.Lookup(request);
        if (lookup.Result is null)
        {
            using var ticket = store.TakeTicket(request, lookup);
            store.Fill(ticket, TestColumn.Result(value, size), Hour);
        }
    }
}
