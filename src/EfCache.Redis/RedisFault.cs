using System.Text.RegularExpressions;
using EfCache.Storage.Remote;
using StackExchange.Redis;

namespace EfCache.Redis;

/// <summary>
/// What the client's exceptions mean: that a server did not do what it was asked. Their messages are not kept, since they tell the
/// command and its keys.
/// </summary>
internal static partial class RedisFault
{
    // A full server refuses entries; lookups, marks and bumps go on. A slot of a cluster that is on its way refuses a few keys.
    private static readonly string[] PartialAnswers = ["OOM", "TRYAGAIN", "MOVED", "ASK"];

    /// <summary>Null for what is no fault of a server, but of this library.</summary>
    /// <param name="exception">What happened.</param>
    /// <param name="connection">Over which connection.</param>
    public static StoreUnavailableException? TryTranslate(Exception exception, RedisConnection connection) =>
        exception switch
        {
            StoreUnavailableException unavailable => unavailable,
            RedisServerException server => OfAnswer(CodeOf(server.Message)),
            RedisConnectionException lost => new($"there is no connection ({lost.FailureType})")
            {
                IsPartial = connection.HasOtherNodes,
            },
            RedisTimeoutException or TimeoutException => new("there was no answer in time"),
            RedisCommandException => new("the client has no server to send the command to"),
            RedisException => new($"the client failed ({exception.GetType().Name})"),
            ObjectDisposedException => new("the connection was disposed of"),
            AggregateException { InnerExceptions: [var only] } => TryTranslate(only, connection),
            _ => null,
        };

    /// <summary>It goes on by itself, and nobody is there any more to see it fail.</summary>
    public static void Observe(Task abandoned) =>
        abandoned.ContinueWith(
            static failed => failed.Exception,
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default
        );

    public static bool IsUnknownScript(Exception exception) =>
        exception is RedisServerException { Kind: RedisErrorKind.NoScript };

    private static StoreUnavailableException OfAnswer(string code) =>
        new($"the server answered {code}") { IsPartial = PartialAnswers.Contains(code) };

    /// <summary>The word in capitals that an error begins with.</summary>
    private static string CodeOf(string message) =>
        ErrorCode().Match(message) is { Success: true } match ? match.Value : "with an error";

    [GeneratedRegex("^[A-Z]{2,20}(?= |$)")]
    private static partial Regex ErrorCode();
}
