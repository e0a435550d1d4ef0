using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace EfCache.Settings;

/// <summary>The tables that an entity's rows are in: its own, those of the types derived from it, and of what it owns.</summary>
internal static class EntityTables
{
    /// <summary>The tables of an entity that is named by its CLR type.</summary>
    /// <param name="clrTypeName">The type's full name.</param>
    /// <param name="model">The model.</param>
    /// <param name="option">What named it, for the message.</param>
    /// <exception cref="InvalidOperationException">It is not in the model, or has no table.</exception>
    public static IReadOnlyCollection<ITable> Of(string clrTypeName, IModel model, string option)
    {
        HashSet<ITable> tables = [];
        foreach (var entityType in model.GetEntityTypes().Where(type => type.ClrType.FullName == clrTypeName))
        {
            Add(entityType, tables);
        }

        return tables.Count > 0
            ? tables
            : throw new InvalidOperationException(
                $"{option}<{clrTypeName}>(): the model has no table for that type. Name an entity of this context that is "
                    + "mapped to a table, or the table itself."
            );
    }

    private static void Add(IEntityType entityType, HashSet<ITable> tables)
    {
        foreach (var type in entityType.GetDerivedTypesInclusive())
        {
            foreach (var mapping in type.GetTableMappings())
            {
                tables.Add(mapping.Table);
            }

            foreach (var navigation in type.GetNavigations())
            {
                if (navigation.ForeignKey.IsOwnership && !navigation.IsOnDependent)
                {
                    Add(navigation.TargetEntityType, tables);
                }
            }
        }
    }
}
