namespace EfCache.Specification.Tests.Queries.Model;

public class CardPayment : Payment
{
    public string Card { get; set; } = "";
}
