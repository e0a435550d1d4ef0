using EfCache.Consistency.Tests.Checking.Judging;
using EfCache.Consistency.Tests.Checking.Model;
using EfCache.Consistency.Tests.Checking.Stores;
using Microsoft.EntityFrameworkCore;

namespace EfCache.Consistency.Tests.Checking.Reads;

/// <summary>Reads at random, one query after another, in a few contexts one after another, and has each judged.</summary>
internal sealed class Reader(History history, IReadOnlyList<ContextKind> kinds, Trends trends, int seed)
{
    private const int MostReadsOfContext = 6;

    private readonly Random _choices = new(seed);
    private BooksContext? _context;
    private ReadKind? _read;

    public History History => history;

    /// <summary>For what the query is asked for.</summary>
    public Random Random { get; private set; } = new();

    public Judge Judge { get; } = new(history);

    public LookupCounts Counts { get; } = new();

    /// <summary>Hits by the kind of context.</summary>
    public Dictionary<string, int> HitsByKind { get; } = [];

    public CallPath Path { get; private set; }

    public ContextKind Kind { get; private set; } = kinds[0];

    public BooksContext Context => _context ?? throw new InvalidOperationException("No context is open.");

    /// <summary>Reads until there is nothing left to do.</summary>
    /// <param name="tryTake">Takes one read of those that are to be done.</param>
    public async Task RunAsync(Func<bool> tryTake)
    {
        Counts.Use();
        Jitter.Use(new Random(~seed));
        while (true)
        {
            Kind = kinds[_choices.Next(kinds.Count)];
            await using var rented = Kind.Open();
            _context = rented.Context;
            await using var transaction = Kind.IsInTransaction ? await _context.Database.BeginTransactionAsync() : null;
            for (var reads = _choices.Next(1, MostReadsOfContext + 1); reads > 0; reads--)
            {
                if (!tryTake())
                {
                    return;
                }

                Path = new CallPath(_choices.Next(2) == 0);
                (_read, var argumentSeed) = trends.Next(_choices);
                Random = new Random(argumentSeed);
                await _read.RunAsync(this);
            }
        }
    }

    /// <summary>A few of them often and the others rarely, as it is with what people look at.</summary>
    public int Pick(int count) => Hot.Pick(Random, count);

    /// <summary>Asks the query for its rows, with and without tracking, by the cache.</summary>
    public Task<List<T>> ListAsync<T>(int argument, IQueryable<T> query)
    {
        var path = Path;
        return RunAsync(argument, () => path.ToListAsync(query.Cacheable()));
    }

    /// <inheritdoc cref="ListAsync{T}"/>
    public Task<List<T>> ListEntitiesAsync<T>(int argument, IQueryable<T> query)
        where T : class
    {
        // Without this a context would answer from the entities that it tracks, and not from the rows.
        Context.ChangeTracker.Clear();

        // Each query in a way of its own for each path: to compile all of them would show little more.
        var way = (_read!.Name.Length + (Path.IsAsync ? 1 : 0)) % 3;
        return ListAsync(
            argument,
            way switch
            {
                0 => query,
                1 => query.AsNoTracking(),
                _ => query.AsNoTrackingWithIdentityResolution(),
            }
        );
    }

    /// <summary>Runs what reads between the judge's begin and end.</summary>
    public async Task<T> RunAsync<T>(int argument, Func<Task<T>> run)
    {
        var (hits, misses) = (Counts.Hits, Counts.Misses);
        Judge.Start(_read!.Name, argument, $"{Path}, {Kind.Name}");
        var result = await run();
        Judge.End(Counts.Hits - hits, Counts.Misses - misses);
        HitsByKind[Kind.Name] = HitsByKind.GetValueOrDefault(Kind.Name) + Counts.Hits - hits;
        return result;
    }
}
