namespace EfCache.Tests.Readme;

public sealed class Invoice
{
    public int Id { get; set; }

    public int CompanyId { get; set; }

    public bool IsPaid { get; set; }

    public int Cents { get; set; }
}
