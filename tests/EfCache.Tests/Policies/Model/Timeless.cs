using Microsoft.EntityFrameworkCore;

namespace EfCache.Tests.Policies.Model;

/// <summary>An attribute without a time.</summary>
[CacheTtl]
public sealed class Timeless
{
    public int Id { get; set; }
}
