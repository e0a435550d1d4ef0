using System.Diagnostics.CodeAnalysis;
using EfCache.Settings;
using EfCache.Update;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace EfCache.Tests.Writes;

/// <summary>A statement that returns rows and writes is over when its reader is closed, unless its connection was lost before.</summary>
public sealed class WritingReaderTests : IDisposable
{
    private readonly LibraryDatabase _database = new();

    public void Dispose() => _database.Dispose();

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task Lost_connection_leaves_the_marks_to_their_lease(bool isLost, bool isAsync)
    {
        await using var context = _database.Open();
        var tags = new WriteTags(context.GetService<CacheSession>());
        var statement = context.GetService<PendingWrites>().BeginStatement(write => tags.AddEverything(write));
        _database.Warm(Reads.Authors);
        using var live = new FailingReader(isLost ? new IOException() : new InvalidCastException());
        var reader = statement.ExecuteReader(live, static reader => reader);

        if (isAsync)
        {
            await Assert.ThrowsAnyAsync<Exception>(() => reader.ReadAsync(TestContext.Current.CancellationToken));
            await reader.DisposeAsync();
        }
        else
        {
            Assert.ThrowsAny<Exception>(() => reader.Read());
            reader.Dispose();
        }

        if (isLost)
        {
            _database.AssertMarked(Reads.Authors);
        }
        else
        {
            _database.AssertInvalidated(Reads.Authors);
        }
    }

    [SuppressMessage(
        "Usage",
        "CA2215",
        Justification = "The base class would close a reader and a connection that are not there."
    )]
    private sealed class FailingReader(Exception failure) : RelationalDataReader
    {
        public override bool Read() => throw failure;

        public override Task<bool> ReadAsync(CancellationToken cancellationToken = default) =>
            Task.FromException<bool>(failure);

        public override void Dispose() { }

        public override ValueTask DisposeAsync() => default;
    }
}
