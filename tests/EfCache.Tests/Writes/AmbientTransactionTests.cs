using System.Runtime.CompilerServices;
using System.Transactions;
using EfCache.Tests.Writes.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace EfCache.Tests.Writes;

/// <summary>SQLite takes no part in ambient transactions and commits at once; the cache waits for their end all the same.</summary>
public sealed class AmbientTransactionTests : IDisposable
{
    private readonly LibraryDatabase _database = new();

    public void Dispose() => _database.Dispose();

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, true)]
    [InlineData(false, false)]
    [InlineData(true, false)]
    public async Task Write_in_a_scope_is_never_stale_and_ends_with_the_scope(bool isAsync, bool isCompleted)
    {
        _database.Warm(Reads.Authors);
        using (var scope = new TransactionScope(TransactionScopeAsyncFlowOption.Enabled))
        {
            using (var context = Open())
            {
                context.Add(new Author { Name = "In a scope" });
                await context.SaveAsync(isAsync);
            }

            using (new TransactionScope(TransactionScopeOption.Suppress, TransactionScopeAsyncFlowOption.Enabled))
            {
                _database.AssertMarked(Reads.Authors);
            }

            if (isCompleted)
            {
                scope.Complete();
            }
        }

        _database.AssertInvalidated(Reads.Authors);
    }

    [Fact]
    public void Reads_in_a_scope_neither_use_nor_fill_the_cache()
    {
        _database.Warm(Reads.Authors);
        var log = new ReadLog();
        using var scope = new TransactionScope();
        using var context = Open(log);
        Assert.Equal(3, Reads.Authors(context).Cacheable().ToList().Count);
        Assert.Equal(ReadOutcome.Bypassed, log.Take());
    }

    [Fact]
    public void Context_does_not_keep_the_scopes_that_it_wrote_in()
    {
        using var context = Open();
        var scope = WriteInAScope(context);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        Assert.False(scope.IsAlive);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference WriteInAScope(LibraryContext context)
    {
        using var scope = new TransactionScope();
        var transaction = new WeakReference(Transaction.Current);
        context.Devices.ExecuteUpdate(set => set.SetProperty(d => d.Name, "x"));
        scope.Complete();
        return transaction;
    }

    private LibraryContext Open(ReadLog? log = null) =>
        _database.Open(options =>
        {
            log?.AddTo(options);
            options.ConfigureWarnings(warnings => warnings.Ignore(RelationalEventId.AmbientTransactionWarning));
        });
}
