using System.ComponentModel.DataAnnotations.Schema;

namespace EfCache.Redis.Tests.Faults.Instances;

/// <summary>A row that is read and written by its key.</summary>
public sealed class Parcel
{
    [DatabaseGenerated(DatabaseGeneratedOption.None)]
    public int Id { get; set; }

    public string Name { get; set; } = "";
}
