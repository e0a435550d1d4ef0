namespace EfCache.Consistency.Tests.Checking.Model;

/// <summary>Never written.</summary>
internal sealed class Account
{
    public int Id { get; set; }
}
