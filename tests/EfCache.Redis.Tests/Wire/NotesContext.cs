using Microsoft.EntityFrameworkCore;

namespace EfCache.Redis.Tests.Wire;

public sealed class NotesContext(DbContextOptions<NotesContext> options) : DbContext(options)
{
    public DbSet<Note> Notes => Set<Note>();
}
