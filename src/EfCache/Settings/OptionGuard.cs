using System.Runtime.CompilerServices;

namespace EfCache.Settings;

/// <summary>Refuses wrong values of options where they are written, by a message with the option's name and the mend.</summary>
internal static class OptionGuard
{
    public static TimeSpan Positive(
        TimeSpan value,
        string option,
        [CallerArgumentExpression(nameof(value))] string? parameter = null
    ) =>
        value > TimeSpan.Zero
            ? value
            : throw new ArgumentOutOfRangeException(
                parameter,
                value,
                $"{option}: a time to live must be longer than zero. For a query that is not to be cached, use NotCacheable()."
            );

    public static string PolicyName(string name, string option)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return name.AsSpan().IndexOfAny('\r', '\n', ';') < 0
            ? name
            : throw new ArgumentException($"{option}: a policy's name holds no line break and no ';'.", nameof(name));
    }

    public static string TagName(string tag, string option)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(tag);
        return tag.Length <= 128
            ? tag
            : throw new ArgumentException($"{option}: a tag has at most 128 characters.", nameof(tag));
    }

    public static string KeyPrefix(string prefix, string option)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(prefix);
        if (prefix.Length > 64)
        {
            throw new ArgumentException($"{option}: a key prefix has at most 64 characters.", nameof(prefix));
        }

        foreach (var c in prefix)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_' or '.' or ':'))
            {
                throw new ArgumentException(
                    $"{option}: a key prefix consists of ASCII letters, digits, '-', '_', '.' and ':'; '{prefix}' does not.",
                    nameof(prefix)
                );
            }
        }

        return prefix;
    }
}
