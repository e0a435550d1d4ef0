using EfCache.Specification.Tests.Queries.Model;
using Microsoft.EntityFrameworkCore;

namespace EfCache.Specification.Tests.Queries.Shapes;

/// <summary>Entities as the model maps them, and what is included with them.</summary>
public static class EntityShapes
{
    public static IEnumerable<Shape> All =>
        [
            Shape.Of("single table", c => c.Categories.OrderBy(x => x.Id).Cacheable(), "Categories"),
            Shape.Of("without tracking", c => c.Categories.AsNoTracking().Cacheable(), "Categories"),
            Shape.Of("owned, complex and primitive collections", c => c.Customers.Cacheable(), "Customers"),
            Shape.Of("owned in its own table and JSON", c => c.Products.Cacheable(), "Products", "ProductDimensions"),
            Shape.Of("projection", c => c.Customers.Select(x => new { x.Id, x.Address.City }).Cacheable(), "Customers"),
            Shape.Of(
                "include a collection",
                c => c.Customers.Include(x => x.Orders).Cacheable(),
                "Customers",
                "Orders"
            ),
            Shape.Of("include a reference", c => c.Orders.Include(x => x.Customer).Cacheable(), "Customers", "Orders"),
            Shape.Of(
                "include, then include",
                c => c.Customers.Include(x => x.Orders).ThenInclude(x => x.Lines).Cacheable(),
                "Customers",
                "Orders",
                "Lines"
            ),
            Shape.Of(
                "include with a filter",
                c => c.Customers.Include(x => x.Orders.Where(o => o.Total > 30)).Cacheable(),
                "Customers",
                "Orders"
            ),
            Shape.Of(
                "include without tracking and with identities",
                c => c.Orders.Include(x => x.Customer).AsNoTrackingWithIdentityResolution().Cacheable(),
                "Customers",
                "Orders"
            ),
            Shape.Of(
                "split query",
                c =>
                    c.Customers.Include(x => x.Orders)
                            .ThenInclude(x => x.Lines)
                        .OrderBy(x => x.Id)
                        .AsSplitQuery()
                        .Cacheable(),
                "Customers",
                "Orders",
                "Lines"
            ) with
            {
                Commands = 3,
                FirstTables = ["Customers"],
            },
            Shape.Of(
                "split query of a projection",
                c =>
                    c.Customers.OrderBy(x => x.Id)
                        .Select(x => new { x.Name, Notes = x.Orders.Select(o => o.Note).ToList() })
                        .AsSplitQuery()
                        .Cacheable(),
                "Customers",
                "Orders"
            ) with
            {
                Commands = 2,
                FirstTables = ["Customers"],
            },
            Shape.Of(
                "many to many",
                c => c.Categories.Include(x => x.Products).OrderBy(x => x.Id).Cacheable(),
                "Categories",
                "CategoryProduct",
                "Products",
                "ProductDimensions"
            ),
            Shape.Of(
                "many to many, split",
                c => c.Categories.Include(x => x.Products).OrderBy(x => x.Id).AsSplitQuery().Cacheable(),
                "Categories",
                "CategoryProduct",
                "Products",
                "ProductDimensions"
            ) with
            {
                Commands = 2,
                FirstTables = ["Categories"],
            },
            Shape.Of("TPH root", c => c.Animals.OrderBy(x => x.Id).Cacheable(), "Animals"),
            Shape.Of("TPH derived", c => c.Set<Cat>().OrderBy(x => x.Id).Cacheable(), "Animals"),
            Shape.Of("TPT root", c => c.Vehicles.OrderBy(x => x.Id).Cacheable(), "Vehicles", "Cars", "Trucks"),
            Shape.Of("TPT derived", c => c.Set<Car>().OrderBy(x => x.Id).Cacheable(), "Vehicles", "Cars"),
            Shape.Of("TPC root", c => c.Payments.OrderBy(x => x.Id).Cacheable(), "CardPayments", "CashPayments"),
            Shape.Of("TPC derived", c => c.Set<CashPayment>().OrderBy(x => x.Id).Cacheable(), "CashPayments"),
            Shape.Of("TPC, of a type", c => c.Payments.OfType<CardPayment>().Cacheable(), "CardPayments"),
            Shape.Of("table splitting", c => c.Documents.Include(x => x.Body).Cacheable(), "Documents"),
            Shape.Of("entity splitting", c => c.People.OrderBy(x => x.Id).Cacheable(), "People", "Biographies"),
            Shape.Of("query filter", c => c.Memos.Cacheable(), "Memos"),
            Shape.Of("query filter ignored", c => c.Memos.IgnoreQueryFilters().Cacheable(), "Memos"),
            Shape.Of(
                "names that need quoting",
                c => c.LedgerEntries.OrderBy(x => x.Id).Cacheable(),
                "Ledger Entries.Up_1"
            ),
            Shape.Of("strongly typed key", c => c.Tickets.OrderBy(x => x.Id).Cacheable(), "Tickets"),
            Shape.Of("view", c => c.CustomerTotals.OrderBy(x => x.CustomerId).Cacheable(), "Customers", "Orders"),
            Shape.Of(
                "owned JSON queried",
                c =>
                    c.Products.Where(x => x.Description.Text != "Text 1")
                        .Select(x => x.Description.Translations)
                        .AsNoTracking()
                        .Cacheable(),
                "Products"
            ),
            Shape.Of(
                "owned JSON collection queried",
                c =>
                    c.Products.Where(x => x.Description.Translations.Any(t => t.Language == "de"))
                        .Select(x => x.Id)
                        .Cacheable(),
                "Products"
            ),
            Shape.Of(
                "primitive collection queried",
                c => c.Customers.Where(x => x.Labels.Contains("even")).Select(x => x.Id).Cacheable(),
                "Customers"
            ),
            Shape.Of(
                "converted enum",
                c => c.Customers.Where(x => x.Kind == CustomerKind.Company).Cacheable(),
                "Customers"
            ),
        ];
}
