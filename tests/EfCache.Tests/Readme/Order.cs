namespace EfCache.Tests.Readme;

public sealed class Order
{
    public int Id { get; set; }

    public int ProductId { get; set; }

    public int TenantId { get; set; }
}
