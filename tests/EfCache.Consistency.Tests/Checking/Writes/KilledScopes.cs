using System.Data.Common;
using EfCache.Consistency.Tests.Checking.Model;
using Npgsql;

namespace EfCache.Consistency.Tests.Checking.Writes;

/// <summary>Transactions whose connection is killed at the server: before the commit, or at the same time.</summary>
internal static class KilledScopes
{
    private const int LongestSpin = 30_000;

    public static readonly WriteScope[] All =
    [
        new("transaction, killed", 1, writer => RunAsync(writer, KillFirstAsync), IsPostgreSqlOnly: true),
        new(
            "transaction, killed at its commit",
            2,
            writer => RunAsync(writer, KillMeanwhileAsync),
            IsPostgreSqlOnly: true
        ),
    ];

    /// <param name="writer">The writer.</param>
    /// <param name="killAsync">Kills a process before, or while, something else is done.</param>
    private static async Task<WriteEnd> RunAsync(Writer writer, Func<Writer, int, Func<Task>, Task> killAsync)
    {
        var operation = writer.History.Begin("killed transaction");
        var path = writer.NewPath();
        await using var connection = (NpgsqlConnection)writer.Database.CreateConnection(isPooled: false);
        await connection.OpenAsync();
        var process = connection.ProcessID;
        var end = WriteEnd.Refused;
        await using (var context = writer.Contexts.OpenOver(connection))
        {
            await using var transaction = await path.BeginAsync(context);
            try
            {
                await writer.RunStepsAsync(writer.NewSession(operation, context, path));
                context.ChangeTracker.Clear();
                context.Add(new JournalEntry { Operation = operation.Id });
                await path.SaveAsync(context);
            }
            catch (Exception exception) when (Writer.RefusalOf(exception) is { } refusal)
            {
                await path.RollBackAsync(transaction);
                operation.RollBack();
                return refusal;
            }

            await killAsync(
                writer,
                process,
                async () =>
                {
                    end = await TryCommitAsync(() => path.CommitAsync(transaction));
                    if (end == WriteEnd.Committed)
                    {
                        operation.Commit();
                    }
                }
            );
        }

        if (end == WriteEnd.Unknown)
        {
            // The journal tells later. Until then the operation is under way, to all that read.
            writer.Log.Unknown.Enqueue(new UnknownEnd(operation, process));
        }
        else if (end == WriteEnd.NotMarked)
        {
            operation.RollBack();
        }

        return end;
    }

    private static async Task KillFirstAsync(Writer writer, int process, Func<Task> commitAsync)
    {
        await writer.Database.KillAsync(process);
        await commitAsync();
    }

    private static async Task KillMeanwhileAsync(Writer writer, int process, Func<Task> commitAsync)
    {
        var spin = writer.Random.Next(LongestSpin);
        var killing = Task.Run(async () =>
        {
            Thread.SpinWait(spin);
            await writer.Database.KillAsync(process);
        });
        await commitAsync();
        await killing;
    }

    private static async Task<WriteEnd> TryCommitAsync(Func<Task> commitAsync)
    {
        try
        {
            await commitAsync();
            return WriteEnd.Committed;
        }
        catch (CacheInvalidationException)
        {
            // Nothing was sent.
            return WriteEnd.NotMarked;
        }
        catch (DbException)
        {
            return WriteEnd.Unknown;
        }
    }
}
