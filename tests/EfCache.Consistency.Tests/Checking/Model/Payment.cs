namespace EfCache.Consistency.Tests.Checking.Model;

/// <summary>The database generates its key. It moves between accounts: its foreign key is a concurrency token and follows from the version.</summary>
internal sealed class Payment
{
    public int Id { get; set; }

    public int AccountId { get; set; }

    public long Version { get; set; }
}
