using System.Data.Common;

namespace EfCache.Tests.Query.Replay;

/// <summary>Where the replay does otherwise than the live SQLite reader, on purpose.</summary>
internal sealed record ReplayDeviation(string Reason, Func<ReaderCall, string, string, bool> Allows)
{
    private static readonly Type[] Texts = [typeof(string), typeof(byte[]), typeof(Stream), typeof(TextReader)];

    public static IReadOnlyList<ReplayDeviation> All { get; } =
    [
        new(
            "GetFieldValue<object> gives the recorded value: EF Core's materializer asks so where it has buffered.",
            (call, live, replay) =>
                call.Method.IsGenericMethod && Asked(call) == typeof(object) && IsValue(live) && IsValue(replay)
        ),
        new(
            "A number is not made a date, a time or a Guid, as SQLite does by Julian days: EF Core never asks for it.",
            (call, _, replay) =>
                IsRefused(replay)
                && IsNumber(call)
                && (
                    Asked(call) == typeof(DateTime)
                    || (Type.GetTypeCode(Asked(call)) == TypeCode.Object && !Texts.Contains(Asked(call)))
                )
        ),
        new(
            "Text and blobs are not made numbers unless they are, of which SQLite makes their leading digits, or 0.",
            (call, _, replay) =>
                IsRefused(replay)
                && !IsNumber(call)
                && Type.GetTypeCode(Asked(call)) is >= TypeCode.Boolean and < TypeCode.Decimal
        ),
        new(
            "A floating-point number is not made text: that would depend on SQLite's version.",
            (call, _, replay) =>
                IsRefused(replay)
                && call.Column is "Double" or "Float"
                && (
                    Texts.Contains(Asked(call))
                    || call.Method.Name is nameof(DbDataReader.GetBytes) or nameof(DbDataReader.GetChars)
                )
        ),
        new(
            "Without a row that is said, also of an ordinal that does not exist. SQLite's getters differ among themselves.",
            (call, live, replay) =>
                call.State is ReaderState.BeforeFirstRow or ReaderState.AfterLastRow
                && call.Column == ""
                && live.Contains(nameof(ArgumentOutOfRangeException), StringComparison.Ordinal)
                && replay.Contains("No data exists", StringComparison.Ordinal)
        ),
        new(
            "A short array gets as many values as it holds, as DbDataReader documents.",
            (call, live, _) =>
                call.Method.Name is nameof(DbDataReader.GetValues) or nameof(DbDataReader.GetProviderSpecificValues)
                && live.StartsWith(nameof(IndexOutOfRangeException), StringComparison.Ordinal)
        ),
        new(
            "A name that is null is called by the parameter's name.",
            (_, live, replay) => live.Replace("'key'", "'name'", StringComparison.Ordinal) == replay
        ),
    ];

    private static Type Asked(ReaderCall call) =>
        call.Method.IsGenericMethod
            ? Nullable.GetUnderlyingType(call.Method.GetGenericArguments()[0]) ?? call.Method.GetGenericArguments()[0]
            : call.Method.ReturnType;

    private static bool IsValue(string outcome) => !outcome.Contains("Exception", StringComparison.Ordinal);

    private static bool IsRefused(string outcome) =>
        outcome.Contains(nameof(InvalidCastException) + ": The column", StringComparison.Ordinal);

    private static bool IsNumber(ReaderCall call) =>
        call.Column
            is not (
                nameof(WideRow.EnumAsText)
                or nameof(WideRow.Char)
                or nameof(WideRow.Decimal)
                or nameof(WideRow.String)
                or nameof(WideRow.Guid)
                or nameof(WideRow.GuidAsBlob)
                or nameof(WideRow.DateTime)
                or nameof(WideRow.DateTimeOffset)
                or nameof(WideRow.DateOnly)
                or nameof(WideRow.TimeOnly)
                or nameof(WideRow.TimeSpan)
                or nameof(WideRow.Bytes)
                or nameof(WideRow.Ints)
                or nameof(WideRow.Uri)
            );
}
