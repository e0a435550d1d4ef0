using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using EfCache.Settings;
using EfCache.Storage;

namespace EfCache.Query;

/// <summary>
/// What a query says of its own caching. It travels through EF Core as a query tag, which keeps it on every path that a
/// query takes (subqueries, compiled queries, split queries), and is taken out of the SQL again.
/// </summary>
internal sealed record CacheDirectives
{
    public const string TagPrefix = "efcache:";

    public static readonly CacheDirectives None = new();

    public bool IsCacheable { get; init; }

    public bool IsNotCacheable { get; init; }

    public TimeSpan? Ttl { get; init; }

    public string? Policy { get; init; }

    /// <summary>Full names of entities' CLR types that the query declares to read.</summary>
    public ImmutableArray<string> Entities { get; init; } = [];

    public ImmutableArray<QualifiedTableName> Tables { get; init; } = [];

    public ImmutableArray<string> UserTags { get; init; } = [];

    /// <summary>What the query is declared to write; null when it says nothing of that.</summary>
    public DeclaredWrite? Writes { get; init; }

    public bool DeclaresDependencies => !Entities.IsEmpty || !Tables.IsEmpty;

    /// <summary>The directives of all of the cache's tags among a query's, together.</summary>
    /// <exception cref="InvalidOperationException">The query names two policies.</exception>
    public static CacheDirectives Parse(IEnumerable<string> tags)
    {
        var all = None;
        foreach (var tag in tags)
        {
            if (tag.StartsWith(TagPrefix, StringComparison.Ordinal))
            {
                all = all.And(ParseOne(tag));
            }
        }

        return all;
    }

    public string ToTag()
    {
        var tag = new StringBuilder(TagPrefix).Append(
            IsNotCacheable ? "off"
            : IsCacheable ? "on"
            : "writes"
        );
        if (Ttl is { } ttl)
        {
            tag.Append(";ttl=").Append(ttl.Ticks.ToString(CultureInfo.InvariantCulture));
        }

        if (Policy is not null)
        {
            Append("policy", Policy);
        }

        foreach (var entity in Entities)
        {
            Append("entity", entity);
        }

        foreach (var table in Tables)
        {
            Append("table", table.ToString());
        }

        foreach (var userTag in UserTags)
        {
            Append("tag", userTag);
        }

        foreach (var entity in Writes?.Entities ?? [])
        {
            Append("writes-entity", entity);
        }

        foreach (var table in Writes?.Tables ?? [])
        {
            Append("writes-table", table.ToString());
        }

        foreach (var userTag in Writes?.UserTags ?? [])
        {
            Append("writes-tag", userTag);
        }

        return tag.ToString();

        void Append(string name, string value) =>
            tag.Append(';').Append(name).Append('=').Append(Uri.EscapeDataString(value));
    }

    private static CacheDirectives ParseOne(string tag)
    {
        var directives = None;
        foreach (var part in tag[TagPrefix.Length..].Split(';'))
        {
            var separator = part.IndexOf('=', StringComparison.Ordinal);
            var name = separator < 0 ? part : part[..separator];
            var value = separator < 0 ? "" : Uri.UnescapeDataString(part[(separator + 1)..]);
            directives = name switch
            {
                "on" => directives with { IsCacheable = true },
                "off" => directives with { IsNotCacheable = true },
                "ttl" => directives with { Ttl = TimeSpan.FromTicks(long.Parse(value, CultureInfo.InvariantCulture)) },
                "policy" => directives with { Policy = value },
                "entity" => directives with { Entities = directives.Entities.Add(value) },
                "table" => directives with { Tables = directives.Tables.Add(QualifiedTableName.Parse(value)) },
                "tag" => directives with { UserTags = directives.UserTags.Add(value) },
                "writes" => directives with { Writes = new DeclaredWrite { IsNothing = true } },
                "writes-entity" => directives with { Writes = directives.Writes!.WithEntity(value) },
                "writes-table" => directives with
                {
                    Writes = directives.Writes!.WithTable(QualifiedTableName.Parse(value)),
                },
                "writes-tag" => directives with { Writes = directives.Writes!.WithUserTag(value) },
                _ => throw new InvalidOperationException(
                    $"The query tag '{tag}' begins with '{TagPrefix}', which is reserved for the second-level cache. Name it otherwise."
                ),
            };
        }

        return directives;
    }

    private CacheDirectives And(CacheDirectives other)
    {
        if (Policy is not null && other.Policy is not null && Policy != other.Policy)
        {
            throw new InvalidOperationException(
                $"The query names two cache policies, '{Policy}' and '{other.Policy}'. Keep one of them."
            );
        }

        return new CacheDirectives
        {
            IsCacheable = IsCacheable || other.IsCacheable,
            IsNotCacheable = IsNotCacheable || other.IsNotCacheable,
            Ttl = Ttl is null || other.Ttl < Ttl ? other.Ttl ?? Ttl : Ttl,
            Policy = Policy ?? other.Policy,
            Entities = Entities.AddRange(other.Entities),
            Tables = Tables.AddRange(other.Tables),
            UserTags = UserTags.AddRange(other.UserTags),
            Writes = Writes is not null && other.Writes is not null ? Writes.And(other.Writes) : Writes ?? other.Writes,
        };
    }
}
