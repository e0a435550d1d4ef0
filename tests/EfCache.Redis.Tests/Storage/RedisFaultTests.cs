using StackExchange.Redis;

namespace EfCache.Redis.Tests.Storage;

/// <summary>What the client's exceptions come to: never with what they say of keys.</summary>
public sealed class RedisFaultTests : IDisposable
{
    private const string Key = "shop:t:{orders}:id=47110815";

    private readonly RedisConnection _connection = new(new ConfigurationOptions(), TimeSpan.FromSeconds(1));

#pragma warning disable CS0618 // The other constructors want flags, which say nothing here.
    public static TheoryData<Exception, string> Faults { get; } =
        new()
        {
            { new RedisServerException($"OOM command not allowed, {Key}"), "OOM" },
            { new RedisServerException($"NOPERM no access to {Key}"), "NOPERM" },
            { new RedisServerException($"something about {Key}"), "an error" },
            { new RedisServerException($"{Key}"), "an error" },
            { new RedisConnectionException(ConnectionFailureType.SocketFailure, $"GET {Key}"), "SocketFailure" },
            { new RedisTimeoutException($"GET {Key}", CommandStatus.Sent), "in time" },
            { new TimeoutException($"GET {Key}"), "in time" },
            { new RedisCommandException($"GET {Key}"), "no server" },
            { new ObjectDisposedException(Key), "disposed" },
            { new AggregateException(new TimeoutException(Key)), "in time" },
        };
#pragma warning restore CS0618

    public void Dispose() => _connection.Dispose();

    [Theory]
    [MemberData(nameof(Faults), DisableDiscoveryEnumeration = true)]
    public void A_fault_is_told_without_its_keys(Exception exception, string expected)
    {
        var fault = RedisFault.TryTranslate(exception, _connection);
        Assert.NotNull(fault);
        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("47110815", fault.ToString(), StringComparison.Ordinal);
        Assert.Null(fault.InnerException);
        Assert.Equal(expected == "OOM", fault.IsPartial);
    }

    [Fact]
    public void What_is_nobodys_fault_but_the_librarys_is_none()
    {
        Assert.Null(RedisFault.TryTranslate(new InvalidOperationException(), _connection));
        Assert.Null(RedisFault.TryTranslate(new OperationCanceledException(), _connection));
        Assert.Null(
            RedisFault.TryTranslate(new AggregateException(new TimeoutException(), new TimeoutException()), _connection)
        );
    }
}
