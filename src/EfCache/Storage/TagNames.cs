using System.Globalization;
using System.Text;

namespace EfCache.Storage;

/// <summary>
/// The names of tags, readable in a cache server's tools and without ambiguity: <c>shop:t:{public.orders}:all</c>,
/// <c>shop:t:{public.orders}:bulk</c>, <c>:new</c>, <c>:loose</c>, <c>shop:t:{public.orders}:id=5</c>, <c>shop:u:catalog</c>, <c>shop:*</c>.
/// </summary>
/// <remarks>
/// Host and database are not in a name, since aliases of one server must invalidate each other: too much is safe. Names
/// of tables and columns are lower-cased for the same reason. What would be ambiguous, or is refused by a server
/// (separators, white space, control characters), is percent-encoded. The braces are Redis Cluster's: whatever is of one
/// table is on one node, and reached by one command.
/// </remarks>
internal static class TagNames
{
    private const string TableStart = ":t:{";
    private const string UserStart = ":u:";
    private const string EverythingEnd = ":*";

    /// <summary>A prefix of one database among several that share a key prefix, as <c>WithDatabaseIdentity</c> separates them.</summary>
    /// <exception cref="InvalidOperationException">The identity is empty.</exception>
    public static string Prefix(string keyPrefix, string? databaseIdentity)
    {
        if (string.IsNullOrEmpty(databaseIdentity))
        {
            throw new InvalidOperationException(
                "WithDatabaseIdentity(...) gave null or an empty text. Return a name for the context's database."
            );
        }

        var prefix = new StringBuilder(keyPrefix).Append('@');
        foreach (var c in databaseIdentity)
        {
            AppendEncoded(prefix, c);
        }

        return prefix.ToString();
    }

    /// <summary>The tag that every entry depends on and that invalidates everything under the prefix.</summary>
    public static Tag Everything(string prefix) => new(prefix + EverythingEnd);

    /// <summary>The name of a table, from which its tags are made. A null or empty schema is the provider's default.</summary>
    public static string Table(string prefix, string? schema, string table)
    {
        var name = new StringBuilder(prefix).Append(TableStart);
        if (!string.IsNullOrEmpty(schema))
        {
            AppendLowerCased(name, schema).Append('.');
        }

        return AppendLowerCased(name, table).Append('}').ToString();
    }

    /// <summary>Every write to the table marks it; entries that are not narrowed to rows depend on it.</summary>
    public static Tag All(string tableName) => new(tableName + ":all");

    /// <summary>Writes of rows that are there and unknown mark it; entries that are narrowed to rows depend on it.</summary>
    public static Tag Bulk(string tableName) => new(tableName + ":bulk");

    /// <summary>
    /// Writes that add a row of which the key is unknown mark it. Entries that are narrowed to rows depend on it, unless all
    /// of their rows were there: a row that is there can't be added.
    /// </summary>
    public static Tag New(string tableName) => new(tableName + ":new");

    /// <summary>Writes that do not name the partition of each row mark it; entries that are narrowed to partitions depend on it.</summary>
    public static Tag Loose(string tableName) => new(tableName + ":loose");

    /// <summary>One row, by its primary key's columns in the order of the key, and their canonical values.</summary>
    public static Tag Row(string tableName, ReadOnlySpan<string> keyColumns, ReadOnlySpan<string> keyValues)
    {
        var name = new StringBuilder(tableName);
        for (var i = 0; i < keyColumns.Length; i++)
        {
            name.Append(i == 0 ? ':' : '&');
            AppendLowerCased(name, keyColumns[i]).Append('=').Append(keyValues[i]);
        }

        return new(name.ToString());
    }

    /// <summary>All rows of a partition: those that have the value in the column.</summary>
    public static Tag Partition(string tableName, string column, string value) => Row(tableName, [column], [value]);

    /// <summary>Whether the tag is the table's, or a row's or a partition's of it.</summary>
    public static bool IsOf(Tag tag, string tableName) =>
        tag.Name.Length > tableName.Length
        && tag.Name[tableName.Length] == ':'
        && tag.Name.StartsWith(tableName, StringComparison.Ordinal);

    /// <summary>Whether the tag is of a row or of a partition: nothing else has a bare equals sign.</summary>
    public static bool IsRow(Tag tag) => tag.Name.Contains('=', StringComparison.Ordinal);

    /// <summary>The prefix of an entry's tags, each of which begins with it; empty when <see cref="Everything"/> is none of them.</summary>
    public static string FindPrefix(IReadOnlyList<Tag> tags)
    {
        foreach (var tag in tags)
        {
            if (tag.Name.EndsWith(EverythingEnd, StringComparison.Ordinal))
            {
                return tag.Name[..^EverythingEnd.Length];
            }
        }

        return "";
    }

    /// <summary>The table that a tag under the prefix is of, with its schema.</summary>
    public static bool TryFindTable(Tag tag, string prefix, out ReadOnlySpan<char> table)
    {
        table = tag.Name;
        if (!table.StartsWith(prefix, StringComparison.Ordinal))
        {
            return false;
        }

        table = table[prefix.Length..];
        if (!table.StartsWith(TableStart, StringComparison.Ordinal))
        {
            return false;
        }

        table = table[TableStart.Length..];
        var end = table.IndexOf('}');
        table = end < 0 ? default : table[..end];
        return !table.IsEmpty;
    }

    /// <summary>The prefix of a tag; null if it is none that this class makes.</summary>
    public static string? PrefixOf(Tag tag)
    {
        // A prefix may have colons of its own, but no brace; nothing after it has a colon but those that separate its parts.
        var name = tag.Name;
        var end =
            name.EndsWith(EverythingEnd, StringComparison.Ordinal) ? name.Length - EverythingEnd.Length
            : name.IndexOf(TableStart, StringComparison.Ordinal) is var table and > 0 ? table
            : name.LastIndexOf(UserStart, StringComparison.Ordinal);
        return end > 0 ? name[..end] : null;
    }

    /// <summary>A name that the user gave, by its exact spelling.</summary>
    public static Tag User(string prefix, string name)
    {
        var text = new StringBuilder(prefix).Append(UserStart);
        foreach (var c in name)
        {
            AppendEncoded(text, c);
        }

        return new(text.ToString());
    }

    private static StringBuilder AppendLowerCased(StringBuilder text, string identifier)
    {
        foreach (var c in identifier)
        {
            AppendEncoded(text, char.ToLowerInvariant(c));
        }

        return text;
    }

    private static void AppendEncoded(StringBuilder text, char c)
    {
        if (c is '%' or ':' or '.' or '=' or '&' or '*' or '{' or '}' || char.IsWhiteSpace(c) || char.IsControl(c))
        {
            text.Append('%').Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
        }
        else
        {
            text.Append(c);
        }
    }
}
