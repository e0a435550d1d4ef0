using Microsoft.EntityFrameworkCore.Storage;

namespace EfCache.Narrowing;

/// <summary>The values that a column has in all rows that a command reads or writes.</summary>
/// <param name="Column">The column's name.</param>
/// <param name="Mapping">The column's type mapping: values of parameters are compared as it converts them.</param>
/// <param name="Values">Any of these.</param>
internal sealed record ColumnValues(string Column, RelationalTypeMapping Mapping, IReadOnlyList<ValueSource> Values);
