using System.Text;

namespace EfCache;

/// <summary>Whether a query would be cached, and how; see <c>ExplainCaching()</c>.</summary>
public sealed class CacheExplanation
{
    internal CacheExplanation() { }

    /// <summary>Whether the query would be looked up, and stored if it is not found, if it ran now.</summary>
    public bool IsCached { get; internal init; }

    /// <summary>
    /// The query would be looked up, but not stored: the context is in a transaction, and hits are served there
    /// (<c>ServeHitsInTransactions</c>).
    /// </summary>
    public bool IsLookupOnly { get; internal init; }

    /// <summary>Why not, by the name that the metric <c>efcache.bypasses</c> has; null when it is cached.</summary>
    public string? BypassReason { get; internal init; }

    /// <summary>Why not, in words, with the mend where there is one; null when it is cached.</summary>
    public string? BypassDetail { get; internal init; }

    /// <summary>
    /// The key of this execution, with these parameters: SHA-256 in 64 hexadecimal digits. Null when the query is not cached.
    /// </summary>
    public string? Key { get; internal init; }

    /// <summary>The tables that the query reads or declares to read, <c>table</c> or <c>schema.table</c>, without duplicates.</summary>
    public IReadOnlyList<string> Tables { get; internal init; } = [];

    /// <summary>
    /// What the entry depends on, by the names that the store has: a table (<c>:all</c>), rows of it (<c>:id=5</c>, with the
    /// table's <c>:bulk</c> for writes of unknown rows and <c>:new</c> for rows of unknown keys that are added), partitions of it
    /// (<c>:companyid=3</c>, with the table's <c>:loose</c> for writes of unknown partitions), names that the user gave, and
    /// <c>*</c>. Empty when it is not cached.
    /// </summary>
    public IReadOnlyList<string> Tags { get; internal init; } = [];

    /// <summary>Those of <see cref="Tags"/> that are single rows or partitions.</summary>
    public IReadOnlyList<string> Rows { get; internal init; } = [];

    /// <summary>The time to live, before its variation by up to ±10 %; null when the query is not cached.</summary>
    public TimeSpan? Ttl { get; internal init; }

    /// <summary>The window of sliding expiration; null when it is off.</summary>
    public TimeSpan? Sliding { get; internal init; }

    /// <summary>The policy that the query names; null when it names none.</summary>
    public string? Policy { get; internal init; }

    /// <summary>The kind of store that its entries are in.</summary>
    public string Store { get; internal init; } = "";

    /// <summary>Hits run the context's command interceptors, and take a connection for that.</summary>
    public bool RunsCommandInterceptorsOnHits { get; internal init; }

    /// <summary>The command as the database would see it, without values of parameters.</summary>
    public string CommandText { get; internal init; } = "";

    /// <summary>All of this, for reading.</summary>
    /// <returns>Several lines.</returns>
    public override string ToString()
    {
        var text = new StringBuilder();
        if (IsCached)
        {
            text.Append("Cached in the store '").Append(Store).Append("' for ").Append(Ttl).AppendLine(" (±10 %)");
            text.Append("  key:    ").AppendLine(Key);
            if (IsLookupOnly)
            {
                text.AppendLine("  in a transaction: looked up, and not stored");
            }
        }
        else
        {
            text.Append("Not cached (").Append(BypassReason).Append("): ").AppendLine(BypassDetail);
        }

        Append("policy: ", Policy is null ? [] : [Policy]);
        Append("sliding:", Sliding is null ? [] : [Sliding.Value.ToString()]);
        Append("tables: ", Tables);
        Append("rows:   ", Rows);
        Append("tags:   ", Tags);
        if (IsCached && RunsCommandInterceptorsOnHits)
        {
            text.AppendLine("  hits run the context's command interceptors, and take a connection");
        }

        return text.Append(CommandText).ToString();

        void Append(string name, IReadOnlyList<string> values)
        {
            if (values.Count > 0)
            {
                text.Append("  ").Append(name).Append(' ').AppendJoin(", ", values).AppendLine();
            }
        }
    }
}
