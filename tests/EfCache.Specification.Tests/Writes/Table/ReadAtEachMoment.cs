namespace EfCache.Specification.Tests.Writes.Table;

/// <summary>Others read at each moment.</summary>
public sealed class ReadAtEachMoment(Action<MomentKind> read) : WriteScript
{
    public override void At(Moment moment) => read(moment.Kind);
}
