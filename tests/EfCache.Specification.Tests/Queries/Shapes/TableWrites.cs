using EfCache.Specification.Tests.Queries.Model;
using Microsoft.EntityFrameworkCore;

namespace EfCache.Specification.Tests.Queries.Shapes;

/// <summary>For each table a change that SaveChanges makes in it, and in no other.</summary>
public static class TableWrites
{
    public static IReadOnlyDictionary<string, Action<ShopContext>> All { get; } =
        new Dictionary<string, Action<ShopContext>>
        {
            ["Categories"] = c => Append(c.Categories.OrderBy(x => x.Id).First(), x => x.Name += "+"),
            ["Customers"] = c => Append(c.Customers.OrderBy(x => x.Id).First(), x => x.Address.City += "+"),
            ["Orders"] = c => Append(c.Orders.OrderBy(x => x.Id).First(), x => x.Total += 1),
            ["Lines"] = c => Append(c.Lines.OrderBy(x => x.OrderId).First(), x => x.Quantity += 1),
            ["Products"] = c =>
                Append(c.Products.OrderBy(x => x.Id).First(), x => x.Description.Translations[0].Text += "+"),
            ["ProductDimensions"] = c => Append(c.Products.OrderBy(x => x.Id).First(), x => x.Dimensions.Height += 1),
            ["CategoryProduct"] = Relink,
            ["Animals"] = c => Append(c.Set<Cat>().OrderBy(x => x.Id).First(), x => x.Lives += 1),
            ["Vehicles"] = c => Append(c.Set<Car>().OrderBy(x => x.Id).First(), x => x.Plate += "+"),
            ["Cars"] = c => Append(c.Set<Car>().OrderBy(x => x.Id).First(), x => x.Seats += 1),
            ["Trucks"] = c => Append(c.Set<Truck>().OrderBy(x => x.Id).First(), x => x.Load += 1),
            ["CardPayments"] = c => Append(c.Set<CardPayment>().OrderBy(x => x.Id).First(), x => x.Cents += 1),
            ["CashPayments"] = c => Append(c.Set<CashPayment>().OrderBy(x => x.Id).First(), x => x.Change += 1),
            ["Documents"] = c =>
                Append(c.Documents.Include(x => x.Body).OrderBy(x => x.Id).First(), x => x.Body.Text += "+"),
            ["People"] = c => Append(c.People.OrderBy(x => x.Id).First(), x => x.Name += "+"),
            ["Biographies"] = c => Append(c.People.OrderBy(x => x.Id).First(), x => x.Biography += "+"),
            ["Memos"] = c => c.Add(new Memo { TenantId = 1, Text = "more" }),
            ["Ledger Entries.Up_1"] = c => Append(c.LedgerEntries.OrderBy(x => x.Id).First(), x => x.Amount += 1),
            ["Tickets"] = c => Append(c.Tickets.OrderBy(x => x.Id).First(), x => x.Title += "+"),
            ["Settings"] = c => Append(c.Settings.OrderBy(x => x.Key).First(), x => x.Value += "+"),
            ["Rates"] = c => Append(c.Rates.OrderBy(x => x.Id).First(), x => x.Name += "+"),
        };

    private static void Append<T>(T entity, Action<T> change) => change(entity);

    /// <summary>Takes a link away, or puts it back.</summary>
    private static void Relink(ShopContext context)
    {
        var category = context.Categories.Include(x => x.Products).OrderBy(x => x.Id).First();
        var product = context.Products.OrderBy(x => x.Id).First();
        if (!category.Products.Remove(product))
        {
            category.Products.Add(product);
        }
    }
}
