using System.Security.Cryptography;
using EfCache.Query.Keys;
using EfCache.Query.Plans;
using EfCache.Storage;

namespace EfCache.Query;

/// <summary>A plan under some settings and a tag prefix: what is decided, and the tags of which the names are known already.</summary>
internal sealed class CachedPlan
{
    /// <summary>A query that names more rows of a table than this depends on the table: it costs a cell for each.</summary>
    public const int MaxRowsOfTable = 64;

    private readonly List<NarrowedTable> _narrowed = [];
    private readonly Tag[] _fixedTags;

    public CachedPlan(QueryPlan plan, PolicyInputs inputs, string tagPrefix, string providerName)
    {
        Inputs = inputs;
        TagPrefix = tagPrefix;
        Policy = PolicyResolver.Resolve(plan, inputs);

        List<Tag> tags = [TagNames.Everything(tagPrefix)];
        tags.AddRange(Policy.UserTags.Select(tag => TagNames.User(tagPrefix, tag)));
        foreach (var table in plan.Accesses.GroupBy(access => NameOf(access.Table, tagPrefix, providerName)))
        {
            if (table.Any(access => access.Key is null))
            {
                tags.Add(TagNames.All(table.Key));
            }
            else
            {
                tags.Add(TagNames.Bulk(table.Key));
                _narrowed.Add(new NarrowedTable(table.Key, [.. table.Select(access => access.Key!)]));
            }
        }

        _fixedTags = [.. tags];
        Promise = PromiseOf(Policy);
    }

    public PolicyInputs Inputs { get; }

    public string TagPrefix { get; }

    /// <summary>
    /// 16 bytes of SHA-256 over what an entry promises besides its rows: how long it lives, and by which names it can be
    /// invalidated. Queries that ask for other promises do not get it.
    /// </summary>
    public byte[] Promise { get; }

    public ResolvedPolicy Policy { get; }

    /// <summary>The tags of an execution: without narrowing always the same.</summary>
    public IReadOnlyList<Tag> TagsOf(IReadOnlyDictionary<string, object?>? parameters)
    {
        if (_narrowed.Count == 0)
        {
            return _fixedTags;
        }

        List<Tag> tags = [.. _fixedTags];
        foreach (var table in _narrowed)
        {
            table.AddTags(parameters, tags);
        }

        return tags;
    }

    private static byte[] PromiseOf(ResolvedPolicy policy)
    {
        var key = new KeyBuffer();
        key.WriteInt64(policy.Ttl.Ticks);
        key.WriteInt64(policy.Sliding?.Ticks ?? 0);
        foreach (var tag in policy.UserTags.Order(StringComparer.Ordinal))
        {
            key.WriteString(tag);
        }

        return SHA256.HashData(key.Written)[..16];
    }

    private static string NameOf(QualifiedTableName table, string tagPrefix, string providerName) =>
        TagNames.Table(tagPrefix, DefaultSchema.Drop(table.Schema, providerName), table.Name);

    private sealed record NarrowedTable(string TableName, IReadOnlyList<KeyColumnValues>[] Keys)
    {
        public void AddTags(IReadOnlyDictionary<string, object?>? parameters, List<Tag> tags)
        {
            HashSet<Tag> rows = [];
            foreach (var key in Keys)
            {
                if (!TryAddRows(key, parameters, rows))
                {
                    tags.Add(TagNames.All(TableName));
                    return;
                }
            }

            tags.AddRange(rows);
        }

        /// <summary>False when a value tells no row, or there are too many rows: then the query depends on the table.</summary>
        private bool TryAddRows(
            IReadOnlyList<KeyColumnValues> key,
            IReadOnlyDictionary<string, object?>? parameters,
            HashSet<Tag> rows
        )
        {
            var columns = new string[key.Count];
            var values = new IReadOnlyList<string>[key.Count];
            var combinations = 1L;
            for (var i = 0; i < key.Count; i++)
            {
                columns[i] = key[i].Column;
                if (RowValues.TryFormat(key[i], parameters, MaxRowsOfTable) is not { } formatted)
                {
                    return false;
                }

                values[i] = formatted;
                combinations *= formatted.Count;
                if (combinations + rows.Count > MaxRowsOfTable)
                {
                    return false;
                }
            }

            var row = new string[key.Count];
            for (var combination = 0; combination < combinations; combination++)
            {
                var rest = combination;
                for (var i = 0; i < row.Length; i++)
                {
                    row[i] = values[i][rest % values[i].Count];
                    rest /= values[i].Count;
                }

                rows.Add(TagNames.Row(TableName, columns, row));
            }

            return true;
        }
    }
}
