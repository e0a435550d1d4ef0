namespace EfCache.Specification.Tests.Databases;

/// <summary>PostgreSQL, on a server of its own, which can be stopped.</summary>
public sealed class PrivatePostgreSqlFixture : PostgreSqlFixture
{
    private readonly Lazy<Task<PostgreSqlServer>> _server = new(() => Task.Run(PostgreSqlServer.StartPrivate));

    public override async Task TakeAwayAsync() => (await _server.Value).Dispose();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (_server.IsValueCreated)
        {
            (await _server.Value).Dispose();
        }
    }

    protected override Task<PostgreSqlServer> ServerAsync() => _server.Value;

    // It ends with its server.
    protected override Task DropAsync(string name) => Task.CompletedTask;
}
