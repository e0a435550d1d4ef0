using EfCache.Tests.Writes.Model;
using Microsoft.EntityFrameworkCore;

namespace EfCache.Tests.Writes;

/// <summary>Queries of whole tables, and of single rows.</summary>
internal static class Reads
{
    public static IQueryable<Author> Authors(LibraryContext c) => c.Authors.OrderBy(a => a.Id);

    public static IQueryable<Book> Books(LibraryContext c) => c.Books.OrderBy(b => b.Id);

    public static IQueryable<Chapter> Chapters(LibraryContext c) => c.Chapters.OrderBy(x => x.Id);

    public static IQueryable<Editor> Editors(LibraryContext c) => c.Editors.OrderBy(e => e.Id);

    public static IQueryable<Genre> Genres(LibraryContext c) => c.Genres.OrderBy(g => g.Id);

    public static IQueryable<Category> Categories(LibraryContext c) => c.Categories.AsNoTracking().OrderBy(x => x.Id);

    public static IQueryable<Device> Devices(LibraryContext c) => c.Devices.OrderBy(d => d.Id);

    public static IQueryable<Account> Accounts(LibraryContext c) => c.Accounts.OrderBy(a => a.Id);

    public static IQueryable<Stock> Stocks(LibraryContext c) => c.Stocks.OrderBy(s => s.Id);

    public static IQueryable<Book> BooksWithGenres(LibraryContext c) =>
        c.Books.AsNoTracking().Include(b => b.Genres.OrderBy(g => g.Id)).OrderBy(b => b.Id);

    public static Func<LibraryContext, IQueryable<Author>> Author(int id) => c => c.Authors.Where(a => a.Id == id);

    public static Func<LibraryContext, IQueryable<Book>> Book(int id) => c => c.Books.Where(b => b.Id == id);

    public static Func<LibraryContext, IQueryable<Category>> Category(int id) =>
        c => c.Categories.AsNoTracking().Where(x => x.Id == id);

    public static Func<LibraryContext, IQueryable<Device>> Device(Guid id) => c => c.Devices.Where(d => d.Id == id);

    public static Func<LibraryContext, IQueryable<Account>> Account(int id) => c => c.Accounts.Where(a => a.Id == id);
}
