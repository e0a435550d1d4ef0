using EfCache.Update;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace EfCache.Interception;

/// <summary>
/// Creating and deleting a database changes everything in it, and not always by commands: SQLite's is a file that is deleted.
/// </summary>
internal sealed class CachingDatabaseCreator(IRelationalDatabaseCreator inner, IServiceProvider provider)
    : IRelationalDatabaseCreator
{
    public bool Exists() => inner.Exists();

    public Task<bool> ExistsAsync(CancellationToken cancellationToken = default) =>
        inner.ExistsAsync(cancellationToken);

    public bool HasTables() => inner.HasTables();

    public Task<bool> HasTablesAsync(CancellationToken cancellationToken = default) =>
        inner.HasTablesAsync(cancellationToken);

    public bool CanConnect() => inner.CanConnect();

    public Task<bool> CanConnectAsync(CancellationToken cancellationToken = default) =>
        inner.CanConnectAsync(cancellationToken);

    public string GenerateCreateScript() => inner.GenerateCreateScript();

    public void Create() => Change(static creator => creator.Create());

    public Task CreateAsync(CancellationToken cancellationToken = default) =>
        ChangeAsync(static (creator, token) => creator.CreateAsync(token), cancellationToken);

    public void Delete() => Change(static creator => creator.Delete());

    public Task DeleteAsync(CancellationToken cancellationToken = default) =>
        ChangeAsync(static (creator, token) => creator.DeleteAsync(token), cancellationToken);

    public void CreateTables() => Change(static creator => creator.CreateTables());

    public Task CreateTablesAsync(CancellationToken cancellationToken = default) =>
        ChangeAsync(static (creator, token) => creator.CreateTablesAsync(token), cancellationToken);

    public bool EnsureCreated() => Everything().Execute(inner, static creator => creator.EnsureCreated());

    public Task<bool> EnsureCreatedAsync(CancellationToken cancellationToken = default) =>
        Everything()
            .ExecuteAsync(inner, static (creator, token) => creator.EnsureCreatedAsync(token), cancellationToken);

    public bool EnsureDeleted() => Everything().Execute(inner, static creator => creator.EnsureDeleted());

    public Task<bool> EnsureDeletedAsync(CancellationToken cancellationToken = default) =>
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
