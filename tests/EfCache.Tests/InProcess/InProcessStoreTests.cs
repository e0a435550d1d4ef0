namespace EfCache.Tests.InProcess;

public sealed class InProcessStoreTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData((1 << 20) - 1)]
    public void Store_with_too_small_a_limit_says_which_option_and_the_mend(long limit)
    {
        var exception = Assert.Throws<ArgumentOutOfRangeException>(() =>
            new InProcessStore(new InProcessStoreOptions { SizeLimit = limit })
        );

        Assert.Contains("InProcessStoreOptions.SizeLimit", exception.Message, StringComparison.Ordinal);
        Assert.Contains("1048576", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Store_without_a_clock_is_refused() =>
        Assert.Throws<ArgumentNullException>(() =>
            new InProcessStore(new InProcessStoreOptions { TimeProvider = null! })
        );

    [Fact]
    public void Options_default_to_256_MiB_and_the_system_clock()
    {
        var options = new InProcessStoreOptions();

        Assert.Equal(256 * 1024 * 1024, options.SizeLimit);
        Assert.Same(TimeProvider.System, options.TimeProvider);
    }

    [Fact]
    public void Store_counts_and_clears()
    {
        var store = new InProcessStore(new InProcessStoreOptions { SizeLimit = 1 << 20 });
        ((EfCache.InProcess.InProcessCacheStore)store.Store).ReadThrough(StoreSteps.Row(1), 1, size: 1000);
        Assert.Equal(1, store.Count);
        Assert.InRange(store.Size, 1000, 3000);
        store.Clear();

        Assert.Equal(0, store.Count);
        Assert.Equal(0, store.Size);
    }
}
