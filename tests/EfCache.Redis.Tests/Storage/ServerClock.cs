using EfCache.Redis.Tests.Servers;

namespace EfCache.Redis.Tests.Storage;

/// <summary>
/// Lets time go by on a server, of which the clock can't be turned: whatever is to happen at some time is moved to an earlier one.
/// </summary>
internal static class ServerClock
{
    private const string Script = """
        #!lua flags=allow-oom,allow-cross-slot-keys
        local by = tonumber(ARGV[1])
        for _, key in ipairs(redis.call('KEYS', '*')) do
          local value = redis.pcall('GET', key)
          if type(value) == 'string' then
            if string.sub(value, 1, 1) == 'W' then
              local moved = 'W'
              for at = 2, #value - 28, 29 do
                moved = moved .. string.sub(value, at, at + 15)
                  .. string.format('%013.0f', tonumber(string.sub(value, at + 16, at + 28)) - by)
              end
              redis.call('SET', key, moved, 'KEEPTTL')
            elseif string.sub(value, 1, 1) == 'L' then
              redis.call('SET', key, 'L' .. string.format('%013.0f', tonumber(string.sub(value, 2, 14)) - by)
                .. string.sub(value, 15), 'KEEPTTL')
            elseif string.match(value, '^%d+$') then
              redis.call('SET', key, string.format('%013.0f', tonumber(value) - by), 'KEEPTTL')
            end
          end
          local ttl = redis.call('PTTL', key)
          if ttl >= 0 then
            if ttl <= by then redis.call('DEL', key) else redis.call('PEXPIRE', key, string.format('%.0f', ttl - by)) end
          end
        end
        return 1
        """;

    public static async Task PassAsync(RedisServer server, TimeSpan time) =>
        await server.ExecuteAsync(
            "EVAL",
            Script,
            "0",
            ((long)time.TotalMilliseconds).ToString(System.Globalization.CultureInfo.InvariantCulture)
        );
}
