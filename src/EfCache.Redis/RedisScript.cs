using System.Security.Cryptography;
using System.Text;
using StackExchange.Redis;

namespace EfCache.Redis;

/// <summary>A script, and the SHA-1 of its text by which a server that knows it is asked.</summary>
internal sealed class RedisScript
{
    // An answer of another server than the one that has the keys now would be of no use.
    private const CommandFlags Flags = CommandFlags.DemandMaster | CommandFlags.CommandRetryNever;

    private readonly RedisValue _sha;

    public RedisScript(string text)
    {
        Text = text;
#pragma warning disable CA5350 // The server's own name for the script: nothing is protected by it.
        _sha = Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(text)));
#pragma warning restore CA5350
    }

    public string Text { get; }

    public RespResult Execute(IDatabase database, ReadOnlySpan<RedisKey> keys, ReadOnlySpan<RedisValue> values)
    {
        var arguments = Arguments(_sha, keys, values);
        try
        {
            return database.ExecuteResp("EVALSHA", arguments, Flags);
        }
        catch (RedisServerException e) when (RedisFault.IsUnknownScript(e))
        {
            // Nothing of it ran.
            arguments[0] = (RedisValue)Text;
            return database.ExecuteResp("EVAL", arguments, Flags);
        }
    }

    public async Task<RespResult> ExecuteAsync(IDatabase database, RedisKey[] keys, RedisValue[] values)
    {
        var arguments = Arguments(_sha, keys, values);
        try
        {
            return await database.ExecuteRespAsync("EVALSHA", arguments, Flags).ConfigureAwait(false);
        }
        catch (RedisServerException e) when (RedisFault.IsUnknownScript(e))
        {
            arguments = Arguments(Text, keys, values);
            return await database.ExecuteRespAsync("EVAL", arguments, Flags).ConfigureAwait(false);
        }
    }

    private static RedisKeyOrValue[] Arguments(
        RedisValue script,
        ReadOnlySpan<RedisKey> keys,
        ReadOnlySpan<RedisValue> values
    )
    {
        var arguments = new RedisKeyOrValue[2 + keys.Length + values.Length];
        arguments[0] = script;
        arguments[1] = (RedisValue)keys.Length;
        for (var i = 0; i < keys.Length; i++)
        {
            arguments[2 + i] = keys[i];
        }

        for (var i = 0; i < values.Length; i++)
        {
            arguments[2 + keys.Length + i] = values[i];
        }

        return arguments;
    }
}
