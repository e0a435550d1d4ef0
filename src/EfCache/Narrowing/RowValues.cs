using System.Collections;
using EfCache.Storage;

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
            var value = source.Constant;
            if (source.Parameter is { } name && (parameters is null || !parameters.TryGetValue(name, out value)))
            {
                return null;
            }

            if (!(source.IsList ? TryAddList(value, column, texts, limit) : TryAdd(value, column, texts)))
            {
                return null;
            }
        }

        return texts.Count <= limit ? texts : null;
    }

    private static bool TryAddList(object? list, ColumnValues column, List<string> texts, int limit)
    {
        if (list is not IEnumerable elements || list is string)
        {
            return false;
        }

        foreach (var element in elements)
        {
            if (texts.Count > limit || !TryAdd(element, column, texts))
            {
                return false;
            }
        }

        return true;
    }

    private static bool TryAdd(object? value, ColumnValues column, List<string> texts)
    {
        if (RowKey.TryFormat(value, column.Mapping) is not { } text)
        {
            return false;
        }

        texts.Add(text);
        return true;
    }
}
