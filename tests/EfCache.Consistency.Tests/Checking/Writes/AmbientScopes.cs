using System.Transactions;

namespace EfCache.Consistency.Tests.Checking.Writes;

/// <summary>Ambient transactions, in which only PostgreSQL takes part.</summary>
internal static class AmbientScopes
{
    public static readonly WriteScope[] All =
    [
        new("scope, completed", 5, writer => RunAsync(writer, isCompleted: true), IsPostgreSqlOnly: true),
        new("scope, not completed", 3, writer => RunAsync(writer, isCompleted: false), IsPostgreSqlOnly: true),
    ];

    private static async Task<WriteEnd> RunAsync(Writer writer, bool isCompleted)
    {
        var operation = writer.History.Begin("scope");
        var path = writer.NewPath();
        var end = WriteEnd.Refused;
        try
        {
            using var scope = new TransactionScope(TransactionScopeAsyncFlowOption.Enabled);
            await using (var rented = writer.Random.Next(2) == 0 ? writer.Contexts.Rent() : writer.Contexts.Open())
            {
                var hasWritten = await writer.RunStepsAsync(writer.NewSession(operation, rented.Context, path));
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
            end = WriteEnd.Refused;
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
