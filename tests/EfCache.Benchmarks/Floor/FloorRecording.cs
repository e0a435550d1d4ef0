using EfCache.Interception;
using EfCache.Query.Replay;
using EfCache.Storage;
using Microsoft.EntityFrameworkCore.Storage;

namespace EfCache.Benchmarks.Floor;

/// <summary>
/// The result that the floor answers with: the last query's, since a benchmark runs one query again and again. One for all
/// commands, so that those of a new context find it too.
/// </summary>
internal sealed class FloorRecording
{
    private IRelationalCommandTemplate? _template;
    private CachedResult? _result;

    public CachedResult Of(
        IRelationalCommandTemplate? template,
        IRelationalCommand command,
        RelationalCommandParameterObject parameterObject
    )
    {
        if (!ReferenceEquals(template, _template))
        {
            _result = Record(((CachingCommandTemplate)template!).Query!, command, parameterObject);
            _template = template;
        }

        return _result!;
    }

    private static CachedResult Record(
        Query.QueryTemplate query,
        IRelationalCommand command,
        RelationalCommandParameterObject parameterObject
    )
    {
        using var live = command.ExecuteReader(parameterObject);
        var recorder = new ResultRecorder(
            query.GettersFor(live.DbDataReader),
            live.DbDataReader,
            int.MaxValue,
            long.MaxValue
        );
        while (live.Read())
        {
            recorder.TryAppend(live.DbDataReader);
        }

        return recorder.Complete();
    }
}
