namespace EfCache.Specification.Tests.Queries.Model;

public class CashPayment : Payment
{
    public int Change { get; set; }
}
