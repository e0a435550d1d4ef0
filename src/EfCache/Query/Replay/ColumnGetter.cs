using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace EfCache.Query.Replay;

/// <summary>
/// How the values of a result column are read. A query plan has one a column, made from the method that EF Core's
/// materializer calls, so that the recorded values are exactly those it would have read.
/// </summary>
internal abstract class ColumnGetter
{
    private static readonly ConcurrentDictionary<MethodInfo, ColumnGetter> Getters = new();

    private static readonly Dictionary<string, Delegate> Methods = new()
    {
        [nameof(DbDataReader.GetBoolean)] = static bool (DbDataReader reader, int i) => reader.GetBoolean(i),
        [nameof(DbDataReader.GetByte)] = static byte (DbDataReader reader, int i) => reader.GetByte(i),
        [nameof(DbDataReader.GetChar)] = static char (DbDataReader reader, int i) => reader.GetChar(i),
        [nameof(DbDataReader.GetDateTime)] = static DateTime (DbDataReader reader, int i) => reader.GetDateTime(i),
        [nameof(DbDataReader.GetDecimal)] = static decimal (DbDataReader reader, int i) => reader.GetDecimal(i),
        [nameof(DbDataReader.GetDouble)] = static double (DbDataReader reader, int i) => reader.GetDouble(i),
        [nameof(DbDataReader.GetFloat)] = static float (DbDataReader reader, int i) => reader.GetFloat(i),
        [nameof(DbDataReader.GetGuid)] = static Guid (DbDataReader reader, int i) => reader.GetGuid(i),
        [nameof(DbDataReader.GetInt16)] = static short (DbDataReader reader, int i) => reader.GetInt16(i),
        [nameof(DbDataReader.GetInt32)] = static int (DbDataReader reader, int i) => reader.GetInt32(i),
        [nameof(DbDataReader.GetInt64)] = static long (DbDataReader reader, int i) => reader.GetInt64(i),
        [nameof(DbDataReader.GetStream)] = static Stream (DbDataReader reader, int i) => reader.GetStream(i),
        [nameof(DbDataReader.GetString)] = static string (DbDataReader reader, int i) => reader.GetString(i),
    };

    /// <summary>Of a column that the plan does not know, as raw SQL may return: read as the reader says it is.</summary>
    public static ColumnGetter Unknown { get; } = new UnknownColumnGetter();

    public static bool TryCreate(
        MethodInfo method,
        [NotNullWhen(true)] out ColumnGetter? getter,
        [NotNullWhen(false)] out string? whyNot
    )
    {
        whyNot = null;
        if (Getters.TryGetValue(method, out getter))
        {
            return true;
        }

        Delegate? read = null;
        var isField = method is { Name: nameof(DbDataReader.GetFieldValue), IsGenericMethod: true };
        if (method.DeclaringType != typeof(DbDataReader) || !(isField || Methods.TryGetValue(method.Name, out read)))
        {
            whyNot = $"its values are read by {method.DeclaringType?.Name}.{method.Name}, which cannot be replayed";
            return false;
        }

        if (!KeptTypes.TryFind(method.ReturnType, out var kept, out whyNot))
        {
            return false;
        }

        getter = Getters.GetOrAdd(method, static (_, of) => of.kept.CreateGetter(of.read), (kept, read));
        return true;
    }

    /// <summary>The type of the values that are recorded; null when only the reader knows.</summary>
    public abstract Type? ValueType { get; }

    /// <summary>A buffer for one result's values of the column at this ordinal.</summary>
    public abstract ColumnBuffer CreateBuffer(DbDataReader reader, int ordinal);

    /// <summary>The value, of the type that is recorded, boxed; <see cref="DBNull.Value"/> for a null.</summary>
    public abstract object GetObject(DbDataReader reader, int ordinal);
}
