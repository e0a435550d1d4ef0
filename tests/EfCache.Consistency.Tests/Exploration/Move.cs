namespace EfCache.Consistency.Tests.Exploration;

/// <summary>One step of a schedule.</summary>
internal readonly record struct Move(MoveKind Kind, int Actor)
{
    public override string ToString() => $"{Kind} {Actor}";
}
