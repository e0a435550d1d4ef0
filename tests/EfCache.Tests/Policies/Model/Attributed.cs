using Microsoft.EntityFrameworkCore;

namespace EfCache.Tests.Policies.Model;

/// <summary>Seven minutes by its attribute.</summary>
[CacheTtl(Minutes = 7)]
public sealed class Attributed
{
    public int Id { get; set; }
}
