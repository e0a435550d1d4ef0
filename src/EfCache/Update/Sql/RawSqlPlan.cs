using EfCache.Storage;
using Microsoft.EntityFrameworkCore.Metadata;

namespace EfCache.Update.Sql;

/// <summary>What raw SQL does to the tables of a model, and to its connection.</summary>
internal sealed class RawSqlPlan
{
    private RawSqlPlan(SqlAnalysis analysis, WritePlan? write, WritePlan? writeIfTrusted)
    {
        Write = write;
        WriteIfTrusted = writeIfTrusted;
        MayChangeSession = analysis.MayChangeSession;
        LeavesState = analysis.LeavesState;
        MayBeginTransaction = analysis.MayBeginTransaction;
        EndsTransaction = analysis.EndsTransaction;
    }

    /// <summary>Null for what only reads.</summary>
    public WritePlan? Write { get; }

    /// <summary>The same when the user says that the text is a read: then the functions that it calls are taken for reads.</summary>
    public WritePlan? WriteIfTrusted { get; }

    /// <inheritdoc cref="SqlAnalysis.MayChangeSession"/>
    public bool MayChangeSession { get; }

    /// <inheritdoc cref="SqlAnalysis.LeavesState"/>
    public bool LeavesState { get; }

    /// <inheritdoc cref="SqlAnalysis.MayBeginTransaction"/>
    public bool MayBeginTransaction { get; }

    /// <inheritdoc cref="SqlAnalysis.EndsTransaction"/>
    public bool EndsTransaction { get; }

    public static RawSqlPlan Create(string sql, IModel model, SqlTables tables, SqlDialect dialect)
    {
        var analysis = SqlAnalysis.Of(sql, dialect);
        return new RawSqlPlan(
            analysis,
            Compile(analysis, model, tables, trustsFunctions: false),
            Compile(analysis, model, tables, trustsFunctions: true)
        );
    }

    private static WritePlan? Compile(SqlAnalysis analysis, IModel model, SqlTables tables, bool trustsFunctions)
    {
        if (!analysis.MayWrite(trustsFunctions))
        {
            return null;
        }

        // A statement that writes is not vouched for by saying what a query reads.
        if (!analysis.IsUnderstood || analysis.HasUnknownCall)
        {
            return WritePlan.OfEverything;
        }

        HashSet<QualifiedTableName> written = [];
        foreach (var target in analysis.Targets)
        {
            var found = tables.Find(target.Table);
            if (found.Count == 0)
            {
                return WritePlan.OfEverything;
            }

            foreach (var table in found)
            {
                written.UnionWith(WrittenTables.Of(table, target.Change, model));
                if (MayChangeKeys(table, target))
                {
                    AddReferring(table, written, []);
                }
            }
        }

        return new WritePlan(written, Everything: false);
    }

    /// <summary>A key that others refer to is set: ON UPDATE CASCADE, of which the model does not know, would write them.</summary>
    private static bool MayChangeKeys(ITable table, SqlTarget target) =>
        target.AssignedColumns is not { } assigned
        || (
            !assigned.IsEmpty
            && table
                .ReferencingForeignKeyConstraints.SelectMany(foreignKey => foreignKey.PrincipalColumns)
                .Any(column => assigned.Contains(column.Name, StringComparer.OrdinalIgnoreCase))
        );

    private static void AddReferring(ITable table, HashSet<QualifiedTableName> written, HashSet<ITable> visited)
    {
        foreach (var foreignKey in table.ReferencingForeignKeyConstraints)
        {
            if (visited.Add(foreignKey.Table))
            {
                written.Add(new QualifiedTableName(foreignKey.Table.Schema, foreignKey.Table.Name));
                AddReferring(foreignKey.Table, written, visited);
            }
        }
    }
}
