namespace EfCache.Specification.Tests.Queries.Model;

public class Ticket
{
    public TicketId Id { get; set; }

    public string Title { get; set; } = "";
}
