namespace EfCache.Specification.Tests.Queries.Model;

public class Company
{
    public int Id { get; set; }

    public string Name { get; set; } = "";

    public List<Invoice> Invoices { get; set; } = [];
}
