using EfCache.Tests.Writes.Model;
using Microsoft.EntityFrameworkCore;

namespace EfCache.Tests.Writes;

/// <summary>An interceptor of the user's may save the context that is being saved.</summary>
public sealed class NestedSaveTests : IDisposable
{
    private readonly LibraryDatabase _database = new();

    public void Dispose() => _database.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Save_goes_on_after_another_within_it(bool isAsync)
    {
        _database.Warm(Reads.Authors);
        _database.Warm(Reads.Editors);
        _database.Warm(Reads.Genres);
        LibraryContext? context = null;
        Author? author = null;
        var nested = new CommandCallback(() =>
        {
            // What the outer save is about to send is not for the nested one.
            context!.Entry(author!).State = EntityState.Unchanged;
            context.Add(new Editor { Name = "Nested" });
            context.SaveChanges();
        });
        var whileCommitted = new CommitCallback(() => _database.AssertMarked(Reads.Authors));
        await using (context = _database.Open(options => options.AddInterceptors(nested, whileCommitted)))
        {
            context.Database.AutoTransactionBehavior = AutoTransactionBehavior.Always;
            author = context.Authors.Single(a => a.Id == 1);
            author.Name = "Outer";
            nested.IsArmed = true;

            await context.SaveAsync(isAsync);
        }

        Assert.True(whileCommitted.HasRun);
        _database.AssertInvalidated(Reads.Authors);
        _database.AssertInvalidated(Reads.Editors);
        _database.AssertHit(Reads.Genres);
    }
}
