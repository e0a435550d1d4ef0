namespace EfCache.Redis.Tests.Servers;

/// <summary>A command as a client sent it, its name in upper case.</summary>
public sealed record RespCommand(string Name, IReadOnlyList<string> Arguments)
{
    public bool Is(string name) => Name.Equals(name, StringComparison.OrdinalIgnoreCase);

    public override string ToString() => string.Join(' ', [Name, .. Arguments]);

    internal static RespCommand Read(ReadOnlySpan<byte> bytes)
    {
        var words = RespFormat.Read(bytes).Items;
        return new RespCommand(words[0].Text.ToUpperInvariant(), [.. words.Skip(1).Select(word => word.Text)]);
    }
}
