namespace EfCache.Specification.Tests.Queries.Interceptors;

/// <summary>How, and how early, an interceptor changes a command.</summary>
public enum TenantWay
{
    TextWhenInitialized,
    TextWhenExecuting,
    ParameterWhenInitialized,
    ParameterWhenExecuting,
}
