using Microsoft.EntityFrameworkCore.Storage;

namespace EfCache.Query.Plans;

/// <summary>The values that a key's column can have in a query's result.</summary>
/// <param name="Column">The column's name.</param>
/// <param name="Mapping">The column's type mapping: values of parameters are compared as it converts them.</param>
/// <param name="Values">Any of these.</param>
internal sealed record KeyColumnValues(string Column, RelationalTypeMapping Mapping, IReadOnlyList<ValueSource> Values);
