using EfCache.Query.Replay;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace EfCache.Tests.Query.Replay;

public class ReplayRelationalDataReaderTests(WideTable table) : IClassFixture<WideTable>
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Dispose_touches_no_connection_and_the_reader_can_be_used_again(bool async)
    {
        using var database = new SqliteConnection("Data Source=:memory:");
        await using var context = new WideContext(database);
        var connection = context.GetService<IRelationalConnection>();
        var changes = 0;
        database.StateChange += (_, _) => changes++;
        var reader = new ReplayRelationalDataReader();
        Assert.Same(reader, await reader.AsCompletedTask);

        for (var use = 0; use < 3; use++)
        {
            reader.Init(table.Result, connection);
            Assert.Same(connection, reader.RelationalConnection);
            var rows = 0;
            while (async ? await reader.ReadAsync(TestContext.Current.CancellationToken) : reader.Read())
            {
                Assert.Equal(rows++, reader.DbDataReader.GetInt32(reader.DbDataReader.GetOrdinal("Row")));
            }

            Assert.Equal(WideTable.RowCount, rows);
            if (async)
            {
                await reader.DisposeAsync();
                await reader.DisposeAsync();
            }
            else
            {
                reader.Dispose();
                reader.Dispose();
            }

            Assert.True(reader.DbDataReader.IsClosed);
        }

        Assert.Equal(0, changes);
    }

    [Fact]
    public void DbCommand_of_a_hit_says_that_there_is_none() =>
        Assert.Throws<InvalidOperationException>(() => new ReplayRelationalDataReader().DbCommand);

    [Fact]
    public async Task ReadAsync_cancelled_is_a_cancelled_task()
    {
        using var reader = new ReplayDataReader(table.Result);

        var read = reader.ReadAsync(new CancellationToken(true));

        Assert.True(read.IsCanceled);
        Assert.True(await reader.ReadAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Every_virtual_member_is_overridden()
    {
        var inherited = typeof(ReplayRelationalDataReader)
            .GetMethods()
            .Where(m => m.IsVirtual && m.DeclaringType == typeof(RelationalDataReader))
            .Select(m => m.Name);

        Assert.Empty(inherited);
    }
}
