using EfCache.Settings;
using EfCache.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace EfCache.Update;

/// <summary>Makes a plan of what the user says that a command writes.</summary>
internal static class DeclaredWritePlan
{
    /// <summary>The tables that are named, and what is written along with them; what is done to their rows is not said.</summary>
    /// <exception cref="InvalidOperationException">An entity is not in the model, or has no table.</exception>
    public static WritePlan Of(DeclaredWrite declared, IModel model, string providerName)
    {
        HashSet<QualifiedTableName> written = [];
        foreach (var entity in declared.Entities)
        {
            foreach (var table in EntityTables.Of(entity, model, option: "Table"))
            {
                written.UnionWith(WrittenTables.Of(table, EntityChange.Delete, model));
            }
        }

        foreach (var name in declared.Tables)
        {
            written.Add(name);
            foreach (var table in model.GetRelationalModel().Tables.Where(table => Is(table, name, providerName)))
            {
                written.UnionWith(WrittenTables.Of(table, EntityChange.Delete, model));
            }
        }

        return new WritePlan(written, Everything: false) { UserTags = declared.UserTags };
    }

    private static bool Is(ITable table, QualifiedTableName name, string providerName) =>
        string.Equals(table.Name, name.Name, StringComparison.OrdinalIgnoreCase)
        && string.Equals(
            DefaultSchema.Drop(table.Schema, providerName),
            DefaultSchema.Drop(name.Schema, providerName),
            StringComparison.OrdinalIgnoreCase
        );
}
