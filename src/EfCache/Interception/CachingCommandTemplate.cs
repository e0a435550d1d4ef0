using System.Data.Common;
using EfCache.Query;
using EfCache.Update;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;

namespace EfCache.Interception;

/// <summary>
/// What EF Core keeps of a translated query: the provider's template, with our plans, and without our tag in its text.
/// </summary>
internal sealed class CachingCommandTemplate(
    IRelationalCommand inner,
    string commandText,
    string logCommandText,
    QueryTemplate? query,
    WritePlan? write,
    bool mayChangeSession
) : IRelationalCommand
{
    public QueryTemplate? Query => query;

    public WritePlan? Write => write;

    /// <summary>It has raw SQL that may leave something behind in its connection.</summary>
    public bool MayChangeSession => mayChangeSession;

    public string CommandText => commandText;

    public string LogCommandText => logCommandText;

    public IReadOnlyList<IRelationalParameter> Parameters => inner.Parameters;

    /// <summary>
    /// EF populates a command of ours from this template and executes that; only <c>CreateDbCommand()</c> and
    /// <c>ToQueryString()</c> ask the template itself, and <c>ExplainCaching()</c> through the first.
    /// </summary>
    public DbCommand CreateDbCommand(
        RelationalCommandParameterObject parameterObject,
        Guid commandId,
        DbCommandMethod commandMethod
    )
    {
        QueryExplainer.Note(query, parameterObject);
        var command = inner.CreateDbCommand(parameterObject, commandId, commandMethod);
        if (command.CommandText == inner.CommandText)
        {
            command.CommandText = commandText;
        }

        return command;
    }

    public int ExecuteNonQuery(RelationalCommandParameterObject parameterObject) =>
        inner.ExecuteNonQuery(parameterObject);

    public Task<int> ExecuteNonQueryAsync(
        RelationalCommandParameterObject parameterObject,
        CancellationToken cancellationToken = default
    ) => inner.ExecuteNonQueryAsync(parameterObject, cancellationToken);

    public object? ExecuteScalar(RelationalCommandParameterObject parameterObject) =>
        inner.ExecuteScalar(parameterObject);

    public Task<object?> ExecuteScalarAsync(
        RelationalCommandParameterObject parameterObject,
        CancellationToken cancellationToken = default
    ) => inner.ExecuteScalarAsync(parameterObject, cancellationToken);

    public RelationalDataReader ExecuteReader(RelationalCommandParameterObject parameterObject) =>
        inner.ExecuteReader(parameterObject);

    public Task<RelationalDataReader> ExecuteReaderAsync(
        RelationalCommandParameterObject parameterObject,
        CancellationToken cancellationToken = default
    ) => inner.ExecuteReaderAsync(parameterObject, cancellationToken);

    public void PopulateFrom(IRelationalCommandTemplate commandTemplate) => inner.PopulateFrom(commandTemplate);
}
