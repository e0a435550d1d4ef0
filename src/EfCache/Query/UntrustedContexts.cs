using System.Runtime.CompilerServices;

namespace EfCache.Query;

/// <summary>The types of contexts of which it was said that their connection interceptors prevent caching.</summary>
internal static class UntrustedContexts
{
    private static readonly ConditionalWeakTable<Type, object> Said = [];

    public static bool IsFirst(Type contextType) => Said.TryAdd(contextType, Said);
}
