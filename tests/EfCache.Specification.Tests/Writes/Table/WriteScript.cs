namespace EfCache.Specification.Tests.Writes.Table;

/// <summary>What happens at a write's moments: others read, or the writer dies, or its connection.</summary>
public abstract class WriteScript
{
    public abstract void At(Moment moment);

    public virtual Task AtAsync(Moment moment)
    {
        At(moment);
        return Task.CompletedTask;
    }
}
