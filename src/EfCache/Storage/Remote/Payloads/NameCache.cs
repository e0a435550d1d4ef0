using System.IO.Hashing;
using System.Text;

namespace EfCache.Storage.Remote.Payloads;

/// <summary>
/// Shares the strings of columns' names and types, which are the same in every entry of a query. Of a fixed size: whatever names there are, each
/// takes the place of another at most. Two threads may make the same string.
/// </summary>
internal static class NameCache
{
    private const int Size = 1024;
    private const int MaxLength = 64;

    private static readonly string?[] Names = new string?[Size];

    public static string Get(ReadOnlySpan<byte> name)
    {
        if (name.Length > MaxLength || !Ascii.IsValid(name))
        {
            return Encoding.UTF8.GetString(name);
        }

        ref var known = ref Names[(int)(XxHash3.HashToUInt64(name) % Size)];
        var text = Volatile.Read(ref known);
        if (text is null || !Ascii.Equals(name, text))
        {
            text = Encoding.ASCII.GetString(name);
            Volatile.Write(ref known, text);
        }

        return text;
    }
}
