namespace EfCache.Specification.Tests.Queries.Model;

/// <summary>May move to another room: each statement compares the room with the row's.</summary>
public class Seat
{
    public int Id { get; set; }

    public int RoomId { get; set; }

    public string Text { get; set; } = "";
}
