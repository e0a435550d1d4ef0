using EfCache.Tests.Query.Identity.Model;
using EfCache.Tests.Writes;
using Microsoft.EntityFrameworkCore;

namespace EfCache.Tests.Query.Identity;

/// <summary>An entry that is there and can't be replayed is a miss, and never an exception to the user.</summary>
public sealed class UnreadableEntryTests : IDisposable
{
    private readonly NotesDatabase _database = new();

    public void Dispose() => _database.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Entry_without_its_columns_is_a_miss_each_time(bool isAsync)
    {
        var options = _database.OptionsOf(new UnreadableStoreChoice(_database.Store.Store));
        for (var i = 0; i < 3; i++)
        {
            await using var context = new NotesContext(options);
            var query = context.Notes.OrderBy(note => note.Id).Cacheable();
#pragma warning disable CA1849 // The sync path is what is wanted.
            var notes = isAsync ? await query.ToListAsync(TestContext.Current.CancellationToken) : query.ToList();
#pragma warning restore CA1849
            Assert.Equal(["a", "b"], notes.Select(note => note.Text));
            Assert.Equal(ReadOutcome.Filled, _database.Log.Take());
        }
    }
}
