namespace EfCache.Specification.Tests.Queries.Model;

/// <summary>Is filtered by the context's tenant.</summary>
public class Memo
{
    public int Id { get; set; }

    public int TenantId { get; set; }

    public string Text { get; set; } = "";
}
