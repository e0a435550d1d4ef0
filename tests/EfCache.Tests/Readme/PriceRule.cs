using Microsoft.EntityFrameworkCore;

namespace EfCache.Tests.Readme;

[CacheTtl(Minutes = 10)]
public class PriceRule
{
    public int Id { get; set; }

    public int Percent { get; set; }
}
