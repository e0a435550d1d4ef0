using System.Data.Common;
using System.Reflection;
using EfCache.Query.Replay;
using EfCache.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace EfCache.Tests.Query.Replay;

/// <summary>A database with the wide table, live readers over it, and the same result recorded.</summary>
public sealed class WideTable : IDisposable
{
    private readonly SqliteConnection _connection = new("Data Source=:memory:");

    public WideTable()
    {
        _connection.Open();
        using var context = new WideContext(_connection);
        context.Database.EnsureCreated();
        context.AddRange(Rows);
        context.SaveChanges();
        context.Database.ExecuteSqlRaw(
            "UPDATE \"Rows\" SET \"CharAsInteger\" = unicode(\"CharAsInteger\") WHERE \"Row\" < 2"
        );
        Columns = context.Columns;
        Getters = [.. Columns.Select(c => Getter(c.Getter))];
        Result = Record(Columns, Sql(Columns));
    }

    internal IReadOnlyList<(string Name, MethodInfo Getter)> Columns { get; }

    internal ColumnGetter[] Getters { get; }

    internal CachedResult Result { get; }

    public static int RowCount => 4;

    private static IEnumerable<WideRow> Rows =>
        [
            new()
            {
                Key = "full",
                Row = 0,
                Int = int.MaxValue,
                Long = long.MinValue,
                Short = short.MinValue,
                Byte = 200,
                SByte = -3,
                UShort = 65000,
                UInt = uint.MaxValue,
                ULong = ulong.MaxValue,
                Bool = true,
                Enum = DayOfWeek.Friday,
                EnumAsText = DayOfWeek.Monday,
                Char = 'ü',
                CharAsInteger = 'A',
                Double = 0.1,
                Float = 0.1f,
                Decimal = 12345678901234567890.0123456789m,
                String = "naïve \U0001F600 '\"%",
                Guid = new Guid("6f9619ff-8b86-d011-b42d-00cf4fc964ff"),
                GuidAsBlob = new Guid("6f9619ff-8b86-d011-b42d-00cf4fc964ff"),
                DateTime = new DateTime(2024, 2, 29, 23, 59, 59, 999).AddTicks(1234),
                DateTimeOffset = new DateTimeOffset(2024, 2, 29, 1, 2, 3, TimeSpan.FromHours(-5)),
                DateOnly = new DateOnly(1, 1, 1),
                TimeOnly = new TimeOnly(23, 59, 59, 999),
                TimeSpan = TimeSpan.FromDays(-3.5),
                Bytes = [0, 1, 254, 255],
                Ints = [1, 2, 3],
                Uri = new Uri("https://example.com/?q=1"),
            },
            new()
            {
                Key = "small",
                Row = 1,
                Int = 0,
                Long = 5,
                Short = 7,
                Byte = 0,
                SByte = 0,
                UShort = 0,
                UInt = 0,
                ULong = 0,
                Bool = false,
                Enum = DayOfWeek.Sunday,
                EnumAsText = DayOfWeek.Sunday,
                Char = '7',
                CharAsInteger = '7',
                Double = 1e300,
                Float = -1,
                Decimal = 0.10m,
                String = "",
                Guid = System.Guid.Empty,
                GuidAsBlob = System.Guid.Empty,
                DateTime = System.DateTime.MinValue,
                DateTimeOffset = System.DateTimeOffset.MinValue,
                DateOnly = System.DateOnly.MaxValue,
                TimeOnly = System.TimeOnly.MinValue,
                TimeSpan = System.TimeSpan.Zero,
                Bytes = [],
                Ints = [],
                Uri = new Uri("/relative", UriKind.Relative),
            },
            new() { Key = "nulls", Row = 2 },
            new()
            {
                Key = "numeric text",
                Row = 3,
                String = "42",
                Bytes = "42"u8.ToArray(),
            },
        ];

    internal static ColumnGetter Getter(MethodInfo method) =>
        ColumnGetter.TryCreate(method, out var getter, out var whyNot)
            ? getter
            : throw new InvalidOperationException(whyNot);

    internal DbDataReader Live() => Execute(Sql(Columns));

    internal DbDataReader Execute(string sql)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteReader();
    }

    /// <summary>A second result over the same rows with the columns that are asked for.</summary>
    internal static string Sql(IEnumerable<(string Name, MethodInfo Getter)> columns) =>
        $"SELECT {string.Join(", ", columns.Select(c => $"\"{c.Name}\""))} FROM \"Rows\" ORDER BY \"Row\"";

    internal CachedResult Record(IEnumerable<(string Name, MethodInfo Getter)> columns, string sql)
    {
        using var reader = Execute(sql);
        return Record(reader, [.. columns.Select(c => Getter(c.Getter))]);
    }

    internal static CachedResult Record(DbDataReader reader, ColumnGetter[] getters)
    {
        var recorder = new ResultRecorder(getters, reader, int.MaxValue, long.MaxValue);
        while (reader.Read())
        {
            if (!recorder.TryAppend(reader))
            {
                throw new InvalidOperationException(recorder.WhyNot);
            }
        }

        return recorder.Complete();
    }

    public void Dispose() => _connection.Dispose();
}
