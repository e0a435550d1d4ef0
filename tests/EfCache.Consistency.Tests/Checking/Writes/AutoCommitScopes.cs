using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using EfCache.Consistency.Tests.Checking.Judging;
using EfCache.Consistency.Tests.Checking.Model;
using EfCache.Redis.Tests.Servers;
using Microsoft.EntityFrameworkCore;

namespace EfCache.Consistency.Tests.Checking.Writes;

/// <summary>Writes that commit by themselves.</summary>
internal static class AutoCommitScopes
{
    public static readonly WriteScope[] All =
    [
        new("auto-commit", 30, writer => RunStepAsync(writer, writer.Contexts.Open)),
        new("auto-commit, pooled", 30, writer => RunStepAsync(writer, writer.Contexts.Rent)),
        new("ADO.NET, then invalidated by hand", 6, writer => RunAdoAsync(writer, isTold: true)),
    ];

    /// <summary>What the library does not promise, and the checker has to notice: a write that nobody tells it of.</summary>
    public static WriteScope Untold { get; } =
        new("ADO.NET, and not a word", 10, writer => RunAdoAsync(writer, isTold: false));

    private static async Task<WriteEnd> RunStepAsync(Writer writer, Func<RentedContext> open)
    {
        var operation = writer.History.Begin("auto-commit");
        var path = writer.NewPath();
        await using var rented = open();
        try
        {
            if (!await writer.RunStepAsync(writer.NewSession(operation, rented.Context, path)))
            {
                operation.RollBack();
                return WriteEnd.Nothing;
            }
        }
        catch (Exception exception) when (Writer.RefusalOf(exception) is { } refusal)
        {
            operation.RollBack();
            return refusal;
        }

        operation.Commit();
        return WriteEnd.Committed;
    }

    private static async Task<WriteEnd> RunAdoAsync(Writer writer, bool isTold)
    {
        var operation = writer.History.Begin("ADO.NET", isUnseen: isTold);
        var id = writer.Random.Next(Books.Companies) + 1;
        var version = operation.NewVersion();
        operation.Plan(writer.History.Companies, id - 1, RowChange.Update, version);
        if (await WriteAsync(writer, id, version) == 0)
        {
            operation.RollBack();
            return WriteEnd.Nothing;
        }

        if (isTold)
        {
            await Wait.UntilAsync("the store was told", () => TryTellAsync(writer));
        }

        operation.Commit();
        return WriteEnd.Committed;
    }

    [SuppressMessage("Security", "CA2100", Justification = "Numbers.")]
    private static async Task<int> WriteAsync(Writer writer, int id, long version)
    {
        await using var connection = writer.Database.CreateConnection();
        await connection.OpenAsync();
        writer.Database.PrepareWriter(connection);
        await using DbCommand command = connection.CreateCommand();
        command.CommandText =
            $"UPDATE \"Companies\" SET \"Version\" = {version} WHERE \"Id\" = {id} AND \"Version\" < {version}";
        return await command.ExecuteNonQueryAsync();
    }

    /// <summary>What is written by then must be said in the end.</summary>
    private static async Task<bool> TryTellAsync(Writer writer)
    {
        try
        {
            await TellAsync(writer);
            return true;
        }
        catch (CacheInvalidationException)
        {
            return false;
        }
    }

    private static async Task TellAsync(Writer writer)
    {
        await using var rented = writer.Contexts.Rent();
        var database = rented.Context.Database;
        switch (writer.Random.Next(3))
        {
            case 0:
                await database.InvalidateCacheAsync<Company>();
                break;
            case 1:
                await database.InvalidateCacheOfTableAsync("Companies");
                break;
            default:
#pragma warning disable CA1849 // Also the synchronous one.
                database.InvalidateCache();
#pragma warning restore CA1849
                break;
        }
    }
}
