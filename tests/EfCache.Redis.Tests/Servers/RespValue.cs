using System.Globalization;
using System.Text;

namespace EfCache.Redis.Tests.Servers;

/// <summary>A value of the RESP protocol, 2 or 3.</summary>
/// <param name="Kind">The first byte: '+', '-', ':', '$', '*', …</param>
/// <param name="Content">What a scalar holds; null for null and for aggregates.</param>
/// <param name="Items">What an aggregate holds; a map's keys and values in turn.</param>
public sealed record RespValue(char Kind, byte[]? Content, IReadOnlyList<RespValue> Items)
{
    public bool IsNull => Kind == '_' || (Content is null && Kind is '$' or '!' or '=');

    public bool IsError => Kind is '-' or '!';

    /// <exception cref="InvalidOperationException">It is null or an aggregate.</exception>
    public string Text =>
        Content is null ? throw new InvalidOperationException("There is no text.") : Encoding.UTF8.GetString(Content);

    /// <exception cref="FormatException">It is none.</exception>
    public long Number => long.Parse(Text, CultureInfo.InvariantCulture);

    public override string ToString() =>
        Content is not null ? Text
        : IsNull ? "(null)"
        : $"[{string.Join(", ", Items)}]";
}
