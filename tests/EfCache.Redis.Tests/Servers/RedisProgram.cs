namespace EfCache.Redis.Tests.Servers;

/// <summary>redis-server on this machine.</summary>
public static class RedisProgram
{
    private const string Name = "redis-server";

    private static readonly string? Found = Environment
        .GetEnvironmentVariable("PATH")
        ?.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(directory => Path.Combine(directory, Name))
        .FirstOrDefault(File.Exists);

    /// <summary>Why there can be no server; null if there can. At home that is a reason to skip.</summary>
    /// <exception cref="InvalidOperationException">There can't, where everything has to be there.</exception>
    public static string? WhyUnavailable =>
        Found is not null ? null
        : Environment.GetEnvironmentVariable("CI") == "true"
            ? throw new InvalidOperationException($"There is no {Name} on the PATH.")
        : $"There is no {Name} on the PATH";

    /// <summary>The file. Skips the test that asks, where there is none and that is no failure.</summary>
    internal static string Require()
    {
        if (WhyUnavailable is { } why)
        {
            Assert.Skip(why);
        }

        return Found!;
    }
}
