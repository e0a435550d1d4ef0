using EfCache.Update;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace EfCache.Interception;

/// <summary>
/// Creating and deleting a database changes everything in it, and not always by commands: SQLite's is a file that is deleted.
/// </summary>
/// <remarks>It is a <see cref="RelationalDatabaseCreator"/> since that is what the service is widely cast to.</remarks>
internal sealed class CachingDatabaseCreator(
    IRelationalDatabaseCreator inner,
    RelationalDatabaseCreatorDependencies dependencies,
    IServiceProvider provider
) : RelationalDatabaseCreator(dependencies)
{
    public override bool Exists() => inner.Exists();

    public override Task<bool> ExistsAsync(CancellationToken cancellationToken = default) =>
        inner.ExistsAsync(cancellationToken);

    public override bool HasTables() => inner.HasTables();

    public override Task<bool> HasTablesAsync(CancellationToken cancellationToken = default) =>
        inner.HasTablesAsync(cancellationToken);

    public override bool CanConnect() => inner.CanConnect();

    public override Task<bool> CanConnectAsync(CancellationToken cancellationToken = default) =>
        inner.CanConnectAsync(cancellationToken);

    public override string GenerateCreateScript() => inner.GenerateCreateScript();

    public override void Create() => Change(static creator => creator.Create());

    public override Task CreateAsync(CancellationToken cancellationToken = default) =>
        ChangeAsync(static (creator, token) => creator.CreateAsync(token), cancellationToken);

    public override void Delete() => Change(static creator => creator.Delete());

    public override Task DeleteAsync(CancellationToken cancellationToken = default) =>
        ChangeAsync(static (creator, token) => creator.DeleteAsync(token), cancellationToken);

    public override void CreateTables() => Change(static creator => creator.CreateTables());

    public override Task CreateTablesAsync(CancellationToken cancellationToken = default) =>
        ChangeAsync(static (creator, token) => creator.CreateTablesAsync(token), cancellationToken);

    /// <summary>
    /// Where there are tables it creates none, as instances that start side by side know: they are not to empty a store that others
    /// share. What seeds the database is seen like any other write.
    /// </summary>
    public override bool EnsureCreated() =>
        inner.Exists() && inner.HasTables()
            ? inner.EnsureCreated()
            : Everything().Execute(inner, static creator => creator.EnsureCreated());

    /// <inheritdoc cref="EnsureCreated"/>
    public override async Task<bool> EnsureCreatedAsync(CancellationToken cancellationToken = default) =>
        await inner.ExistsAsync(cancellationToken).ConfigureAwait(false)
        && await inner.HasTablesAsync(cancellationToken).ConfigureAwait(false)
            ? await inner.EnsureCreatedAsync(cancellationToken).ConfigureAwait(false)
            : await Everything()
                .ExecuteAsync(inner, static (creator, token) => creator.EnsureCreatedAsync(token), cancellationToken)
                .ConfigureAwait(false);

    public override bool EnsureDeleted() => Everything().Execute(inner, static creator => creator.EnsureDeleted());

    public override Task<bool> EnsureDeletedAsync(CancellationToken cancellationToken = default) =>
        Everything()
            .ExecuteAsync(inner, static (creator, token) => creator.EnsureDeletedAsync(token), cancellationToken);

    private StatementWrite Everything()
    {
        var writes = provider.GetRequiredService<PendingWrites>();
        return writes.BeginStatement(write => writes.Tags.AddEverything(write));
    }

    private void Change(Action<IRelationalDatabaseCreator> change) =>
        Everything()
            .Execute(
                (inner, change),
                static state =>
                {
                    state.change(state.inner);
                    return true;
                }
            );

    private Task ChangeAsync(
        Func<IRelationalDatabaseCreator, CancellationToken, Task> change,
        CancellationToken cancellationToken
    ) =>
        Everything()
            .ExecuteAsync(
                (inner, change),
                static async (state, token) =>
                {
                    await state.change(state.inner, token).ConfigureAwait(false);
                    return true;
                },
                cancellationToken
            );
}
