using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using EfCache.Query.Replay;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;

namespace EfCache.Benchmarks.Floor;

/// <summary>
/// What a hit can't cost less than: a command that answers with the very reader that a hit gets, over a result that it
/// recorded before, without a key and without a lookup. What is left is EF Core's own way to the command and from the reader
/// to the objects.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "The replay is EF Core's to dispose of, after each use.")]
internal sealed class FloorCommand(IRelationalCommand inner, FloorRecording recording) : IRelationalCommand
{
    private readonly ReplayRelationalDataReader _replay = new();
    private IRelationalCommandTemplate? _template;

    public string CommandText => inner.CommandText;

    public string LogCommandText => inner.LogCommandText;

    public IReadOnlyList<IRelationalParameter> Parameters => inner.Parameters;

    public void PopulateFrom(IRelationalCommandTemplate commandTemplate)
    {
        _template = commandTemplate;
        inner.PopulateFrom(commandTemplate);
    }

    public RelationalDataReader ExecuteReader(RelationalCommandParameterObject parameterObject) =>
        Answer(parameterObject);

    public Task<RelationalDataReader> ExecuteReaderAsync(
        RelationalCommandParameterObject parameterObject,
        CancellationToken cancellationToken = default
    ) => Answer(parameterObject).AsCompletedTask;

    public DbCommand CreateDbCommand(
        RelationalCommandParameterObject parameterObject,
        Guid commandId,
        DbCommandMethod commandMethod
    ) => inner.CreateDbCommand(parameterObject, commandId, commandMethod);

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

    private ReplayRelationalDataReader Answer(RelationalCommandParameterObject parameterObject)
    {
        _replay.Init(recording.Of(_template, inner, parameterObject), parameterObject.Connection);
        return _replay;
    }
}
