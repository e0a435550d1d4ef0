using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;

namespace EfCache.Query.Plans;

/// <summary>Which SQL functions may give another result at the next call although nothing was written.</summary>
internal static class SqlFunctions
{
    private static readonly FrozenSet<string> NonDeterministic = new[]
    {
        // Clocks.
        "now",
        "clock_timestamp",
        "statement_timestamp",
        "transaction_timestamp",
        "timeofday",
        "age",
        "current_date",
        "current_time",
        "current_timestamp",
        "localtime",
        "localtimestamp",
        "getdate",
        "getutcdate",
        "sysdatetime",
        "sysutcdatetime",
        "sysdatetimeoffset",
        "sysdate",
        "curdate",
        "curtime",
        "utc_date",
        "utc_time",
        "utc_timestamp",
        "unix_timestamp",
        // Chance.
        "random",
        "random_normal",
        "rand",
        "randomblob",
        "setseed",
        "newid",
        "newsequentialid",
        "uuid",
        "gen_random_uuid",
        "gen_random_bytes",
        "uuidv4",
        "uuidv7",
        "uuid_generate_v1",
        "uuid_generate_v1mc",
        "uuid_generate_v4",
        // Sequences and the session.
        "nextval",
        "currval",
        "lastval",
        "setval",
        "last_insert_rowid",
        "last_insert_id",
        "changes",
        "total_changes",
        "scope_identity",
        "current_user",
        "session_user",
        "user",
        "system_user",
        "suser_sname",
        "user_name",
        "current_role",
        "current_schema",
        "current_schemas",
        "current_setting",
        "set_config",
        "session_context",
        "context_info",
        "txid_current",
        "pg_current_xact_id",
        "pg_backend_pid",
        "inet_client_addr",
        "connection_id",
        "row_count",
        "found_rows",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    // SQLite's, which read the clock when the time string is 'now' or is left out.
    private static readonly FrozenDictionary<string, int> TimeStringPosition = new Dictionary<string, int>
    {
        ["date"] = 0,
        ["time"] = 0,
        ["datetime"] = 0,
        ["julianday"] = 0,
        ["unixepoch"] = 0,
        ["timediff"] = 0,
        ["strftime"] = 1,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public static bool IsNonDeterministic(SqlFunctionExpression function)
    {
        if (NonDeterministic.Contains(function.Name))
        {
            return true;
        }

        var arguments = function.Arguments ?? [];
        return TimeStringPosition.TryGetValue(function.Name, out var position)
            && (arguments.Count <= position || arguments.Any(MayBeNow));
    }

    /// <summary>
    /// The fragments that EF Core and the providers put into queries: a star, a constant. Anything else might be a clock.
    /// </summary>
    public static bool IsHarmlessFragment(string sql) =>
        sql is "*" or "1" or "(SELECT 1)"
        || sql.StartsWith("DATE '", StringComparison.Ordinal)
        || sql.StartsWith("INTERVAL '", StringComparison.Ordinal);

    // A parameter or a column may hold the text 'now' as well as a time; EF passes times as parameters of other types.
    private static bool MayBeNow(SqlExpression argument) =>
        argument switch
        {
            SqlConstantExpression { Value: string text } => text.Trim()
                .Equals("now", StringComparison.OrdinalIgnoreCase),
            SqlParameterExpression parameter => parameter.Type == typeof(string),
            _ => false,
        };
}
