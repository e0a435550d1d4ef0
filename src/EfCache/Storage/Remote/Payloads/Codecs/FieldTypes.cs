using System.Diagnostics.CodeAnalysis;

namespace EfCache.Storage.Remote.Payloads.Codecs;

/// <summary>The type that a live reader says a column has, which need not be the one that its values are read as.</summary>
internal static class FieldTypes
{
    private const uint OfValues = 0;

    public static bool TryFindCode(Type fieldType, Type valueType, out uint code)
    {
        code =
            fieldType == valueType ? OfValues
            : fieldType == typeof(object) ? TypeCodes.Object
            : fieldType == typeof(Array) ? TypeCodes.AnyArray
            : ValueCodecs.TryFind(fieldType, out var codec) ? codec.Code
            : uint.MaxValue;
        return code != uint.MaxValue && (code <= TypeCodes.AnyArray || ValueCodecs.TryFind(code, out _));
    }

    public static bool TryFindType(uint code, Type valueType, [NotNullWhen(true)] out Type? fieldType)
    {
        fieldType = code switch
        {
            OfValues => valueType,
            TypeCodes.Object => typeof(object),
            TypeCodes.AnyArray => typeof(Array),
            _ => ValueCodecs.TryFind(code, out var codec) ? codec.Type : null,
        };
        return fieldType is not null;
    }
}
