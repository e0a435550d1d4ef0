using System.Data.Common;
using EfCache.Query.Replay;
using EfCache.Settings;
using EfCache.Storage;
using Microsoft.EntityFrameworkCore.Storage;

namespace EfCache.Query;

/// <summary>The recording of one live result, by the limits of the settings.</summary>
internal sealed class Recording
{
    private readonly QueryRequest _request;
    private readonly RelationalDataReader _live;
    private readonly ColumnGetter[] _getters;
    private readonly ResultRecorder _recorder;

    /// <param name="request">The query.</param>
    /// <param name="live">Its reader, before the first row.</param>
    /// <param name="mustBuffer">
    /// EF wants the whole result in memory before the first row is used, whatever its size, since it may have to run the
    /// command again (a retrying execution strategy). Then the limits only decide whether the result is stored.
    /// </param>
    public Recording(QueryRequest request, RelationalDataReader live, bool mustBuffer)
    {
        _request = request;
        _live = live;
        _getters = request.Template.GettersFor(live.DbDataReader);
        var settings = request.Session.Settings;
        _recorder = new ResultRecorder(
            _getters,
            live.DbDataReader,
            mustBuffer ? int.MaxValue : settings.MaxRows,
            mustBuffer ? long.MaxValue : settings.MaxEntryBytes
        );
    }

    /// <summary>Keeps the row that the live reader is on; false when the result can't be kept.</summary>
    public bool TryAppend() => _recorder.TryAppend(_live.DbDataReader);

    public CachedResult Complete() => _recorder.Complete();

    /// <summary>Whether a whole result is within the limits, and is what the key says.</summary>
    public bool MayFill(CachedResult result)
    {
        if (_live.DbCommand.Connection is { } connection && IsChangedByAnother(connection))
        {
            return false;
        }

        var settings = _request.Session.Settings;
        if (result.RowCount <= settings.MaxRows && result.Size <= settings.MaxEntryBytes)
        {
            return true;
        }

        ReportTooLarge();
        return false;
    }

    /// <summary>
    /// A connection that two contexts use may be in a transaction that only the other one knows of, or have what its raw SQL set.
    /// </summary>
    private bool IsChangedByAnother(DbConnection connection) =>
        ConnectionTransactions.Of(connection) is not null
        || RawConnections.HasTransaction(connection)
        || (RawConnections.HasSetting(connection) && _request.Session.Settings.VaryBy is null);

    /// <summary>The rows so far, then the one that the live reader is on, then the rest as they come.</summary>
    public RelationalDataReader HandThrough()
    {
        ReportTooLarge();
        return new PassThroughRelationalDataReader(
            _live,
            new ResumingDataReader(_recorder.Complete(), _live.DbDataReader, _getters)
        );
    }

    private void ReportTooLarge()
    {
        if (_request.Template.Plan.IsFirstTooLarge())
        {
            var session = _request.Session;
            session.Diagnostics.LogResultTooLarge(
                session.Context,
                _request.Template.CommandText,
                session.Settings.MaxRows,
                session.Settings.MaxEntryBytes
            );
        }
    }
}
