using System.Data.Common;
using EfCache.Specification.Tests.Queries.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace EfCache.Specification.Tests.Databases;

/// <summary>A database for one test class, with the shop's rows in it, whose commands are counted.</summary>
public abstract class DatabaseFixture : IAsyncLifetime
{
    public CommandLog Commands { get; } = new();

    /// <summary>Why there is no such database here; null if there is.</summary>
    public string? WhyUnavailable { get; protected set; }

    public abstract bool IsPostgreSql { get; }

    public abstract string ConnectionString { get; }

    /// <summary>Points a context at the database.</summary>
    public abstract void Use(DbContextOptionsBuilder options);

    /// <summary>Points a context at the database in a way that a pool of contexts can share; its commands may not be counted.</summary>
    public abstract void UseShared(DbContextOptionsBuilder options);

    /// <summary>A connection past the library, and not counted: to change rows without its notice.</summary>
    public abstract Task<DbConnection> OpenAsync();

    /// <summary>Another database of the same kind, empty.</summary>
    public abstract DatabaseFixture CreateAnother();

    /// <summary>Makes the database unreachable, for a fixture that nobody shares.</summary>
    public abstract Task TakeAwayAsync();

    public async ValueTask InitializeAsync()
    {
        await StartAsync();
        if (WhyUnavailable is not null)
        {
            return;
        }

        var options = new DbContextOptionsBuilder<ShopContext>();
        UseShared(options);
        await using var context = new ShopContext(options.Options);
        await context.Database.EnsureCreatedAsync();
        await context.Database.ExecuteSqlRawAsync(
            """
            CREATE VIEW "CustomerTotals" AS
            SELECT c."Id" AS "CustomerId", CAST(COUNT(o."Id") AS integer) AS "Orders"
            FROM "Customers" AS c LEFT JOIN "Orders" AS o ON o."CustomerId" = c."Id" GROUP BY c."Id"
            """
        );
        ShopData.Add(context);
    }

    public abstract ValueTask DisposeAsync();

    public async Task ExecuteAsync(string sql)
    {
        await using var connection = await OpenAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The tests' own texts.
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Makes the database, empty.</summary>
    protected abstract Task StartAsync();

    /// <summary>The suites' many options make many of EF Core's internal service providers, which it takes for a mistake.</summary>
    protected static DbContextOptionsBuilder Quiet(DbContextOptionsBuilder options) =>
        options.ConfigureWarnings(warnings => warnings.Ignore(CoreEventId.ManyServiceProvidersCreatedWarning));
}
