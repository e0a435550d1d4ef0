using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using EfCache.Consistency.Tests.Checking.Judging;
using EfCache.Consistency.Tests.Checking.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace EfCache.Consistency.Tests.Checking.Writes;

/// <summary>What a step works with: a context, maybe in a transaction, and the operation that the step is a part of.</summary>
internal sealed class WriteSession(
    History history,
    WriteOperation operation,
    BooksContext context,
    CallPath path,
    Random random,
    bool isPostgreSql
)
{
    public History History => history;

    public WriteOperation Operation => operation;

    public BooksContext Context => context;

    public CallPath Path => path;

    public Random Random => random;

    public bool IsPostgreSql => isPostgreSql;

    /// <summary>Half of the time of what is read most.</summary>
    public int Pick(int count) => random.Next(2) == 0 ? Hot.Pick(random, count) : random.Next(count) + 1;

    /// <summary>A live row's place, at random; null when there is none among the places.</summary>
    public int? PickLive(RowTable table, IEnumerable<int> slots)
    {
        int[] live = [.. slots.Where(slot => table.StateOf(slot).IsLive)];
        return live.Length > 0 ? live[random.Next(live.Length)] : null;
    }

    /// <summary>A place without a row, which nobody else will fill meanwhile; null when none was found.</summary>
    public int? ClaimAbsent(RowTable table, IEnumerable<int> slots)
    {
        int[] absent = [.. slots.Where(slot => !table.StateOf(slot).IsLive)];
        return
            absent.Length > 0 && absent[random.Next(absent.Length)] is var slot && operation.TryClaimAbsent(table, slot)
            ? slot
            : null;
    }

    /// <summary>A version whose assignee is there and stays there until the operation is over.</summary>
    public long NewInvoiceVersion()
    {
        while (true)
        {
            var version = operation.NewVersion();
            if (
                Books.AssigneeOf(version) is not { } person
                || person <= Books.PermanentPersons
                || (
                    operation.TryShare(history.PersonClaims[person])
                    && history.Persons.StateOf(person - 1).IsLive
                    && !operation.MayRemove(history.Persons, person - 1, isFixed: true)
                )
            )
            {
                return version;
            }

            operation.Discard(version);
        }
    }

    /// <summary>Runs one statement for one row by its key: without a row it has not happened.</summary>
    public async Task<bool> WriteOneAsync(RowTable table, int slot, RowChange change, long version, Func<Task<int>> run)
    {
        var position = operation.Position;
        operation.Plan(table, slot, change, version);
        if (await run() > 0)
        {
            return true;
        }

        operation.UndoTo(position);
        return false;
    }

    /// <summary>The rows of a table that are at a version now, by a command past the library, in the context's transaction.</summary>
    [SuppressMessage("Security", "CA2100", Justification = "A name of the model's and a number.")]
    public async Task<List<int>> ReadKeysAsync(string table, long version)
    {
        var connection = context.Database.GetDbConnection();
        await context.Database.OpenConnectionAsync();
        try
        {
            await using var command = connection.CreateCommand();
            command.Transaction = context.Database.CurrentTransaction?.GetDbTransaction();
            command.CommandText = $"SELECT \"Id\" FROM \"{table}\" WHERE \"Version\" = {version}";
            await using DbDataReader reader = await command.ExecuteReaderAsync();
            List<int> keys = [];
            while (await reader.ReadAsync())
            {
                keys.Add(reader.GetInt32(0));
            }

            return keys;
        }
        finally
        {
            await context.Database.CloseConnectionAsync();
        }
    }

    /// <summary>Sets an invoice to a version, with what follows from it.</summary>
    public static void Apply(Invoice invoice, long version)
    {
        invoice.Version = version;
        invoice.AssigneeId = Books.AssigneeOf(version);
        invoice.Amount = Books.AmountOf(version);
    }
}
