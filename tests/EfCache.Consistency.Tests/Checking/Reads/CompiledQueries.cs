using EfCache.Consistency.Tests.Checking.Model;
using Microsoft.EntityFrameworkCore;

namespace EfCache.Consistency.Tests.Checking.Reads;

/// <summary>Queries that were compiled beforehand, which the library sees through another door.</summary>
internal sealed class CompiledQueries
{
    public Func<BooksContext, int, Task<Invoice?>> InvoiceAsync { get; } =
        EF.CompileAsyncQuery(
            (BooksContext db, int id) => db.Invoices.AsNoTracking().Cacheable().SingleOrDefault(i => i.Id == id)
        );

    public Func<BooksContext, int, Invoice?> Invoice { get; } =
        EF.CompileQuery(
            (BooksContext db, int id) => db.Invoices.AsNoTracking().Cacheable().SingleOrDefault(i => i.Id == id)
        );

    public Func<BooksContext, int, IAsyncEnumerable<Invoice>> InvoicesOfCompanyAsync { get; } =
        EF.CompileAsyncQuery(
            (BooksContext db, int company) => db.Invoices.Where(i => i.CompanyId == company).AsNoTracking().Cacheable()
        );

    public Func<BooksContext, int, IEnumerable<Invoice>> InvoicesOfCompany { get; } =
        EF.CompileQuery(
            (BooksContext db, int company) => db.Invoices.Where(i => i.CompanyId == company).AsNoTracking().Cacheable()
        );
}
