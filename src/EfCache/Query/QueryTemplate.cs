using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using EfCache.Query.Plans;
using EfCache.Query.Replay;
using EfCache.Storage;

namespace EfCache.Query;

/// <summary>
/// A plan together with the text of the command that EF Core made of it: what all executions of a command template share.
/// </summary>
internal sealed class QueryTemplate(QueryPlan plan, string commandText)
{
    private readonly ColumnGetter[] _getters = [.. plan.Columns?.Select(column => column.Getter) ?? []];
    private readonly string[] _columnNames = [.. plan.Columns?.Select(column => column.Name) ?? []];
    private readonly Type?[] _valueTypes = plan.ColumnsByName
        ? []
        : [.. plan.Columns?.Select(column => column.Getter.ValueType) ?? []];
    private byte[]? _digest;

    public QueryPlan Plan { get; } = plan;

    public string CommandText { get; } = commandText;

    /// <summary>32 bytes of SHA-256 over the text and all that a result depends on besides it.</summary>
    public byte[] Digest => _digest ??= SHA256.HashData(Encoding.UTF8.GetBytes(CommandText + "\0" + Plan.Fingerprint));

    /// <summary>The types of the result's columns; empty when raw SQL decides on their order.</summary>
    public ReadOnlySpan<Type?> ValueTypes => _valueTypes;

    /// <summary>The getters of a live result's columns, in its order.</summary>
    public ColumnGetter[] GettersFor(DbDataReader reader) =>
        Plan.ColumnsByName ? ColumnOrdinals.ByName(_columnNames, _getters, reader) : _getters;

    /// <summary>Whether an entry has the columns that the plan reads: one from elsewhere might not.</summary>
    public bool CanReplay(CachedResult result) => Plan.ColumnsByName || result.Columns.Length == _getters.Length;
}
