using System.Collections.Concurrent;
using System.Data.Common;
using System.Linq.Expressions;
using System.Reflection;

namespace EfCache.Query.Keys;

/// <summary>
/// The type that a parameter has in its database, which ADO.NET's <see cref="DbParameter.DbType"/> does not tell: SQLite's text
/// and blob are both <c>String</c> there, and PostgreSQL's json and citext are both <c>Object</c>.
/// </summary>
internal sealed class ProviderParameterType
{
    // The properties in which providers say it. ADO.NET has no common name for them.
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

    private static readonly ConcurrentDictionary<Type, ProviderParameterType> Types = new();

    private readonly string _name;
    private readonly Func<DbParameter, long>[] _numbers;
    private readonly Func<DbParameter, string?>[] _texts;

    private ProviderParameterType(Type type)
    {
        var properties = Names
            .Select(name => type.GetProperty(name))
            .OfType<PropertyInfo>()
            .Where(property => property.CanRead)
            .ToList();
        _name = type.FullName!;
        _numbers = [.. properties.Where(property => property.PropertyType.IsEnum).Select(Getter<long>)];
        _texts = [.. properties.Where(property => property.PropertyType == typeof(string)).Select(Getter<string?>)];
    }

    /// <summary>False for a provider's parameter that does not say its type in any way that is known here.</summary>
    public static bool TryWrite(KeyBuffer key, DbParameter parameter)
    {
        var type = Types.GetOrAdd(parameter.GetType(), static found => new ProviderParameterType(found));
        return type._numbers.Length + type._texts.Length > 0 && type.TryWriteProperties(key, parameter);
    }

    private bool TryWriteProperties(KeyBuffer key, DbParameter parameter)
    {
        key.WriteString(_name);
        try
        {
            foreach (var number in _numbers)
            {
                key.WriteInt64(number(parameter));
            }

            foreach (var text in _texts)
            {
                key.WriteString(text(parameter));
            }

            return true;
        }
        catch (Exception exception)
            when (exception is InvalidOperationException or NotSupportedException or ArgumentException)
        {
            // The provider infers the type from the value, and can't: it will say so itself when the command runs.
            return false;
        }
    }

    private static Func<DbParameter, TValue> Getter<TValue>(PropertyInfo property)
    {
        var parameter = Expression.Parameter(typeof(DbParameter));
        return Expression
            .Lambda<Func<DbParameter, TValue>>(
                Expression.Convert(
                    Expression.Property(Expression.Convert(parameter, property.DeclaringType!), property),
                    typeof(TValue)
                ),
                parameter
            )
            .Compile();
    }
}
