namespace EfCache.Consistency.Tests.Checking.Model;

/// <summary>Some are deleted and come back; the database then sets the assignee of their invoices to null.</summary>
internal class Person
{
    public int Id { get; set; }

    public long Version { get; set; }

    public List<Invoice> Invoices { get; } = [];
}
