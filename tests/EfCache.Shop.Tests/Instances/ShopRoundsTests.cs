using System.Globalization;

namespace EfCache.Shop.Tests.Instances;

/// <summary>Whether what one process has written is ever missing in another's next page.</summary>
/// <remarks>
/// A long run, on a Redis with nothing in between: <c>EFCACHE_SHOP_ROUNDS=10000 dotnet test tests/EfCache.Shop.Tests --filter ShopRounds
/// --logger "console;verbosity=detailed"</c>. What it counted is in the test's output.
/// </remarks>
public sealed class ShopRoundsTests(ITestOutputHelper output)
{
    private const string RoundsVariable = "EFCACHE_SHOP_ROUNDS";
    private const int ShortRun = 200;

    [Fact]
    public async Task What_one_process_writes_the_other_shows_at_once()
    {
        Assert.SkipWhen(await TwoShops.WhyUnavailableAsync() is not null, "A server is missing.");
        var rounds = ReadRounds();
        await using var shops = rounds is null ? await TwoShops.StartAsync() : await TwoShops.StartDirectlyAsync();

        var run = await ShopRounds.RunAsync(shops, rounds ?? ShortRun);

        output.WriteLine(run.ToString());
        Assert.True(run.Stale == 0, run.ToString());
        Assert.True(run.Writers.Hits > run.Writers.Queries / 2, $"Too few hits to tell anything: {run}");
        Assert.True(run.Bystanders.Hits > 0, $"Nobody else had hits: {run}");
    }

    /// <summary>That the check finds what is stale: this is what the shared store is for.</summary>
    [Fact]
    public async Task Processes_with_a_store_each_show_what_is_old()
    {
        Assert.SkipWhen(await TwoShops.WhyUnavailableAsync() is not null, "A server is missing.");
        await using var shops = await TwoShops.StartWithoutRedisAsync();

        var run = await ShopRounds.RunAsync(shops, 12);

        Assert.True(run.Others.Stale > 0, run.ToString());
    }

    private static int? ReadRounds() =>
        Environment.GetEnvironmentVariable(RoundsVariable) is { Length: > 0 } text
            ? int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var rounds) && rounds > 0
                ? rounds
                : throw new InvalidOperationException(
                    $"{RoundsVariable} is to be a whole number above 0, and not '{text}'."
                )
            : null;
}
