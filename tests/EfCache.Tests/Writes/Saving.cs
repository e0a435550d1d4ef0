using Microsoft.EntityFrameworkCore;

namespace EfCache.Tests.Writes;

/// <summary>Lets one test run by the sync path and by the async path.</summary>
internal static class Saving
{
    public static async Task<int> SaveAsync(this DbContext context, bool isAsync) =>
        isAsync ? await context.SaveChangesAsync(Xunit.TestContext.Current.CancellationToken)
#pragma warning disable CA1849 // The sync path is what is wanted.
            : context.SaveChanges();
#pragma warning restore CA1849
}
