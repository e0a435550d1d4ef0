using System.Text;

namespace EfCache.Storage;

/// <summary>The names of an enumeration's values as they are in metrics and messages.</summary>
internal static class SnakeCase
{
    /// <summary>In the order of the values, of which the first is 0 and none is left out.</summary>
    public static string[] NamesOf<TEnum>()
        where TEnum : struct, Enum => [.. Enum.GetNames<TEnum>().Select(Of)];

    private static string Of(string name)
    {
        var text = new StringBuilder();
        foreach (var c in name)
        {
            if (char.IsUpper(c) && text.Length > 0)
            {
                text.Append('_');
            }

            text.Append(char.ToLowerInvariant(c));
        }

        return text.ToString();
    }
}
