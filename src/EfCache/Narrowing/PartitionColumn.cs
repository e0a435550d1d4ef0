using Microsoft.EntityFrameworkCore.Metadata;

namespace EfCache.Narrowing;

/// <summary>A column by whose values a table's rows are told apart, as parts of the table.</summary>
internal sealed record PartitionColumn(IColumn Column, PartitionKind Kind);
