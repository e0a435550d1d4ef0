using Microsoft.EntityFrameworkCore;

namespace EfCache.Tests.Query.Identity.Model;

/// <summary>The same tables, and a converter of the same types that converts otherwise.</summary>
public sealed class ShiftedNotesContext(DbContextOptions options) : NotesContext(options)
{
    protected override int Shift => 1;
}
