using System.Transactions;

namespace EfCache.Consistency.Tests.Checking.Writes;

/// <summary>Ambient transactions, in which only PostgreSQL takes part.</summary>
internal static class AmbientScopes
{
    public static readonly WriteScope[] All =
    [
        new("scope, completed", 4, writer => RunAsync(writer, isCompleted: true), IsPostgreSqlOnly: true),
        new("scope, not completed", 2, writer => RunAsync(writer, isCompleted: false), IsPostgreSqlOnly: true),
        new(
            "scope, serializable, completed",
            2,
            writer => RunOneAsync(writer, isCompleted: true),
            IsPostgreSqlOnly: true
        ),
        new(
            "scope, serializable, not completed",
            1,
            writer => RunOneAsync(writer, isCompleted: false),
            IsPostgreSqlOnly: true
        ),
    ];

    private static Task<WriteEnd> RunAsync(Writer writer, bool isCompleted) =>
        RunAsync(writer, writer.RunStepsAsync, isCompleted, IsolationLevel.ReadCommitted);

    /// <summary>
    /// As a scope is when nothing is said. Its snapshot is that of its first statement, and a bulk write that came later would leave
    /// alone what was inserted in between, which is noted as if it were written: so there is one step only.
    /// </summary>
    private static Task<WriteEnd> RunOneAsync(Writer writer, bool isCompleted) =>
        RunAsync(writer, writer.RunStepAsync, isCompleted, IsolationLevel.Serializable);

    private static async Task<WriteEnd> RunAsync(
        Writer writer,
        Func<WriteSession, Task<bool>> writeAsync,
        bool isCompleted,
        IsolationLevel isolation
    )
    {
        var operation = writer.History.Begin("scope");
        var path = writer.NewPath();
        var end = WriteEnd.Refused;
        try
        {
            using var scope = new TransactionScope(
                TransactionScopeOption.Required,
                new TransactionOptions { IsolationLevel = isolation },
                TransactionScopeAsyncFlowOption.Enabled
            );
            await using (var rented = writer.Random.Next(2) == 0 ? writer.Contexts.Rent() : writer.Contexts.Open())
            {
                var hasWritten = await writeAsync(writer.NewSession(operation, rented.Context, path));
                end =
                    !isCompleted ? WriteEnd.RolledBack
                    : hasWritten ? WriteEnd.Committed
                    : WriteEnd.Nothing;
            }

            if (isCompleted)
            {
                scope.Complete();
            }
        }
        catch (Exception exception) when (exception is TransactionAbortedException || Writer.IsRefusal(exception))
        {
            end = Writer.RefusalOf(exception) ?? WriteEnd.Refused;
        }

        if (end == WriteEnd.Committed)
        {
            operation.Commit();
        }
        else
        {
            operation.RollBack();
        }

        return end;
    }
}
