namespace Shop.Data;

public sealed record RatingSummary(int Count, double Average)
{
    public static RatingSummary None { get; } = new(0, 0);
}
