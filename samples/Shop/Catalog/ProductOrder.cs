namespace Shop.Catalog;

public enum ProductOrder
{
    Bestselling,
    Name,
    Cheapest,
    Dearest,
}
