using EfCache.Query.Replay;
using EfCache.Storage;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace EfCache.Tests.Query.Replay;

public class ReplayAllocationTests(WideTable table) : IClassFixture<WideTable>
{
    [Fact]
    public async Task Read_of_values_and_strings_allocates_nothing()
    {
        using var live = table.Execute("SELECT 1, 2, 'text', 0.5, 1, '6F9619FF-8B86-D011-B42D-00CF4FC964FF', NULL");
        var result = WideTable.Record(
            live,
            [
                Of(nameof(live.GetInt32)),
                Of(nameof(live.GetInt64)),
                Of(nameof(live.GetString)),
                Of(nameof(live.GetDouble)),
                Of(nameof(live.GetBoolean)),
                Of(nameof(live.GetGuid)),
                Of(nameof(live.GetString)),
            ]
        );
        await using var context = new WideContext(new("Data Source=:memory:"));
        var connection = context.GetService<Microsoft.EntityFrameworkCore.Storage.IRelationalConnection>();
        var reader = new ReplayRelationalDataReader();

        for (var i = 0; i < 100; i++)
        {
            Hit(reader, result, connection);
        }

        // A background compilation may allocate on no thread but its own: this one must stay at zero.
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            Hit(reader, result, connection);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static ColumnGetter Of(string method) =>
        WideTable.Getter(typeof(System.Data.Common.DbDataReader).GetMethod(method)!);

    private static void Hit(
        ReplayRelationalDataReader relational,
        CachedResult result,
        Microsoft.EntityFrameworkCore.Storage.IRelationalConnection connection
    )
    {
        relational.Init(result, connection);
        Assert.True(relational.AsCompletedTask.IsCompletedSuccessfully);
        var reader = relational.DbDataReader;
        var rows = 0L;
        while (
            relational.ReadAsync(CancellationToken.None) is { IsCompletedSuccessfully: true } read && Completed(read)
        )
        {
            rows +=
                reader.GetInt32(0)
                + reader.GetInt64(1)
                + reader.GetString(2).Length
                + (long)reader.GetDouble(3)
                + (reader.GetBoolean(4) ? 1 : 0)
                + (reader.GetGuid(5) == Guid.Empty ? 1 : 0)
                + (reader.IsDBNull(6) ? 1 : 0)
                + reader.GetFieldValue<int>(0);
        }

        relational.Dispose();
        if (rows != 10)
        {
            throw new InvalidOperationException("The row was not read.");
        }
    }

#pragma warning disable xUnit1031 // It is completed: an await would be measured with it.
    private static bool Completed(Task<bool> task) => task.Result;
#pragma warning restore xUnit1031
}
