using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace EfCache.Tests.Query.Identity.Model;

public class NotesContext(DbContextOptions options) : DbContext(options)
{
    public DbSet<Note> Notes => Set<Note>();

    public DbSet<NoteView> NoteViews => Set<NoteView>();

    public DbSet<Secret> Secrets => Set<Secret>();

    protected virtual int Shift => 0;

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        // A converter with a state of its own, like one that encrypts by a tenant's key.
        var shift = Shift;
        modelBuilder
            .Entity<Note>()
            .Property(note => note.Text)
            .HasConversion(
                new ValueConverter<string, string>(text => Shifted(text, shift), text => Shifted(text, -shift))
            );
        modelBuilder.Entity<NoteView>().ToView("NoteViews").HasCacheDependencies("Notes");
        modelBuilder.Entity<Secret>().IsNeverCached();
    }

    private static string Shifted(string text, int by) => string.Concat(text.Select(c => (char)(c + by)));
}
