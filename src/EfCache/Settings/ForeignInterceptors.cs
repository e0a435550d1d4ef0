using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace EfCache.Settings;

/// <summary>The context's interceptors that are not ours: they may change what a query returns.</summary>
internal static class ForeignInterceptors
{
    /// <summary>Whether there is a command interceptor, which may rewrite a command.</summary>
    /// <remarks>Those of a service provider of the user's own can't be asked for while interceptors are being created, so there it is assumed.</remarks>
    public static bool MayHaveCommandInterceptor(IDbContextOptions options)
    {
        var core = options.FindExtension<CoreOptionsExtension>();
        return core?.InternalServiceProvider is not null
            || core?.Interceptors?.Any(IsForeign<IDbCommandInterceptor>) == true;
    }

    /// <summary>The first foreign interceptor of a kind; null if there is none.</summary>
    public static TInterceptor? Find<TInterceptor>(IDbContextOptions options, IServiceProvider provider)
        where TInterceptor : class, IInterceptor
    {
        var core = options.FindExtension<CoreOptionsExtension>();
        var fromOptions = core?.Interceptors?.FirstOrDefault(IsForeign<TInterceptor>);
        return (TInterceptor?)(
            fromOptions is null && core?.InternalServiceProvider is not null
                ? provider.GetServices<IInterceptor>().FirstOrDefault(IsForeign<TInterceptor>)
                : fromOptions
        );
    }

    private static bool IsForeign<TInterceptor>(IInterceptor interceptor) =>
        interceptor is TInterceptor && interceptor.GetType().Assembly != typeof(ForeignInterceptors).Assembly;
}
