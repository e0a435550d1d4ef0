using Microsoft.EntityFrameworkCore.Diagnostics;

namespace EfCache.Specification.Tests.Queries.Interceptors;

/// <summary>May set something on each connection, for all that can be seen from outside.</summary>
public sealed class ConnectionWatcher : DbConnectionInterceptor;
