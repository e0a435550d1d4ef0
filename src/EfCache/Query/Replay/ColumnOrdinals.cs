using System.Data.Common;

namespace EfCache.Query.Replay;

/// <summary>Where a result's columns stand when raw SQL, not the query plan, decides on their order.</summary>
internal static class ColumnOrdinals
{
    /// <summary>
    /// The getters of the reader's columns, in its order, found by name as EF Core finds them for a FromSql query that
    /// is not composed over. Columns that the plan does not know have <see cref="ColumnGetter.Unknown"/>.
    /// </summary>
    /// <param name="names">The names of the plan's columns.</param>
    /// <param name="getters">The plan's getters, in the order of the names.</param>
    /// <param name="reader">The reader of the raw SQL's result.</param>
    public static ColumnGetter[] ByName(
        IReadOnlyList<string> names,
        IReadOnlyList<ColumnGetter> getters,
        DbDataReader reader
    )
    {
        var byOrdinal = new ColumnGetter[reader.FieldCount];
        for (var ordinal = 0; ordinal < byOrdinal.Length; ordinal++)
        {
            byOrdinal[ordinal] = Find(names, getters, reader.GetName(ordinal)) ?? ColumnGetter.Unknown;
        }

        if (names.Count == 1 && !byOrdinal.Contains(getters[0]))
        {
            // EF Core reads a scalar of whatever name from the first column.
            byOrdinal[0] = getters[0];
        }

        return byOrdinal;
    }

    private static ColumnGetter? Find(IReadOnlyList<string> names, IReadOnlyList<ColumnGetter> getters, string name)
    {
        for (var i = 0; i < names.Count; i++)
        {
            if (string.Equals(names[i], name, StringComparison.OrdinalIgnoreCase))
            {
                return getters[i];
            }
        }

        return null;
    }
}
