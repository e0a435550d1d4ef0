using System.Linq.Expressions;
using EfCache.Narrowing;
using EfCache.Storage;
using EfCache.Update.Sql;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;

namespace EfCache.Update;

/// <summary>Finds out what a translated query writes: ExecuteUpdate and ExecuteDelete, and raw SQL inside of a query.</summary>
internal static class WritePlanCompiler
{
    /// <summary>Null for a query that only reads.</summary>
    /// <param name="expression">The query as EF Core translated it.</param>
    /// <param name="model">The context's model.</param>
    /// <param name="raw">The raw SQL that is in it.</param>
    /// <param name="valuesOfTarget">What a column of the table that is written is known to equal in each row that is; null when nothing is.</param>
    public static WritePlan? Compile(
        Expression expression,
        IModel model,
        RawSqlInQuery raw,
        Func<string, IReadOnlyList<ValueSource>?> valuesOfTarget
    ) =>
        expression switch
        {
            SelectExpression => raw.Write,
            UpdateExpression { Table.Table: ITable table } update => new WritePlan(
                WrittenTables.Along(table, EntityChange.Update, model),
                Everything: false,
                TargetOf(
                    table,
                    valuesOfTarget,
                    [
                        .. update.ColumnValueSetters.Select(setter => setter.Column.Name),
                        .. table.Columns.Where(IsWrittenAlong).Select(column => column.Name),
                    ]
                )
            ).And(raw.Write),
            DeleteExpression { Table.Table: ITable table } => new WritePlan(
                WrittenTables.Along(table, EntityChange.Delete, model),
                Everything: false,
                TargetOf(table, valuesOfTarget, written: [])
            ).And(raw.Write),
            _ => WritePlan.OfEverything,
        };

    /// <summary>The database gives the column a value at each update: it computes it.</summary>
    private static bool IsWrittenAlong(IColumn column) =>
        column.PropertyMappings.Any(mapping => (mapping.Property.ValueGenerated & ValueGenerated.OnUpdate) != 0);

    /// <summary>A column that is written has another value afterwards, which is not known here.</summary>
    private static WriteTarget TargetOf(
        ITable table,
        Func<string, IReadOnlyList<ValueSource>?> valuesOf,
        HashSet<string> written
    )
    {
        var narrowing = TableNarrowing.Of(table);
        return new WriteTarget(
            new QualifiedTableName(table.Schema, table.Name),
            narrowing,
            ValuesOf(narrowing.Key),
            ValuesOf([.. narrowing.Partitions.Select(partition => partition.Column)])
        );

        ColumnValues[]? ValuesOf(IColumn[] columns)
        {
            ColumnValues[] values = [.. columns.Select(ValuesOfOne).OfType<ColumnValues>()];
            return values.Length > 0 && values.Length == columns.Length ? values : null;
        }

        ColumnValues? ValuesOfOne(IColumn column) =>
            !written.Contains(column.Name) && valuesOf(column.Name) is { } known
                ? new ColumnValues(column.Name, column.StoreTypeMapping, known)
                : null;
    }
}
