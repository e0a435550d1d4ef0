using System.Data;
using System.Data.Common;
using System.Globalization;
using EfCache.Storage;

namespace EfCache.Query.Replay;

/// <summary>
/// A result's columns as a live reader describes them. What only the database knows (the base table, keys, whether
/// nulls are allowed) is left out, as of an expression's column.
/// </summary>
internal static class ReplaySchemaTable
{
    public static DataTable Of(ResultColumn[] columns)
    {
        var table = new DataTable("SchemaTable") { Locale = CultureInfo.InvariantCulture };
        table.Columns.Add(SchemaTableColumn.ColumnName, typeof(string));
        table.Columns.Add(SchemaTableColumn.ColumnOrdinal, typeof(int));
        table.Columns.Add(SchemaTableColumn.ColumnSize, typeof(int));
        table.Columns.Add(SchemaTableColumn.DataType, typeof(Type));
        table.Columns.Add("DataTypeName", typeof(string));
        for (var ordinal = 0; ordinal < columns.Length; ordinal++)
        {
            var column = columns[ordinal];
            table.Rows.Add(column.Name, ordinal, -1, column.FieldType, column.DataTypeName);
        }

        return table;
    }
}
