namespace EfCache.Specification.Tests.Queries.Model;

/// <summary>Has a key of text.</summary>
public class Setting
{
    public string Key { get; set; } = "";

    public string Value { get; set; } = "";
}
