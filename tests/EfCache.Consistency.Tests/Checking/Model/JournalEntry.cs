namespace EfCache.Consistency.Tests.Checking.Model;

/// <summary>Written along with what may be killed: whether it is there tells whether the transaction was committed.</summary>
internal sealed class JournalEntry
{
    public int Id { get; set; }

    public long Operation { get; set; }
}
