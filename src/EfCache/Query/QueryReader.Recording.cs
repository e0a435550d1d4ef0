using EfCache.Storage;
using Microsoft.EntityFrameworkCore.Storage;

namespace EfCache.Query;

/// <summary>The end of the line after a miss: recording, fill, and replay of what was recorded.</summary>
internal sealed partial class QueryReader
{
    /// <summary>
    /// Reads the live rows, stores them if there is a miss to store them for, and replays them; above the limits of an entry
    /// hands them through instead. From here on the live reader is in this method's care.
    /// </summary>
    public RelationalDataReader Record(
        RelationalDataReader live,
        Miss? miss,
        RelationalCommandParameterObject parameters,
        long started
    )
    {
        CachedResult result;
        var isDone = false;
        try
        {
            var recording = new Recording(Request, live, mustBuffer: parameters.ReaderColumns is not null);
            while (live.Read())
            {
                if (!recording.TryAppend())
                {
                    miss?.Release();
                    isDone = true;
                    return recording.HandThrough();
                }
            }

            result = recording.Complete();
            if (!recording.MayFill(result))
            {
                miss?.Release();
                miss = null;
            }
        }
        finally
        {
            if (!isDone)
            {
                live.Dispose();
            }
        }

        if (miss is not null)
        {
            ForgetNotNeeded(miss.Ticket, result);
            ReportFill(Store.Fill(miss.Ticket, result, miss.Lifetime), started);
            miss.Land(result);
        }

        return Replay(result, parameters.Connection);
    }

    /// <inheritdoc cref="Record"/>
    public async Task<RelationalDataReader> RecordAsync(
        RelationalDataReader live,
        Miss? miss,
        RelationalCommandParameterObject parameters,
        long started,
        CancellationToken cancellationToken
    )
    {
        CachedResult result;
        var isDone = false;
        try
        {
            var recording = new Recording(Request, live, mustBuffer: parameters.ReaderColumns is not null);
            while (await live.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                if (!recording.TryAppend())
                {
                    miss?.Release();
                    isDone = true;
                    return recording.HandThrough();
                }
            }

            result = recording.Complete();
            if (!recording.MayFill(result))
            {
                miss?.Release();
                miss = null;
            }
        }
        finally
        {
            if (!isDone)
            {
                await live.DisposeAsync().ConfigureAwait(false);
            }
        }

        if (miss is not null)
        {
            ForgetNotNeeded(miss.Ticket, result);
            // The rows are there: that the caller has lost interest is no reason to throw them away.
            var whyNot = await Store
                .FillAsync(miss.Ticket, result, miss.Lifetime, CancellationToken.None)
                .ConfigureAwait(false);
            ReportFill(whyNot, started);
            miss.Land(result);
        }

        return Replay(result, parameters.Connection);
    }

    private void ForgetNotNeeded(Ticket ticket, CachedResult result)
    {
        if (Request.NotNeeded(result.RowCount) is { } tag)
        {
            ticket.Forget(tag);
        }
    }

    private void ReportFill(string? whyNot, long started)
    {
        var context = Request.Session.Context;
        var template = Request.Template;
        if (whyNot is null)
        {
            Diagnostics.Filled(context, Store.Name, template.CommandText, started);
        }
        else if (template.Plan.IsFirstNotStorable())
        {
            Diagnostics.LogResultNotStorable(context, template.CommandText, Store.Name, whyNot);
        }
    }
}
