using System.Data.Common;
using EfCache.Tests.Query.Identity.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace EfCache.Tests.Query.Identity;

/// <summary>An interceptor runs the very query that is being read: it must not wait for the read that waits for it.</summary>
public sealed class ReadInsideReadTests : IDisposable
{
    private readonly NotesDatabase _database = new();

    public void Dispose() => _database.Dispose();

    [Theory(Timeout = 15_000)] // half of what a reader waits for another's read
    [InlineData(false)]
    [InlineData(true)]
    public async Task Interceptor_that_runs_the_same_query_is_answered(bool skipsInterceptorsOnHits)
    {
        var inner = new List<int>();
        var interceptor = new RunningInterceptor(async () =>
        {
            await using var context = _database.Open();
            inner.Add(await CountAsync(context));
        });
        await using var outer = new NotesContext(
            _database.Options(
                cache =>
                {
                    if (skipsInterceptorsOnHits)
                    {
                        cache.SkipCommandInterceptorsOnHits();
                    }
                },
                options => options.AddInterceptors(interceptor)
            )
        );

        Assert.Equal(2, await CountAsync(outer));
        Assert.Equal([2], inner);
    }

    private static async Task<int> CountAsync(NotesContext context) =>
        (await context.Notes.Cacheable().ToListAsync(TestContext.Current.CancellationToken)).Count;

    private sealed class RunningInterceptor(Func<Task> run) : DbCommandInterceptor
    {
        public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command,
            CommandEventData eventData,
            InterceptionResult<DbDataReader> result,
            CancellationToken cancellationToken = default
        )
        {
            await run();
            return result;
        }
    }
}
