namespace EfCache.Consistency.Tests.Checking.Model;

/// <summary>Its company follows from its key and never changes; its assignee and its amount follow from its version.</summary>
internal sealed class Invoice
{
    public int Id { get; set; }

    public int CompanyId { get; set; }

    public Company? Company { get; set; }

    public int? AssigneeId { get; set; }

    public Person? Assignee { get; set; }

    public int Amount { get; set; }

    public long Version { get; set; }

    public List<InvoiceLine> Lines { get; } = [];
}
