using EfCache.Infrastructure;
using EfCache.Update;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Microsoft.EntityFrameworkCore;

/// <summary>Runs raw SQL of which the caller says what it writes.</summary>
/// <remarks>
/// Without that, the tables are found in the text, and a text that is not understood, such as a procedure's call, invalidates
/// everything. What is said is taken at its word, in the place of what the text says.
/// </remarks>
public static class EfCacheRawWriteExtensions
{
    /// <summary>Executes SQL whose interpolated values become parameters, and invalidates what it is said to write.</summary>
    /// <param name="database">The context's database.</param>
    /// <param name="sql">The SQL, with its values.</param>
    /// <param name="writes">Says what it writes: <c>w => w.Table&lt;Product&gt;()</c>.</param>
    /// <returns>The number of rows affected, as the database tells.</returns>
    /// <exception cref="InvalidOperationException">
    /// Nothing was said, the model does not have what was said, or the context has no second-level cache.
    /// </exception>
    public static int ExecuteSql(this DatabaseFacade database, FormattableString sql, Action<RawWriteBuilder> writes)
    {
        ArgumentNullException.ThrowIfNull(sql);
        using (Declare(database, writes, nameof(ExecuteSql)))
        {
            return database.ExecuteSqlRaw(sql.Format, sql.GetArguments()!);
        }
    }

    /// <inheritdoc cref="ExecuteSql"/>
    /// <param name="database">The context's database.</param>
    /// <param name="sql">The SQL, with its values.</param>
    /// <param name="writes">Says what it writes: <c>w => w.Table&lt;Product&gt;()</c>.</param>
    /// <param name="cancellationToken">Cancels the command.</param>
    public static async Task<int> ExecuteSqlAsync(
        this DatabaseFacade database,
        FormattableString sql,
        Action<RawWriteBuilder> writes,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(sql);
        using (Declare(database, writes, nameof(ExecuteSqlAsync)))
        {
            return await database
                .ExecuteSqlRawAsync(sql.Format, sql.GetArguments()!, cancellationToken)
                .ConfigureAwait(false);
        }
    }

    /// <summary>Executes SQL with places for parameters, and invalidates what it is said to write.</summary>
    /// <param name="database">The context's database.</param>
    /// <param name="sql">The SQL, with places such as <c>{0}</c> for the parameters.</param>
    /// <param name="writes">Says what it writes: <c>w => w.Table&lt;Product&gt;()</c>.</param>
    /// <param name="parameters">The parameters' values.</param>
    /// <returns>The number of rows affected, as the database tells.</returns>
    /// <exception cref="InvalidOperationException">
    /// Nothing was said, the model does not have what was said, or the context has no second-level cache.
    /// </exception>
    public static int ExecuteSqlRaw(
        this DatabaseFacade database,
        string sql,
        Action<RawWriteBuilder> writes,
        params object[] parameters
    ) => ExecuteSqlRaw(database, sql, writes, (IEnumerable<object>)parameters);

    /// <inheritdoc cref="ExecuteSqlRaw(DatabaseFacade, string, Action{RawWriteBuilder}, object[])"/>
    public static int ExecuteSqlRaw(
        this DatabaseFacade database,
        string sql,
        Action<RawWriteBuilder> writes,
        IEnumerable<object> parameters
    )
    {
        using (Declare(database, writes, nameof(ExecuteSqlRaw)))
        {
            return database.ExecuteSqlRaw(sql, parameters);
        }
    }

    /// <inheritdoc cref="ExecuteSqlRaw(DatabaseFacade, string, Action{RawWriteBuilder}, object[])"/>
    /// <param name="database">The context's database.</param>
    /// <param name="sql">The SQL.</param>
    /// <param name="writes">Says what it writes: <c>w => w.Table&lt;Product&gt;()</c>.</param>
    /// <param name="cancellationToken">Cancels the command.</param>
    public static Task<int> ExecuteSqlRawAsync(
        this DatabaseFacade database,
        string sql,
        Action<RawWriteBuilder> writes,
        CancellationToken cancellationToken
    ) => ExecuteSqlRawAsync(database, sql, writes, [], cancellationToken);

    /// <inheritdoc cref="ExecuteSqlRaw(DatabaseFacade, string, Action{RawWriteBuilder}, object[])"/>
    public static Task<int> ExecuteSqlRawAsync(
        this DatabaseFacade database,
        string sql,
        Action<RawWriteBuilder> writes,
        params object[] parameters
    ) => ExecuteSqlRawAsync(database, sql, writes, parameters, CancellationToken.None);

    /// <inheritdoc cref="ExecuteSqlRaw(DatabaseFacade, string, Action{RawWriteBuilder}, object[])"/>
    /// <param name="database">The context's database.</param>
    /// <param name="sql">The SQL, with places such as <c>{0}</c> for the parameters.</param>
    /// <param name="writes">Says what it writes: <c>w => w.Table&lt;Product&gt;()</c>.</param>
    /// <param name="parameters">The parameters' values.</param>
    /// <param name="cancellationToken">Cancels the command.</param>
    public static async Task<int> ExecuteSqlRawAsync(
        this DatabaseFacade database,
        string sql,
        Action<RawWriteBuilder> writes,
        IEnumerable<object> parameters,
        CancellationToken cancellationToken = default
    )
    {
        using (Declare(database, writes, nameof(ExecuteSqlRawAsync)))
        {
            return await database.ExecuteSqlRawAsync(sql, parameters, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Tells the write side what comes next; it takes that when the command begins, or it is taken back.</summary>
    private static Declaration Declare(DatabaseFacade database, Action<RawWriteBuilder> writes, string method)
    {
        ArgumentNullException.ThrowIfNull(writes);
        var declared = RawWriteBuilder.Build(writes, method);
        var pending = EfCacheDatabaseFacadeExtensions.ContextOf(database).GetService<PendingWrites>();
        pending.Declare(declared);
        return new Declaration(pending);
    }

    private readonly struct Declaration(PendingWrites pending) : IDisposable
    {
        public void Dispose() => pending.Declare(null);
    }
}
