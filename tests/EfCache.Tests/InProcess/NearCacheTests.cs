using System.Runtime.CompilerServices;
using EfCache.InProcess;
using EfCache.Specification.Tests.Storage;
using EfCache.Storage.Remote;
using Microsoft.Extensions.Time.Testing;

namespace EfCache.Tests.InProcess;

public sealed class NearCacheTests
{
    private static readonly byte[] Key = [1, 2, 3];

    private readonly FakeTimeProvider _time = new();
    private readonly NearCache _near;

    public NearCacheTests() => _near = new NearCache("near", 1 << 20, _time);

    [Fact]
    public void Copy_is_found_until_its_life_is_over()
    {
        _near.Set(Key, Entry(), TimeSpan.FromSeconds(10));
        Assert.NotNull(_near.Find(Key));

        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.Null(_near.Find(Key));
    }

    [Fact]
    public void Copy_that_is_removed_lets_go_of_its_rows()
    {
        var rows = SetAndRemove();
        Collect();
        Assert.False(rows.IsAlive);
        Assert.Equal(0, _near.Size);
    }

    [Fact]
    public void Copy_that_is_replaced_lets_go_of_its_rows()
    {
        var rows = Set();
        _near.Set(Key, Entry(), TimeSpan.FromMinutes(1));
        Collect();
        Assert.False(rows.IsAlive);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private WeakReference Set()
    {
        var entry = Entry();
        _near.Set(Key, entry, TimeSpan.FromMinutes(1));
        return new WeakReference(entry.Result);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private WeakReference SetAndRemove()
    {
        var rows = Set();
        _near.Remove(_near.Find(Key)!);
        return rows;
    }

    private static NearEntry Entry() => new(TestColumn.Result(1), [], []);

    private static void Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
    }
}
