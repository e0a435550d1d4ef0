namespace EfCache.Tests.Writes.Model;

/// <summary>Has what a save can fail on: a concurrency token and a unique index.</summary>
public sealed class Account
{
    public int Id { get; set; }
    public string Email { get; set; } = "";
    public int Balance { get; set; }
    public int Version { get; set; }
}
