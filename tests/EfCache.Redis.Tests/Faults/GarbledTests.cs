using System.Text;
using EfCache.Diagnostics;
using EfCache.Redis.Tests.Faults.Instances;
using EfCache.Redis.Tests.Servers;
using EfCache.Redis.Tests.Storage;

namespace EfCache.Redis.Tests.Faults;

/// <summary>Answers that are no answers, and other things at the names of the cache's own.</summary>
public sealed class GarbledTests(RedisServerFixture fixture) : FaultTests(fixture)
{
    private static readonly string[] Answers =
    [
        "-ERR something went wrong\r\n",
        "-LOADING Redis is loading the dataset in memory\r\n",
        "-READONLY You can't write against a read only replica.\r\n",
        "-BUSY Redis is busy running a script.\r\n",
        "+OK\r\n",
        ":1\r\n",
        "$-1\r\n",
        "_\r\n",
        "$5\r\nhello\r\n",
        "*0\r\n",
        "*1\r\n$-1\r\n",
        "*2\r\n*1\r\n:1\r\n*0\r\n",
        "%1\r\n+a\r\n+b\r\n",
        "*9\r\n:1\r\n:2\r\n:3\r\n:4\r\n:5\r\n:6\r\n:7\r\n:8\r\n:9\r\n",
        "this is not RESP\r\n",
    ];

    public static TheoryData<string, InvalidationFailure, bool> Garbled { get; } =
    [
        .. from step in (string[])["verify", "lookup", "ticket", "fill", "mark", "bump"]
        from failure in Enum.GetValues<InvalidationFailure>()
        from async in (bool[])[true, false]
        select new TheoryDataRow<string, InvalidationFailure, bool>(step, failure, async),
    ];

    [Theory]
    [MemberData(nameof(Garbled))]
    public async Task An_answer_that_is_none_is_a_miss_and_no_error(
        string step,
        InvalidationFailure failure,
        bool async
    )
    {
        await using var other = Beside(failure);
        // Of a ticket, a fill and a write nothing is read but whether there was an error.
        foreach (var answer in step is "verify" or "lookup" ? Answers : Answers.Take(5).Append(Answers[^1]))
        {
            await Server.ExecuteAsync("FLUSHALL");
            await using var instance = Behind(failure);
            if (step != "verify")
            {
                await instance.WarmAsync(async);
            }

            if (step == "ticket")
            {
                await Server.ExecuteAsync("FLUSHALL");
            }
            else if (step == "fill")
            {
                await other.WriteAsync(async);
            }

            using (var garbled = Proxy.ReplaceAnswer(_ => Encoding.ASCII.GetBytes(answer), CommandOf(step)))
            {
                if (step is not ("mark" or "bump"))
                {
                    await instance.CheckAsync(async);
                }
                else
                {
                    try
                    {
                        await instance.WriteAsync(async);
                    }
                    catch (CacheInvalidationException) when (step == "mark" && failure == InvalidationFailure.Strict)
                    {
                        // It may be refused, and nothing else.
                    }
                }

                await garbled.Struck;
            }

            await instance.CheckAsync(async);
            await instance.SettleAsync();
            await instance.RecoverAsync();
            await other.CheckAsync(async);
            await ServerClock.PassAsync(Server, TimeSpan.FromMinutes(2));
            await instance.WarmAsync(async);
        }
    }

    [Theory]
    [MemberData(nameof(Modes.All), MemberType = typeof(Modes))]
    public async Task Keys_of_another_type_are_written_over(InvalidationFailure failure, bool async)
    {
        await using var instance = Behind(failure);
        await instance.WarmAsync(async);
        foreach (var key in await KeysAsync("p:*"))
        {
            await Server.ExecuteAsync("DEL", key);
            await Server.ExecuteAsync("RPUSH", key, "a", "b");
        }

        Assert.Equal(0, await instance.CheckAsync(async));
        await instance.SettleAsync();
        Assert.Equal(2, await instance.CheckAsync(async));

        foreach (var key in await KeysAsync("p:*"))
        {
            await Server.ExecuteAsync("DEL", key);
            await Server.ExecuteAsync("HSET", key, "a", "b");
        }

        await instance.WriteAsync(async);
        await instance.WarmAsync(async);
        Assert.Equal(0, instance.Logged(EfCacheEventId.StoreUnavailable));
    }

    [Theory]
    [MemberData(nameof(Modes.All), MemberType = typeof(Modes))]
    public async Task A_byte_that_is_wrong_makes_a_miss_of_an_entry(InvalidationFailure failure, bool async)
    {
        await using var instance = Behind(failure);
        await instance.WarmAsync(async);
        foreach (var at in (int[])[0, 1, 20, 60, 120])
        {
            foreach (var key in await KeysAsync("p:e:*"))
            {
                await Server.ExecuteAsync("SETRANGE", key, $"{at}", "L");
            }

            Assert.Equal(0, await instance.CheckAsync(async));
            await instance.SettleAsync();
            Assert.Equal(2, await instance.CheckAsync(async));
        }

        foreach (var key in await KeysAsync("p:e:*"))
        {
            await Server.ExecuteAsync("APPEND", key, "more");
        }

        Assert.Equal(0, await instance.CheckAsync(async));
        Assert.Equal(0, instance.Logged(EfCacheEventId.StoreUnavailable));
    }

    [Theory]
    [MemberData(nameof(Modes.All), MemberType = typeof(Modes))]
    public async Task A_cell_that_is_none_is_a_missing_one(InvalidationFailure failure, bool async)
    {
        await using var instance = Behind(failure);
        foreach (
            var cell in (string[])
                ["", "S", "S123", "Sabcdefghijklmnopq", "W", "Wabc", "X", "Wabcdefghijklmnop1234567890abc"]
        )
        {
            await instance.WarmAsync(async);
            foreach (
                var key in (await KeysAsync("p:*")).Where(key => !key.StartsWith("p:e:", StringComparison.Ordinal))
            )
            {
                await Server.ExecuteAsync("SET", key, cell);
            }

            Assert.Equal(0, await instance.CheckAsync(async));
            await instance.SettleAsync();
            await instance.WriteAsync(async);
        }

        Assert.Equal(0, instance.Logged(EfCacheEventId.StoreUnavailable));
    }

    private async Task<string[]> KeysAsync(string pattern) =>
        [.. (await Server.ExecuteAsync("KEYS", pattern)).Items.Select(key => key.Text)];

    private static Func<RespCommand, bool> CommandOf(string step) =>
        step switch
        {
            "verify" => CacheScript.IsVerify,
            "lookup" => CacheScript.IsLookup,
            "ticket" => CacheScript.IsSettle,
            "fill" => CacheScript.IsFill,
            "mark" => CacheScript.IsMark,
            _ => CacheScript.IsBump,
        };
}
