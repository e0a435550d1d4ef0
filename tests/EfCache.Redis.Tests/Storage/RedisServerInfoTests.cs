using EfCache.Storage.Remote;

namespace EfCache.Redis.Tests.Storage;

/// <summary>What a server says of itself, and what is not believed.</summary>
public sealed class RedisServerInfoTests
{
    private static readonly string None = new('0', 40);

    [Fact]
    public void A_run_is_named_by_its_id_and_its_history()
    {
        var info = RedisServerInfo.Parse(Info());
        // Both of the times that the server subtracts are cut to seconds.
        Assert.Equal(TimeSpan.FromSeconds(60), info.Uptime);
        Assert.False(info.MayBePromoted);
        Assert.Equal(info, RedisServerInfo.Parse(Info()));
        Assert.NotEqual(info.Epoch, RedisServerInfo.Parse(Info(run: "other")).Epoch);
        Assert.NotEqual(info.Epoch, RedisServerInfo.Parse(Info(history: "other")).Epoch);
    }

    [Fact]
    public void A_second_history_tells_a_promotion()
    {
        Assert.True(RedisServerInfo.Parse(Info(before: "aaaa")).MayBePromoted);
        Assert.False(RedisServerInfo.Parse(Info(before: "")).MayBePromoted);
    }

    [Theory]
    [InlineData("role:slave", "replica")]
    [InlineData("redis_version:6.2.14", "7.0")]
    [InlineData("run_id:", "run_id")]
    [InlineData("uptime_in_seconds:", "uptime_in_seconds")]
    [InlineData("uptime_in_seconds:soon", "uptime_in_seconds")]
    public void What_is_not_good_enough_is_refused_and_said(string line, string expected)
    {
        // The last of two lines counts.
        var error = Assert.Throws<StoreUnavailableException>(() => RedisServerInfo.Parse(Info() + line + "\r\n"));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("redis_version:8.2.1")]
    [InlineData("redis_version:unstable")]
    [InlineData("a line without a colon")]
    [InlineData("uptime_in_seconds:9223372036854775807")]
    public void What_is_unknown_is_left_alone(string line) =>
        Assert.Equal(RedisServerInfo.Parse(Info()).Epoch, RedisServerInfo.Parse(Info() + line + "\r\n").Epoch);

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData(":::\r\n\r\n:")]
    public void What_is_no_info_is_refused(string text) =>
        Assert.Throws<StoreUnavailableException>(() => RedisServerInfo.Parse(text));

    private static string Info(string run = "run", string history = "history", string? before = null) =>
        $"# Server\r\nredis_version:7.0.15\r\nrun_id:{run}\r\nuptime_in_seconds:61\r\n\r\n# Replication\r\n"
        + $"role:master\r\nmaster_replid:{history}\r\nmaster_replid2:{before ?? None}\r\n";
}
