using System.Data.Common;
using EfCache.Consistency.Tests.Checking.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace EfCache.Consistency.Tests.Checking.Databases;

/// <summary>A database of its own for one run.</summary>
internal abstract class CheckedDatabase : IAsyncDisposable
{
    /// <summary>Why there is none here; null if there is.</summary>
    public string? WhyUnavailable { get; protected set; }

    /// <summary>Connections can be killed, scopes are taken part in, and so on.</summary>
    public abstract bool IsPostgreSql { get; }

    public abstract Task StartAsync();

    /// <summary>Points a context at the database.</summary>
    public void Use(DbContextOptionsBuilder options) => UseProvider(Quiet(options));

    /// <summary>Points a context at a connection.</summary>
    public void Use(DbContextOptionsBuilder options, DbConnection connection) =>
        UseProvider(Quiet(options), connection);

    /// <summary>A connection past the library, closed.</summary>
    /// <param name="isPooled">False: nobody gets it after it was closed.</param>
    public abstract DbConnection CreateConnection(bool isPooled = true);

    /// <summary>Prepares a connection that will write, once it is open.</summary>
    public virtual void PrepareWriter(DbConnection connection) { }

    /// <summary>Ends the connection at the server, whatever it is doing.</summary>
    public virtual Task KillAsync(int process) => throw new NotSupportedException();

    public virtual Task WaitUntilGoneAsync(int process) => throw new NotSupportedException();

    /// <summary>A context that knows nothing of the cache.</summary>
    public BooksContext OpenPlain()
    {
        var options = new DbContextOptionsBuilder<BooksContext>();
        Use(options);
        return new BooksContext(options.Options);
    }

    public abstract ValueTask DisposeAsync();

    protected abstract void UseProvider(DbContextOptionsBuilder options);

    protected abstract void UseProvider(DbContextOptionsBuilder options, DbConnection connection);

    private static DbContextOptionsBuilder Quiet(DbContextOptionsBuilder options) =>
        options.ConfigureWarnings(warnings =>
            warnings.Ignore(
                CoreEventId.ManyServiceProvidersCreatedWarning,
                RelationalEventId.MultipleCollectionIncludeWarning,
                CoreEventId.RowLimitingOperationWithoutOrderByWarning
            )
        );
}
