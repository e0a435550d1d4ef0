using EfCache.Update.Sql;

namespace EfCache.Tests.Update.Sql;

/// <summary>What an analysis found, as one line.</summary>
internal static class SqlReading
{
    public const string Reads = "reads";

    public const string Everything = "everything";

    /// <summary><c>reads</c>, <c>everything</c>, or the tables that are written and what is done to each.</summary>
    public static string Of(string sql, string dialect) => Describe(SqlAnalysis.Of(sql, Parse(dialect)));

    public static SqlDialect Parse(string dialect) => Enum.Parse<SqlDialect>(dialect);

    public static string Describe(SqlAnalysis analysis) =>
        !analysis.IsUnderstood || analysis.HasUnknownCall ? Everything
        : analysis.Targets.Count == 0 ? Reads
        : string.Join(
            ", ",
            analysis
                .Targets.Select(target => $"{target.Change} {NameOf(target.Table)}{DescribeColumns(target)}")
                .Distinct()
                .Order(StringComparer.Ordinal)
        );

    private static string NameOf(SqlTableName table) =>
        table.Schema is null ? table.Name : table.Schema + "." + table.Name;

    private static string DescribeColumns(SqlTarget target) =>
        target.AssignedColumns is not { } columns ? "(?)"
        : columns.IsEmpty ? ""
        : $"({string.Join(' ', columns)})";
}
