using Microsoft.EntityFrameworkCore.Storage;

namespace EfCache.Consistency.Tests.Checking.Writes;

/// <summary>Explicit transactions of one context.</summary>
internal static class TransactionScopes
{
    public static readonly WriteScope[] All =
    [
        new("transaction, committed", 12, CommitAsync),
        new("transaction, savepoint rolled back, committed", 6, CommitWithSavepointAsync),
        new("transaction, rolled back", 4, RollBackAsync),
        new("transaction, disposed of", 3, DisposeAsync),
        new("transaction, left open in a context that goes back to its pool", 3, AbandonAsync),
    ];

    private static Task<WriteEnd> CommitAsync(Writer writer) =>
        RunAsync(
            writer,
            async (session, transaction) =>
            {
                var hasWritten = await writer.RunStepsAsync(session);
                await session.Path.CommitAsync(transaction);
                return hasWritten ? WriteEnd.Committed : WriteEnd.Nothing;
            }
        );

    private static Task<WriteEnd> CommitWithSavepointAsync(Writer writer) =>
        RunAsync(
            writer,
            async (session, transaction) =>
            {
                var hasWritten = await writer.RunStepsAsync(session);
                var position = session.Operation.Position;
                await session.Path.CreateSavepointAsync(transaction, "before");
                await writer.RunStepsAsync(session);
                await session.Path.RollBackToSavepointAsync(transaction, "before");
                session.Operation.UndoTo(position);
                if (writer.Random.Next(2) == 0)
                {
                    hasWritten |= await writer.RunStepAsync(session);
                }

                await session.Path.CommitAsync(transaction);
                return hasWritten ? WriteEnd.Committed : WriteEnd.Nothing;
            }
        );

    private static Task<WriteEnd> RollBackAsync(Writer writer) =>
        RunAsync(
            writer,
            async (session, transaction) =>
            {
                await writer.RunStepsAsync(session);
                await session.Path.RollBackAsync(transaction);
                return WriteEnd.RolledBack;
            }
        );

    private static Task<WriteEnd> DisposeAsync(Writer writer) =>
        RunAsync(
            writer,
            async (session, _) =>
            {
                await writer.RunStepsAsync(session);
                return WriteEnd.RolledBack; // By the transaction's being disposed of.
            }
        );

    private static Task<WriteEnd> AbandonAsync(Writer writer) =>
        RunAsync(
            writer,
            async (session, _) =>
            {
                await writer.RunStepsAsync(session);
                return WriteEnd.RolledBack; // By the context's going back.
            },
            isAbandoned: true
        );

    private static async Task<WriteEnd> RunAsync(
        Writer writer,
        Func<WriteSession, IDbContextTransaction, Task<WriteEnd>> runAsync,
        bool isAbandoned = false
    )
    {
        var operation = writer.History.Begin("transaction");
        var path = writer.NewPath();
        var rented = isAbandoned || writer.Random.Next(2) == 0 ? writer.Contexts.Rent() : writer.Contexts.Open();
        var end = WriteEnd.Refused;
        try
        {
            var transaction = await path.BeginAsync(rented.Context);
            try
            {
                end = await runAsync(writer.NewSession(operation, rented.Context, path), transaction);
            }
            catch (Exception exception) when (Writer.RefusalOf(exception) is { } refusal)
            {
                // It is rolled back here.
                end = refusal;
            }

            if (end == WriteEnd.Committed)
            {
                // At once: what is disposed of afterwards takes time in which a read may begin.
                operation.Commit();
            }

            if (!isAbandoned)
            {
                await path.DisposeAsync(transaction);
            }
        }
        finally
        {
            await path.DisposeAsync(rented);
        }

        if (end != WriteEnd.Committed)
        {
            operation.RollBack();
        }

        return end;
    }
}
