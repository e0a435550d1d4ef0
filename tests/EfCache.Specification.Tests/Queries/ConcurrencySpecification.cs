using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries.Model;
using Microsoft.EntityFrameworkCore;

namespace EfCache.Specification.Tests.Queries;

/// <summary>Many who ask for the same at once.</summary>
public abstract class ConcurrencySpecification<TDatabase, TDoor>(TDatabase database)
    : QuerySpecification<TDatabase, TDoor>(database)
    where TDatabase : DatabaseFixture
    where TDoor : IDoor
{
    private const int Readers = 64;

    [Fact]
    public async Task Asynchronous_misses_at_once_are_one_command()
    {
        await WarmUpAsync();
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var (texts, commands) = await CountAsync(async () =>
        {
            var readers = Enumerable
                .Range(0, Readers)
                .Select(async _ =>
                {
                    await gate.Task;
                    await using var context = Cached();
                    return TextOf(await Query(context).ToListAsync(Cancellation));
                })
                .ToList();
            gate.SetResult();
            return await Task.WhenAll(readers);
        });

        Assert.Equal(1, commands);
        Assert.Single(texts.Distinct());
    }

    [Fact]
    public async Task Synchronous_misses_at_once_are_one_command()
    {
        await WarmUpAsync();
        using var gate = new Barrier(Readers);
        var (texts, commands) = await CountAsync(() =>
            Task.WhenAll(
                Enumerable
                    .Range(0, Readers)
                    .Select(_ =>
                        Task.Factory.StartNew(
                            () =>
                            {
                                gate.SignalAndWait();
                                using var context = Cached();
                                return TextOf(Query(context).ToList());
                            },
                            Cancellation,
                            TaskCreationOptions.LongRunning,
                            TaskScheduler.Default
                        )
                    )
            )
        );

        Assert.Equal(1, commands);
        Assert.Single(texts.Distinct());
    }

    [Fact]
    public async Task Misses_of_different_parameters_at_once_are_a_command_each()
    {
        await WarmUpAsync();
        var (names, commands) = await CountAsync(() =>
            Task.WhenAll(
                Enumerable
                    .Range(0, Readers)
                    .Select(async i =>
                    {
                        var id = (i % 8) + 1;
                        await using var context = Cached();
                        var customer = await context
                            .Customers.Where(x => x.Id == id)
                            .Cacheable()
                            .SingleAsync(Cancellation);
                        return (id, customer.Id);
                    })
            )
        );

        Assert.Equal(8, commands);
        Assert.All(names, pair => Assert.Equal(pair.id, pair.Id));
    }

    private static IQueryable<Customer> Query(ShopContext context) =>
        context.Customers.Include(x => x.Orders).ThenInclude(x => x.Lines).OrderBy(x => x.Id).Cacheable();

    /// <summary>So that not all of them wait for EF Core's model.</summary>
    private async Task WarmUpAsync()
    {
        await using var context = Uncached();
        await context.Settings.ToListAsync(Cancellation);
    }
}
