using Microsoft.EntityFrameworkCore;

namespace EfCache.Tests.Policies.Model;

/// <summary>Seven minutes by its attribute, and one by the model.</summary>
[CacheTtl(Minutes = 7)]
public sealed class Overruled
{
    public int Id { get; set; }
}
