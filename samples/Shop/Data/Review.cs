using Microsoft.EntityFrameworkCore;

namespace Shop.Data;

[CacheTtl(Minutes = 2)]
public sealed class Review
{
    public int Id { get; set; }

    public int ProductId { get; set; }

    public required string Author { get; set; }

    public int Stars { get; set; }

    public required string Text { get; set; }

    public DateTime WrittenAt { get; set; }
}
