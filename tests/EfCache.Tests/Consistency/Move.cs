namespace EfCache.Tests.Consistency;

/// <summary>One step of a schedule.</summary>
internal readonly record struct Move(MoveKind Kind, int Actor)
{
    public override string ToString() => $"{Kind} {Actor}";
}
