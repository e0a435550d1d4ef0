using EfCache.Consistency.Tests.Checking.Judging;
using EfCache.Consistency.Tests.Checking.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace EfCache.Consistency.Tests.Checking.Writes;

/// <summary>Two contexts on one connection and in one transaction.</summary>
internal static class SharedTransactionScopes
{
    public static readonly WriteScope[] All =
    [
        new("two contexts, committed by the first", 3, writer => RunAsync(writer, SharedEnd.CommitByFirst)),
        new("two contexts, committed by the second", 3, writer => RunAsync(writer, SharedEnd.CommitBySecond)),
        new("two contexts, rolled back by the second", 2, writer => RunAsync(writer, SharedEnd.RollBackBySecond)),
        new("two contexts, disposed of", 1, writer => RunAsync(writer, SharedEnd.Dispose)),
        new("two contexts, committed past Entity Framework", 1, writer => RunAsync(writer, SharedEnd.CommitDirectly)),
    ];

    private enum SharedEnd
    {
        CommitByFirst,
        CommitBySecond,
        RollBackBySecond,
        Dispose,
        CommitDirectly,
    }

    private static async Task<WriteEnd> RunAsync(Writer writer, SharedEnd wanted)
    {
        var operation = writer.History.Begin($"two contexts, {wanted}");
        var path = writer.NewPath();
        await using var connection = writer.Database.CreateConnection();
        await connection.OpenAsync();
        writer.Database.PrepareWriter(connection);
        var end = WriteEnd.Refused;
        await using (var first = writer.Contexts.OpenOver(connection))
        {
            await using var transaction = await path.BeginAsync(first);
            await using var second = writer.Contexts.OpenOver(connection);
            try
            {
                end = await RunAsync(writer, operation, path, wanted, (first, transaction), second);
            }
            catch (Exception exception) when (Writer.RefusalOf(exception) is { } refusal)
            {
                // Disposing of the transaction rolls back.
                end = refusal;
            }

            if (end == WriteEnd.Committed)
            {
                operation.Commit();
            }
        }

        if (end != WriteEnd.Committed)
        {
            operation.RollBack();
        }

        return end;
    }

    private static async Task<WriteEnd> RunAsync(
        Writer writer,
        WriteOperation operation,
        CallPath path,
        SharedEnd wanted,
        (BooksContext Context, IDbContextTransaction Transaction) first,
        BooksContext second
    )
    {
        var joined = await second.Database.UseTransactionAsync(first.Transaction.GetDbTransaction());
        var hasWritten = await writer.RunStepsAsync(writer.NewSession(operation, first.Context, path));
        hasWritten |= await writer.RunStepsAsync(writer.NewSession(operation, second, path));
        switch (wanted)
        {
            case SharedEnd.CommitByFirst:
                await path.CommitAsync(first.Transaction);
                break;
            case SharedEnd.CommitBySecond:
                await path.CommitAsync(joined!);
                break;
            case SharedEnd.CommitDirectly:
                writer.Log.NoteLeaseLeft();
                await first.Transaction.GetDbTransaction().CommitAsync();
                break;
            case SharedEnd.RollBackBySecond:
                await path.RollBackAsync(joined!);
                return WriteEnd.RolledBack;
            default:
                return WriteEnd.RolledBack;
        }

        return hasWritten ? WriteEnd.Committed : WriteEnd.Nothing;
    }
}
