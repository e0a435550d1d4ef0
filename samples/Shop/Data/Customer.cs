namespace Shop.Data;

/// <summary>Personal data: the model says that it is never cached.</summary>
public sealed class Customer
{
    public int Id { get; set; }

    public required string Name { get; set; }

    public required string Email { get; set; }
}
