using System.Security.Cryptography;
using EfCache.Narrowing;
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
    private readonly FoundRows? _found;
    private readonly string _foundTable = "";
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
            if (table.Any(access => access.IsWhole || !MayNarrow(access, providerName)))
            {
                tags.Add(TagNames.All(table.Key));
                continue;
            }

            Tag[] tableTags =
            [
                .. table.Any(access => access.Key is not null)
                    ? [TagNames.Bulk(table.Key), TagNames.New(table.Key)]
                    : Array.Empty<Tag>(),
                .. table.Any(access => access.Partition is not null) ? [TagNames.Loose(table.Key)] : Array.Empty<Tag>(),
            ];
            _narrowed.Add(new NarrowedTable(table.Key, tableTags, [.. table.Select(access => access.Limits)]));
        }

        if (plan.FoundRows is { } found)
        {
            var name = NameOf(found.Table, tagPrefix, providerName);
            if (_narrowed.Any(table => table.TableName == name && table.Limits is [_]))
            {
                _found = found;
                _foundTable = name;
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

    /// <summary>
    /// A tag that an execution's result turned out not to depend on: of rows that are added, when all that were asked for by
    /// their keys were there already.
    /// </summary>
    /// <param name="tags">The execution's tags.</param>
    /// <param name="rows">How many rows the result has.</param>
    public Tag? NotNeeded(IReadOnlyList<Tag> tags, int rows)
    {
        if (_found is null)
        {
            return null;
        }

        var keys = tags.Count(tag => TagNames.IsRow(tag) && TagNames.IsOf(tag, _foundTable));
        return _found.AreAllIn(keys, rows) ? TagNames.New(_foundTable) : null;
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

    private static bool MayNarrow(TableAccess access, string providerName) =>
        ForeignNarrowing.TryNote(
            access.Table with
            {
                Schema = DefaultSchema.Drop(access.Table.Schema, providerName),
            },
            access.Limits,
            isKey: access.Key is not null
        );

    private static string NameOf(QualifiedTableName table, string tagPrefix, string providerName) =>
        TagNames.Table(tagPrefix, DefaultSchema.Drop(table.Schema, providerName), table.Name);

    /// <param name="TableName">The table's name, as <see cref="TagNames.Table"/> made it.</param>
    /// <param name="TableTags">What entries that are narrowed depend on besides their rows and partitions.</param>
    /// <param name="Limits">What limits each reading of the table.</param>
    private sealed record NarrowedTable(string TableName, Tag[] TableTags, IReadOnlyList<ColumnValues>[] Limits)
    {
        public void AddTags(IReadOnlyDictionary<string, object?>? parameters, List<Tag> tags)
        {
            HashSet<Tag> rows = [];
            foreach (var columns in Limits)
            {
                if (!RowTags.TryAdd(TableName, columns, parameters, MaxRowsOfTable, rows))
                {
                    tags.Add(TagNames.All(TableName));
                    return;
                }
            }

            tags.AddRange(TableTags);
            tags.AddRange(rows);
        }
    }
}
