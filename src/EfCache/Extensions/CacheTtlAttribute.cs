namespace Microsoft.EntityFrameworkCore;

/// <summary>
/// The time to live of cached queries that read the entity, as <c>HasCacheTtl</c> sets it in the model, which comes first.
/// Of several entities in one query the shortest counts. It makes nothing cached by itself.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = true)]
public sealed class CacheTtlAttribute : Attribute
{
    /// <summary>Whole days; 0 by default. The parts are added up.</summary>
    public int Days { get; set; }

    /// <summary>Whole hours; 0 by default.</summary>
    public int Hours { get; set; }

    /// <summary>Whole minutes; 0 by default.</summary>
    public int Minutes { get; set; }

    /// <summary>Whole seconds; 0 by default.</summary>
    public int Seconds { get; set; }

    internal TimeSpan Ttl => new(Days, Hours, Minutes, Seconds);
}
