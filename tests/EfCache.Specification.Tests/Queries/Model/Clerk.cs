namespace EfCache.Specification.Tests.Queries.Model;

public class Clerk
{
    public int Id { get; set; }

    public string Name { get; set; } = "";

    public List<Invoice> Invoices { get; set; } = [];
}
