using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Shop.Data;

/// <summary>
/// What EnsureCreated does, in steps of which the later ones can be in a transaction: several instances may start at once on an empty
/// server. An instance that finds everything there changes nothing, and so leaves what the others have cached.
/// </summary>
internal sealed class ShopCreation(ShopContext db)
{
    // Any number, if all instances have the same one: no other program uses the shop's database.
    private const long Lock = 5_080;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly IRelationalDatabaseCreator _creator = db.GetService<IRelationalDatabaseCreator>();

    public async Task EnsureDatabaseAsync()
    {
        if (await _creator.ExistsAsync())
        {
            return;
        }

        try
        {
            await _creator.CreateAsync();
        }
        catch (PostgresException e)
            when (e.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
            // Another instance was faster; which of the two it is depends on how much.
        }
    }

    /// <summary>One instance at a time, until the end of the transaction. SQLite's own transactions are like that.</summary>
    public async Task WaitForOthersAsync()
    {
        if (!db.Database.IsNpgsql())
        {
            return;
        }

        var timeout = db.Database.GetCommandTimeout();
        db.Database.SetCommandTimeout(Patience);
        await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({Lock})", writes => writes.Nothing());
        db.Database.SetCommandTimeout(timeout);
    }

    public async Task EnsureTablesAsync()
    {
        if (!await _creator.HasTablesAsync())
        {
            await _creator.CreateTablesAsync();
        }
    }
}
