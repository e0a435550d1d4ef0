using EfCache.Redis.Tests.Servers;

namespace EfCache.Redis.Tests.Connections;

/// <summary>What a user of the server has to be allowed.</summary>
public sealed class AccessTests
{
    /// <summary>As the README has it.</summary>
    private const string LeastPrivileges =
        "shop on >secret ~shop:* ~shop@* resetchannels -@all "
        + "+eval +evalsha +get +mget +set +setex +psetex +del +pttl +expire +pexpire +time +info +ping +echo";

    [Fact]
    public async Task User_with_the_least_privileges_can_do_all_that_is_asked()
    {
        await using var server = await RedisServer.StartAsync(new RedisServerOptions { Users = [LeastPrivileges] });
        var configuration = server.Configuration();
        configuration.User = "shop";
        configuration.Password = "secret";

        await StoreRoundTrip.AssertWorksAsync(configuration, "shop");
    }

    [Fact]
    public async Task Password_of_the_server_is_given()
    {
        await using var server = await RedisServer.StartAsync(new RedisServerOptions { Password = "secret" });

        await StoreRoundTrip.AssertWorksAsync(server.Configuration(), "shop");
    }

    [Fact]
    public async Task Server_is_reached_by_TLS()
    {
        await using var server = await RedisServer.StartAsync(new RedisServerOptions { Tls = true });

        await StoreRoundTrip.AssertWorksAsync(server.Configuration(), "shop");
    }

    [Fact]
    public async Task Numbered_database_has_everything()
    {
        await using var server = await RedisServer.StartAsync();

        await StoreRoundTrip.AssertWorksAsync(server.Configuration(), "shop", database: 3);

        Assert.Equal("0", (await server.ExecuteAsync("DBSIZE")).Text);
    }

    [Fact]
    public async Task User_of_a_cluster_has_to_be_allowed_its_nodes_too()
    {
        await using var cluster = await RedisCluster.StartAsync();
        foreach (var node in cluster.Nodes)
        {
            await node.ExecuteAsync(["ACL", "SETUSER", .. LeastPrivileges.Split(' '), "+cluster|nodes"]);
        }

        var configuration = cluster.Configuration();
        configuration.User = "shop";
        configuration.Password = "secret";

        await StoreRoundTrip.AssertWorksAsync(configuration, "shop");
    }
}
