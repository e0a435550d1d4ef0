namespace EfCache.Consistency.Tests.Checking.Model;

/// <summary>In a table of its own beside that of persons.</summary>
internal sealed class Employee : Person
{
    /// <summary>A version of its own, since it is written without the person's, too.</summary>
    public long Level { get; set; }
}
