using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using EfCache.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace EfCache.Update;

/// <summary>The tags of a model's tables, as contexts of one prefix and provider have them: made once for many writes.</summary>
/// <remarks>
/// Of each model those of one prefix are kept. Contexts that take turns with different database identities make them anew each
/// time, which costs a write a microsecond; to keep those of every identity might take memory without end.
/// </remarks>
internal sealed class ModelTags
{
    private static readonly ConditionalWeakTable<IModel, ModelTags> Known = [];

    private readonly string _providerName;
    private readonly ConcurrentDictionary<QualifiedTableName, TableTags> _tables = new();

    private ModelTags(string prefix, string providerName)
    {
        Prefix = prefix;
        _providerName = providerName;
    }

    /// <summary>What the tags' names begin with.</summary>
    public string Prefix { get; }

    public static ModelTags Of(IModel model, string prefix, string providerName)
    {
        if (!Known.TryGetValue(model, out var tags) || tags.Prefix != prefix || tags._providerName != providerName)
        {
            tags = new ModelTags(prefix, providerName);
            Known.AddOrUpdate(model, tags);
        }

        return tags;
    }

    /// <summary>A table's tags.</summary>
    /// <param name="table">The table.</param>
    /// <param name="model">The model. Tables that are not in it, which SQL can name without end, are not kept.</param>
    public TableTags Of(QualifiedTableName table, IModel model)
    {
        if (_tables.TryGetValue(table, out var known))
        {
            return known;
        }

        var tags = Make(table);
        return model.GetRelationalModel().FindTable(table.Name, table.Schema) is null
            ? tags
            : _tables.GetOrAdd(table, tags);
    }

    private TableTags Make(QualifiedTableName table)
    {
        var qualified = table with { Schema = DefaultSchema.Drop(table.Schema, _providerName) };
        return new TableTags(
            TagNames.Table(Prefix, qualified.Schema, qualified.Name),
            qualified,
            reportedName: table.Schema is null ? table.Name : table.Schema + "." + table.Name
        );
    }
}
