using System.Runtime.CompilerServices;
using EfCache.Settings;
using EfCache.Storage;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;

namespace EfCache.Update;

/// <summary>
/// Closes a write over what the database writes along by itself: rows that a foreign key deletes or sets to null, and what the
/// model says that triggers write.
/// </summary>
internal static class WrittenTables
{
    // By a model's own table objects, so that they go with their model.
    private static readonly ConditionalWeakTable<ITable, IReadOnlyCollection<QualifiedTableName>?[]> Closures = [];

    /// <summary>The table itself, and all that is written along with it.</summary>
    public static IReadOnlyCollection<QualifiedTableName> Of(ITable table, EntityChange change, IModel model) =>
        [NameOf(table), .. Along(table, change, model)];

    /// <summary>What is written along with the table: rarely anything, and worked out once for each table of a model.</summary>
    public static IReadOnlyCollection<QualifiedTableName> Along(ITable table, EntityChange change, IModel model)
    {
        var closures = Closures.GetValue(table, static _ => new IReadOnlyCollection<QualifiedTableName>?[3]);
        return closures[(int)change] ??= Close(table, change, model);
    }

    private static HashSet<QualifiedTableName> Close(ITable table, EntityChange change, IModel model)
    {
        HashSet<QualifiedTableName> written = [];
        Close(table, change, model, written, []);
        return written;
    }

    private static void Close(
        ITable table,
        EntityChange change,
        IModel model,
        HashSet<QualifiedTableName> written,
        HashSet<(ITable, EntityChange)> visited
    )
    {
        if (!visited.Add((table, change)))
        {
            return;
        }

        foreach (var triggered in TriggeredTables(table, model))
        {
            written.Add(NameOf(triggered));
            // What the trigger does to the other table is not known: assume the most.
            Close(triggered, EntityChange.Delete, model, written, visited);
        }

        if (change != EntityChange.Delete)
        {
            return;
        }

        foreach (var foreignKey in table.ReferencingForeignKeyConstraints)
        {
            EntityChange? along = foreignKey.OnDeleteAction switch
            {
                ReferentialAction.Cascade => EntityChange.Delete,
                ReferentialAction.SetNull or ReferentialAction.SetDefault => EntityChange.Update,
                _ => null,
            };
            if (along is { } dependentChange)
            {
                written.Add(NameOf(foreignKey.Table));
                Close(foreignKey.Table, dependentChange, model, written, visited);
            }
        }
    }

    private static IEnumerable<ITable> TriggeredTables(ITable table, IModel model)
    {
        foreach (var mapping in table.EntityTypeMappings)
        {
            for (var type = mapping.TypeBase as IEntityType; type is not null; type = type.BaseType)
            {
                if (type.FindAnnotation(CacheAnnotationNames.InvalidatesAlso)?.Value is not string names)
                {
                    continue;
                }

                foreach (var name in names.Split('\n'))
                {
                    foreach (var other in EntityTables.Of(name, model, option: "InvalidatesAlso"))
                    {
                        yield return other;
                    }
                }
            }
        }
    }

    private static QualifiedTableName NameOf(ITable table) => new(table.Schema, table.Name);
}
