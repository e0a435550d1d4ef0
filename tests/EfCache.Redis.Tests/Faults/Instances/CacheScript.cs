using System.Globalization;
using EfCache.Redis.Tests.Servers;

namespace EfCache.Redis.Tests.Faults.Instances;

/// <summary>Which of the cache's steps a command is: a script by how many arguments it has, whether it is sent by its text or not.</summary>
internal static class CacheScript
{
    public static bool IsMark(RespCommand command) => IsScript(command, arguments: 5);

    public static bool IsBump(RespCommand command) => IsScript(command, arguments: 4);

    public static bool IsSettle(RespCommand command) => IsScript(command, arguments: 3);

    /// <summary>The server is asked about itself.</summary>
    public static bool IsVerify(RespCommand command) => IsScript(command, arguments: 1, keys: 0);

    /// <summary>The entry, or the cells, or both.</summary>
    public static bool IsLookup(RespCommand command) => command.Is("MGET") || IsScript(command, arguments: 0);

    public static bool IsFill(RespCommand command) => command.Name is "SET" or "SETEX" or "PSETEX";

    private static bool IsScript(RespCommand command, int arguments, int? keys = null) =>
        command.Name is "EVAL" or "EVALSHA"
        && int.Parse(command.Arguments[1], CultureInfo.InvariantCulture) is var count
        && (keys ?? count) == count
        && command.Arguments.Count == 2 + count + arguments;
}
