using EfCache.Diagnostics;
using EfCache.Redis.Tests.Faults.Instances;
using EfCache.Redis.Tests.Storage;
using StackExchange.Redis;

namespace EfCache.Redis.Tests.Faults;

/// <summary>A user who is not let in, or who may not do what the cache does.</summary>
public sealed class AccessTests(RedisServerFixture fixture) : FaultTests(fixture)
{
    private const string Password = "aPasswordThatNobodyLogs";

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await Server.ExecuteAsync("ACL", "SETUSER", "shop", "reset", "on", $">{Password}");
        // Who is not let in is nobody, and not the default user.
        await Server.ConfigAsync("requirepass", "anotherPassword");
    }

    public override async ValueTask DisposeAsync()
    {
        await Server.ConfigAsync("requirepass", "");
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Theory]
    [MemberData(nameof(Modes.All), MemberType = typeof(Modes))]
    public async Task With_a_wrong_password_the_database_answers_until_it_is_the_right_one(
        InvalidationFailure failure,
        bool async
    )
    {
        await GrantAllAsync();
        await using var instance = new Instance(Database, ConfigurationOf($"not {Password}"), failure);
        for (var i = 0; i < 4; i++)
        {
            Assert.Equal(0, await instance.CheckAsync(async));
        }

        await AssertWritesAsync(instance, async);
        Assert.Equal(1, instance.Logged(EfCacheEventId.StoreUnavailable));
        Assert.DoesNotContain(Password, instance.Log, StringComparison.Ordinal);

        await Server.ExecuteAsync("ACL", "SETUSER", "shop", $">not {Password}");
        await instance.RecoverAsync();
        await instance.WarmAsync(async);
        AssertOneOutage(instance);
    }

    [Theory]
    [MemberData(nameof(Modes.All), MemberType = typeof(Modes))]
    public async Task Without_rights_the_database_answers_until_there_are_some(InvalidationFailure failure, bool async)
    {
        await Server.ExecuteAsync("ACL", "SETUSER", "shop", "~else:*", "+@connection", "+mget");
        await using var instance = new Instance(Database, ConfigurationOf(Password), failure);
        for (var i = 0; i < 4; i++)
        {
            Assert.Equal(0, await instance.CheckAsync(async));
        }

        await AssertWritesAsync(instance, async);
        Assert.Equal(1, instance.Logged(EfCacheEventId.StoreUnavailable));
        Assert.Contains("NOPERM", instance.Log, StringComparison.Ordinal);

        await GrantAllAsync();
        await instance.RecoverAsync();
        await instance.WarmAsync(async);
        AssertOneOutage(instance);
    }

    [Theory]
    [InlineData(InvalidationFailure.BestEffort)]
    [InlineData(InvalidationFailure.Strict)]
    public async Task Rights_that_are_taken_away_for_a_while_are_no_error(InvalidationFailure failure)
    {
        await GrantAllAsync();
        await using var instance = new Instance(Database, ConfigurationOf(Password), failure);
        await instance.WarmAsync();

        await Server.ExecuteAsync("ACL", "SETUSER", "shop", "-@all");
        for (var i = 0; i < 4; i++)
        {
            Assert.Equal(0, await instance.CheckAsync());
        }

        await AssertWritesAsync(instance, async: true);
        await GrantAllAsync();
        await instance.RecoverAsync();
        await instance.WarmAsync();
        AssertOneOutage(instance);
    }

    private Task GrantAllAsync() => Server.ExecuteAsync("ACL", "SETUSER", "shop", "~*", "&*", "+@all");

    private ConfigurationOptions ConfigurationOf(string password)
    {
        var configuration = Proxy.Configuration();
        configuration.User = "shop";
        configuration.Password = password;
        return configuration;
    }
}
