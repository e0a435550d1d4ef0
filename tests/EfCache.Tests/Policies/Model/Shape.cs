using Microsoft.EntityFrameworkCore;

namespace EfCache.Tests.Policies.Model;

/// <summary>An attribute that derived types inherit.</summary>
[CacheTtl(Hours = 1, Minutes = 1, Seconds = 1)]
public class Shape
{
    public int Id { get; set; }
}
