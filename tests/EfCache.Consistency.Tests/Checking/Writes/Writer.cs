using System.Data.Common;
using EfCache.Consistency.Tests.Checking.Databases;
using EfCache.Consistency.Tests.Checking.Judging;
using EfCache.Consistency.Tests.Checking.Model;
using EfCache.Consistency.Tests.Checking.Stores;
using Microsoft.EntityFrameworkCore;

namespace EfCache.Consistency.Tests.Checking.Writes;

/// <summary>Writes at random, one operation after another.</summary>
internal sealed class Writer(
    History history,
    CheckedDatabase database,
    WriterContexts contexts,
    WriteLog log,
    IReadOnlyCollection<WriteScope> scopes,
    int seed
)
{
    private readonly WeightedChoice<WriteScope> _scopes = new(
        [.. scopes.Where(scope => database.IsPostgreSql || !scope.IsPostgreSqlOnly)],
        scope => scope.Weight
    );
    private readonly WeightedChoice<WriteStep> _steps = new(
        [.. WriteStep.All.Where(step => database.IsPostgreSql || !step.IsPostgreSqlOnly)],
        step => step.Weight
    );

    public History History => history;

    public CheckedDatabase Database => database;

    public WriterContexts Contexts => contexts;

    public WriteLog Log => log;

    public Random Random { get; } = new(seed);

    /// <summary>Writes until there is nothing left to do.</summary>
    /// <param name="tryEnterAsync">Waits until it may write once more; false at the end.</param>
    /// <param name="leave">It has written.</param>
    public async Task RunAsync(Func<Task<bool>> tryEnterAsync, Action leave)
    {
        Jitter.Use(new Random(~seed));
        while (await tryEnterAsync())
        {
            try
            {
                var scope = _scopes.Next(Random);
                log.NoteScope(scope.Name, await scope.RunAsync(this));
            }
            finally
            {
                leave();
            }
        }
    }

    public CallPath NewPath() => new(Random.Next(2) == 0);

    public WriteSession NewSession(WriteOperation operation, BooksContext context, CallPath path) =>
        new(history, operation, context, path, Random, database.IsPostgreSql);

    /// <summary>Runs a step that is chosen at random.</summary>
    public async Task<bool> RunStepAsync(WriteSession session)
    {
        var step = _steps.Next(Random);
        session.Operation.Describe(step.Name);
        session.Context.ChangeTracker.Clear();
        var hasWritten = await step.RunAsync(session);
        log.NoteStep(step.Name, hasWritten);
        return hasWritten;
    }

    /// <summary>Runs a few steps, some of which are undone, and reads what they wrote.</summary>
    public async Task<bool> RunStepsAsync(WriteSession session)
    {
        var hasWritten = false;
        for (var steps = Random.Next(1, 4); steps > 0; steps--)
        {
            hasWritten |= await RunStepAsync(session);
            if (Random.Next(3) == 0)
            {
                await OwnWrites.JudgeAsync(session);
            }
        }

        return hasWritten;
    }

    /// <summary>
    /// Whether the database refused: a deadlock, a foreign key, a version that another has changed meanwhile; or the library did.
    /// </summary>
    public static bool IsRefusal(Exception exception) => RefusalOf(exception) is not null;

    /// <summary>Null for any other exception.</summary>
    public static WriteEnd? RefusalOf(Exception exception)
    {
        for (Exception? cause = exception; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case CacheInvalidationException:
                    return WriteEnd.NotMarked;
                case DbUpdateConcurrencyException or DbException { SqlState: not null }:
                case Microsoft.Data.Sqlite.SqliteException:
                    return WriteEnd.Refused;
            }
        }

        return null;
    }
}
