namespace EfCache.Tests.Writes.Model;

/// <summary>Its key is known before it is inserted.</summary>
public sealed class Device
{
    public Guid Id { get; set; }
    public string Name { get; set; } = "";
}
