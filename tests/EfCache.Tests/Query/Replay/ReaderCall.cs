using System.Data.Common;
using System.Globalization;
using System.Reflection;

namespace EfCache.Tests.Query.Replay;

/// <summary>A call of one member of <see cref="DbDataReader"/>, with its arguments.</summary>
internal sealed record ReaderCall(ReaderState State, MethodInfo Method, string Column, params object?[] Arguments)
{
    private static readonly Type[] FieldTypes =
    [
        typeof(bool),
        typeof(byte),
        typeof(sbyte),
        typeof(short),
        typeof(ushort),
        typeof(int),
        typeof(uint),
        typeof(long),
        typeof(ulong),
        typeof(float),
        typeof(double),
        typeof(decimal),
        typeof(char),
        typeof(string),
        typeof(Guid),
        typeof(DateTime),
        typeof(DateTimeOffset),
        typeof(DateOnly),
        typeof(TimeOnly),
        typeof(TimeSpan),
        typeof(byte[]),
        typeof(object),
        typeof(DBNull),
        typeof(Stream),
        typeof(TextReader),
        typeof(int?),
        typeof(Guid?),
        typeof(DayOfWeek),
        typeof(Uri),
    ];

    private static readonly int?[] BufferSizes = [null, 3, 64];

    private static readonly long[] DataOffsets = [0, 1, 100];

    /// <summary>Every public member there is, by reflection: a new one is called too, or fails for want of arguments.</summary>
    public static IEnumerable<ReaderCall> All(IReadOnlyList<string> columns) =>
        from state in Enum.GetValues<ReaderState>()
        from definition in typeof(DbDataReader).GetMethods(BindingFlags.Public | BindingFlags.Instance)
        where definition.DeclaringType != typeof(object) && definition.DeclaringType != typeof(MarshalByRefObject)
        from method in definition.IsGenericMethodDefinition
            ? FieldTypes.Select(t => definition.MakeGenericMethod(t))
            : [definition]
        from call in Of(state, method, columns)
        select call;

    public string Run(DbDataReader reader)
    {
        MoveTo(reader, State);

        // A second run must find its buffers empty.
        var arguments = Array.ConvertAll(Arguments, a => a is Array array ? array.Clone() : a);
        var outcome = ReaderOutcome.Of(() => Method.Invoke(reader, arguments));
        var buffers = arguments.OfType<Array>().Select(ReaderOutcome.Text);
        return string.Join(" ", [outcome, .. buffers, $"closed={reader.IsClosed}"]);
    }

    public override string ToString() =>
        $"{State}: {Method.ReturnType.Name} {Method.Name}"
        + (Method.IsGenericMethod ? $"<{Method.GetGenericArguments()[0].Name}>" : "")
        + $"({string.Join(", ", Arguments.Select(a => Convert.ToString(a, CultureInfo.InvariantCulture)))}) {Column}";

    private static IEnumerable<ReaderCall> Of(ReaderState state, MethodInfo method, IReadOnlyList<string> columns)
    {
        var parameters = method.GetParameters();
        var ordinals = columns.Select((name, i) => (name, (object)i)).Append(("", -1)).Append(("", columns.Count));
        switch (parameters)
        {
            case []:
                return [new ReaderCall(state, method, "")];
            case [{ ParameterType: var type }] when type == typeof(int):
                return ordinals.Select(o => new ReaderCall(state, method, o.Item1, o.Item2));
            case [{ ParameterType: var type }] when type == typeof(string):
                return columns
                    .SelectMany(IEnumerable<string?> (c) => [c, c.ToUpperInvariant()])
                    .Append("unknown")
                    .Append(null)
                    .Select(name => new ReaderCall(state, method, name ?? "", name));
            case [{ ParameterType: var type }] when type == typeof(CancellationToken):
                return Tokens.Select(token => new ReaderCall(state, method, "", token));
            case [{ ParameterType: var first }, { ParameterType: var second }]
                when first == typeof(int) && second == typeof(CancellationToken):
                return from ordinal in ordinals
                    from token in Tokens
                    select new ReaderCall(state, method, ordinal.Item1, ordinal.Item2, token);
            case [{ ParameterType: var type }] when type == typeof(object[]):
                return new[] { 1, columns.Count, columns.Count + 1 }.Select(n => new ReaderCall(
                    state,
                    method,
                    "",
                    [new object?[n]]
                ));
            case [_, _, { ParameterType: var buffer }, _, _]:
                return from ordinal in ordinals
                    from offset in DataOffsets
                    from size in BufferSizes
                    let array = size is { } n ? Array.CreateInstance(buffer.GetElementType()!, n) : null
                    select new ReaderCall(
                        state,
                        method,
                        ordinal.Item1,
                        ordinal.Item2,
                        offset,
                        array,
                        1,
                        (size ?? 3) - 1
                    );
            default:
                throw new NotSupportedException($"What arguments does {method} take?");
        }
    }

    private static IEnumerable<object> Tokens => [CancellationToken.None, new CancellationToken(canceled: true)];

    private static void MoveTo(DbDataReader reader, ReaderState state)
    {
        var rows = state switch
        {
            ReaderState.AfterLastRow => WideTable.RowCount + 1,
            >= ReaderState.OnFullRow and <= ReaderState.OnNumericTextRow => state - ReaderState.BeforeFirstRow,
            _ => 0,
        };
        for (var i = 0; i < rows; i++)
        {
            reader.Read();
        }

        if (state == ReaderState.AfterNextResult)
        {
            reader.NextResult();
        }
        else if (state == ReaderState.Closed)
        {
            reader.Close();
        }
    }
}
