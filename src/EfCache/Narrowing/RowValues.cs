using System.Collections;
using EfCache.Storage;
using Microsoft.EntityFrameworkCore.Storage;

namespace EfCache.Narrowing;

/// <summary>The values that a column has in one execution, in canonical text.</summary>
internal static class RowValues
{
    /// <summary>Null when a value tells no row (null, or of an unexpected type), or when there are more than a limit.</summary>
    public static IReadOnlyList<string>? TryFormat(
        ColumnValues column,
        IReadOnlyDictionary<string, object?>? parameters,
        int limit
    )
    {
        List<string> texts = [];
        foreach (var source in column.Values)
        {
            var mapping = source.Mapping ?? column.Mapping;
            var value = source.Constant;
            if (source.Parameter is { } name && (parameters is null || !parameters.TryGetValue(name, out value)))
            {
                return null;
            }

            if (!(source.IsList ? TryAddList(value, mapping, texts, limit) : TryAdd(value, mapping, texts)))
            {
                return null;
            }
        }

        return texts.Count <= limit ? texts : null;
    }

    private static bool TryAddList(object? list, RelationalTypeMapping mapping, List<string> texts, int limit)
    {
        if (list is not IEnumerable elements || list is string)
        {
            return false;
        }

        foreach (var element in elements)
        {
            if (texts.Count > limit || !TryAdd(element, mapping, texts))
            {
                return false;
            }
        }

        return true;
    }

    private static bool TryAdd(object? value, RelationalTypeMapping mapping, List<string> texts)
    {
        if (RowKey.TryFormat(value, mapping) is not { } text)
        {
            return false;
        }

        texts.Add(text);
        return true;
    }
}
