using System.Net.Sockets;

namespace EfCache.Redis.Tests.Servers;

public sealed class RedisServerTests
{
    [Fact]
    public async Task A_server_speaks_to_clients_and_ends()
    {
        var server = await RedisServer.StartAsync();
        await using (server)
        await using (var client = await server.ConnectAsync())
        {
            await client.GetDatabase().StringSetAsync("key", "value");
            Assert.Equal("value", (await server.ExecuteAsync("GET", "key")).Text);
        }

        Assert.False(server.IsRunning);
        Assert.False(Directory.Exists(server.Folder));
        await Assert.ThrowsAsync<SocketException>(() => RespConnection.OpenAsync(server.Port));
    }

    [Fact]
    public async Task Restarted_it_is_empty_or_has_its_data()
    {
        await using var server = await RedisServer.StartAsync();
        await server.ExecuteAsync("SET", "key", "value");

        await server.RestartAsync(keepData: true);
        Assert.Equal("value", (await server.ExecuteAsync("GET", "key")).Text);

        await server.RestartAsync();
        Assert.True((await server.ExecuteAsync("GET", "key")).IsNull);
    }

    [Fact]
    public async Task Restarted_from_an_old_dump_it_has_lost_what_was_written_since()
    {
        await using var server = await RedisServer.StartAsync();
        await server.ExecuteAsync("SET", "before", "1");
        var dump = await server.SaveDumpAsync();
        await server.ExecuteAsync("SET", "after", "2");
        await server.ExecuteAsync("SET", "before", "3");

        await server.RestartFromDumpAsync(dump);

        Assert.Equal("1", (await server.ExecuteAsync("GET", "before")).Text);
        Assert.True((await server.ExecuteAsync("GET", "after")).IsNull);
    }

    [Fact]
    public async Task Killed_it_has_what_was_saved_last()
    {
        await using var server = await RedisServer.StartAsync();
        await server.ExecuteAsync("SET", "key", "saved");
        await server.SaveDumpAsync();
        await server.ExecuteAsync("SET", "key", "lost");

        await server.KillAsync();
        Assert.False(server.IsRunning);
        await server.StartAgainAsync();

        Assert.Equal("saved", (await server.ExecuteAsync("GET", "key")).Text);
    }

    [Fact]
    public async Task Paused_it_answers_nothing_and_continued_everything()
    {
        await using var server = await RedisServer.StartAsync();
        await using var client = await server.ConnectAsync();

        await server.PauseAsync();
        var set = client.GetDatabase().StringSetAsync("key", "value");
        var other = server.ExecuteAsync("PING");
        Assert.False(set.IsCompleted || other.IsCompleted);

        server.Continue();
        Assert.True(await set);
        await other;
    }

    [Fact]
    public async Task With_a_limit_on_memory_it_evicts_or_refuses()
    {
        await using var server = await RedisServer.StartAsync(new RedisServerOptions { MaxMemory = 3_000_000 });
        var value = new string('x', 100_000);
        async Task FillAsync()
        {
            for (var i = 0; i < 50; i++)
            {
                await server.ExecuteAsync("SET", $"key{i}", value);
            }
        }

        var error = await Assert.ThrowsAsync<RespErrorException>(FillAsync);
        Assert.Contains("OOM", error.Message, StringComparison.Ordinal);

        await server.ConfigAsync("maxmemory-policy", "allkeys-lru");
        await FillAsync();
        Assert.InRange((await server.ExecuteAsync("DBSIZE")).Number, 1, 49);
    }

    [Fact]
    public async Task With_users_and_TLS_it_lets_in_who_has_the_password()
    {
        await using var server = await RedisServer.StartAsync(
            new RedisServerOptions
            {
                Password = "secret",
                Users = ["reader on >known ~open:* +get"],
                Tls = true,
            }
        );
        await using var client = await server.ConnectAsync();
        await client.GetDatabase().StringSetAsync("open:key", "value");

        await using var connection = await RespConnection.OpenAsync(server.Port, server.Certificate);
        await Assert.ThrowsAsync<RespErrorException>(() => connection.ExecuteAsync(["AUTH", "wrong"]));
        await connection.ExecuteAsync(["AUTH", "reader", "known"]);
        Assert.Equal("value", (await connection.ExecuteAsync(["GET", "open:key"])).Text);
        await Assert.ThrowsAsync<RespErrorException>(() => connection.ExecuteAsync(["GET", "closed:key"]));
    }

    [Fact]
    public async Task A_replica_has_its_masters_data_and_refuses_writes()
    {
        await using var master = await RedisServer.StartAsync();
        await using var replica = await RedisServer.StartAsync();
        await master.ExecuteAsync("SET", "key", "value");

        await replica.ReplicateAsync(master);

        Assert.Equal("value", (await replica.ExecuteAsync("GET", "key")).Text);
        var error = await Assert.ThrowsAsync<RespErrorException>(() => replica.ExecuteAsync("SET", "key", "other"));
        Assert.Contains("READONLY", error.Message, StringComparison.Ordinal);
    }
}
