using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using EfCache.Redis.Tests.Servers;

namespace EfCache.Shop.Tests.Instances;

/// <summary>
/// Lets a Redis that was just started look as if it had run for long. For its first minute nothing is filled: writers may have lost their
/// marks with the server that was there before. Here there was none.
/// </summary>
internal static partial class PretendedUptime
{
    public static void Pretend(RespProxy proxy) => proxy.ReplaceAnswer(Change, times: int.MaxValue);

    private static ReadOnlyMemory<byte> Change(ReadOnlyMemory<byte> answer)
    {
        if (answer.Span.IndexOf("uptime_in_seconds:"u8) < 0)
        {
            return answer;
        }

        var text = Encoding.UTF8.GetString(answer.Span);
        var info = Uptime().Replace(text[(text.IndexOf("\r\n", StringComparison.Ordinal) + 2)..^2], "${name}86400");
        return Encoding.UTF8.GetBytes(
            string.Create(CultureInfo.InvariantCulture, $"${Encoding.UTF8.GetByteCount(info)}\r\n{info}\r\n")
        );
    }

    [GeneratedRegex("(?<name>uptime_in_seconds:)[0-9]+")]
    private static partial Regex Uptime();
}
