using System.Net.Sockets;
using System.Text;
using StackExchange.Redis;

namespace EfCache.Redis.Tests.Servers;

public sealed class RespProxyTests : IAsyncLifetime
{
    private readonly string _prefix = RedisServer.NewPrefix();
    private RespProxy _proxy = null!;
    private ConnectionMultiplexer _client = null!;

    private IDatabase Database => _client.GetDatabase();

    private RedisKey Key => _prefix + "key";

    public async ValueTask InitializeAsync()
    {
        _proxy = RespProxy.Start(await RedisServer.SharedAsync());
        var configuration = _proxy.Configuration();
        // Else what is asked without a connection waits five seconds for one.
        configuration.BacklogPolicy = BacklogPolicy.FailFast;
        _client = await ConnectionMultiplexer.ConnectAsync(configuration);
        await Database.StringSetAsync(Key, "value");
    }

    public async ValueTask DisposeAsync()
    {
        await _client.DisposeAsync();
        await _proxy.DisposeAsync();
    }

    [Fact]
    public async Task What_is_asked_at_once_is_one_round_trip()
    {
        using var measurement = _proxy.Measure();
        await Database.StringGetAsync([Key, _prefix + "other"]);
        Assert.Equal(["MGET"], measurement.Names);
        Assert.Equal(1, measurement.RoundTrips);

        await Task.WhenAll(Enumerable.Range(0, 10).Select(i => Database.StringGetAsync(_prefix + i)));
        Assert.Equal(11, measurement.Commands.Count);
        Assert.Equal(2, measurement.RoundTrips);
    }

    [Fact]
    public async Task What_is_asked_after_an_answer_is_another_round_trip()
    {
        using var measurement = _proxy.Measure();
        await Database.StringGetAsync(Key);
        await Database.KeyExistsAsync(Key);
        await Database.PingAsync();

        Assert.Equal([$"GET {Key}", $"EXISTS {Key}"], measurement.Commands.Select(command => command.ToString()));
        Assert.Equal(2, measurement.RoundTrips);
    }

    [Fact]
    public async Task What_several_servers_are_asked_at_once_is_one_round_trip()
    {
        await using var other = RespProxy.Start(await RedisServer.SharedAsync());
        await using var client = await other.ConnectAsync();

        using var measurement = WireMeasurement.Start([_proxy, other]);
        await Task.WhenAll(Database.StringGetAsync(Key), client.GetDatabase().StringGetAsync(Key));

        Assert.Equal(["GET", "GET"], measurement.Names);
        Assert.Equal(1, measurement.RoundTrips);
    }

    [Fact]
    public async Task A_connection_that_is_cut_before_a_command_has_not_executed_it()
    {
        using var fault = _proxy.CutBefore(command => command.Is("INCR"));
        await Assert.ThrowsAnyAsync<RedisException>(() => Database.StringIncrementAsync(_prefix + "count"));
        await fault.Struck;
        Assert.Equal(0, await CountAsync());
    }

    [Fact]
    public async Task A_connection_that_is_cut_after_a_command_has_executed_it()
    {
        using var fault = _proxy.CutAfter(command => command.Is("INCR"));
        await Assert.ThrowsAnyAsync<RedisException>(() => Database.StringIncrementAsync(_prefix + "count"));
        await fault.Struck;
        Assert.Equal(1, await CountAsync());
    }

    [Fact]
    public async Task A_connection_is_cut_in_the_middle_of_an_answer()
    {
        using var fault = _proxy.CutInAnswer(5, command => command.Is("GET"));
        await using var connection = await RespConnection.OpenAsync(_proxy.Port);
        await Assert.ThrowsAnyAsync<IOException>(() => connection.ExecuteAsync(["GET", Key.ToString()]));
    }

    [Fact]
    public async Task An_answer_is_replaced()
    {
        using var fault = _proxy.ReplaceAnswer(
            _ => Encoding.ASCII.GetBytes("-LOADING not yet\r\n"),
            command => command.Is("GET")
        );
        await Assert.ThrowsAsync<RedisServerException>(() => Database.StringGetAsync(Key));
        Assert.Equal("value", await Database.StringGetAsync(Key));
    }

    [Fact]
    public async Task Answers_wait_for_the_gate_and_their_commands_do_not()
    {
        var fault = _proxy.HoldAnswers(command => command.Is("INCR"));
        var increment = Database.StringIncrementAsync(_prefix + "count");
        await fault.Struck;
        Assert.Equal(1, await CountAsync());
        Assert.False(increment.IsCompleted);

        fault.Lift();
        Assert.Equal(1, await increment);
    }

    [Fact]
    public async Task Commands_wait_for_the_gate_and_come_late()
    {
        var fault = _proxy.HoldCommands(command => command.Is("INCR"));
        var increment = Database.StringIncrementAsync(_prefix + "count");
        await fault.Struck;
        Assert.Equal(0, await CountAsync());

        fault.Lift();
        Assert.Equal(1, await increment);
    }

    [Fact]
    public async Task A_black_hole_passes_nothing_on_until_it_is_healed()
    {
        _proxy.BlackHole();
        await using var connection = await RespConnection.OpenAsync(_proxy.Port);
        var late = connection.ExecuteAsync(["INCR", _prefix + "count"]);
        await Task.WhenAny(late, Task.Delay(20, TestContext.Current.CancellationToken));
        Assert.False(late.IsCompleted);
        Assert.Equal(0, await CountAsync());

        _proxy.Heal();
        Assert.Equal(1, (await late).Number);
    }

    [Fact]
    public async Task Refused_and_cut_a_client_has_no_connection_until_it_is_accepted_again()
    {
        _proxy.Refuse();
        _proxy.CutAll();
        await Assert.ThrowsAnyAsync<RedisException>(() => Database.StringGetAsync(Key));
        await Assert.ThrowsAsync<SocketException>(() => RespConnection.OpenAsync(_proxy.Port));

        _proxy.Accept();
        await using var client = await _proxy.ConnectAsync();
        Assert.Equal("value", await client.GetDatabase().StringGetAsync(Key));
    }

    private async Task<long> CountAsync()
    {
        var count = await (await RedisServer.SharedAsync()).ExecuteAsync("GET", _prefix + "count");
        return count.IsNull ? 0 : count.Number;
    }
}
