using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using System.Reflection;

namespace EfCache.Query.Keys;

/// <summary>
/// The type that a parameter has in its database, which ADO.NET's <see cref="DbParameter.DbType"/> does not tell: SQLite's text
/// and blob are both <c>String</c> there, and PostgreSQL's json and citext are both <c>Object</c>.
/// </summary>
internal static class ProviderParameterType
{
    // The properties in which providers say it. An ADO.NET provider has no common name for them.
    private static readonly string[] Names =
    [
        "SqliteType",
        "NpgsqlDbType",
        "DataTypeName",
        "SqlDbType",
        "UdtTypeName",
        "TypeName",
        "MySqlDbType",
        "OracleDbType",
        "FbDbType",
        "DB2Type",
    ];

    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Properties = new();

    /// <summary>Null for a provider's parameter that does not say it in any way that is known here.</summary>
    public static string? TryDescribe(DbParameter parameter)
    {
        var properties = Properties.GetOrAdd(parameter.GetType(), FindProperties);
        if (properties.Length == 0)
        {
            return null;
        }

        var description = parameter.GetType().FullName;
        foreach (var property in properties)
        {
            if (!TryGet(property, parameter, out var value))
            {
                return null;
            }

            description += "|" + Convert.ToString(value, CultureInfo.InvariantCulture);
        }

        return description;
    }

    private static bool TryGet(PropertyInfo property, DbParameter parameter, out object? value)
    {
        try
        {
            value = property.GetValue(parameter);
            return true;
        }
        catch (TargetInvocationException)
        {
            // The provider infers the type from the value, and can't: it will say so itself when the command runs.
            value = null;
            return false;
        }
    }

    private static PropertyInfo[] FindProperties(Type type) =>
        [.. Names.Select(name => type.GetProperty(name)).OfType<PropertyInfo>().Where(property => property.CanRead)];
}
