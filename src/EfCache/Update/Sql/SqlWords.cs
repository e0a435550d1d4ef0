using System.Collections.Frozen;

namespace EfCache.Update.Sql;

/// <summary>Sets of keywords. None is looked up but by what consists of ASCII's letters, since others may be taken for them.</summary>
internal static class SqlWords
{
    /// <summary>
    /// What can write inside of a statement that begins otherwise: not understood, unless it stands where the grammar has it.
    /// </summary>
    public static readonly FrozenSet<string> Writing = Set(
        "insert update delete merge upsert truncate into create alter drop exec execute"
    );

    /// <summary>What else can do so where nothing has to end the statement before.</summary>
    public static readonly FrozenSet<string> WritingInBatches = Set(
        "call grant revoke deny bulk restore backup use set begin commit rollback save declare dbcc openrowset openquery "
            + "opendatasource writetext updatetext receive setuser reconfigure shutdown kill revert load handler lock unlock"
    );

    /// <summary>What begins another statement in a text of SQL Server's, where nothing has to end the one before.</summary>
    public static readonly FrozenSet<string> BatchVerbs = Set("insert update delete merge truncate set declare");

    /// <summary>What begins a query, or a statement that writes, in parentheses.</summary>
    public static readonly FrozenSet<string> NestedVerbs = Set("select with values table insert update delete merge");

    /// <summary>What no name of a table is without quotes, or is none of which one could be sure.</summary>
    public static readonly FrozenSet<string> NoName = Set(
        "select from where set values into only using as default returning output table join on with top or and not group order "
            + "by having limit offset union except intersect inner left right full cross outer natural apply when then else distinct "
            + "matched end case if exists null in is like between all any replace first last ignore low_priority quick "
            + "insert update delete merge upsert truncate create alter drop exec execute call grant revoke deny bulk restore "
            + "backup use begin commit rollback declare openrowset openquery opendatasource indexed conflict do overriding "
            + "for window fetch option pivot unpivot tablesample collate"
    );

    /// <summary>What an insert goes on with after its target.</summary>
    public static readonly FrozenSet<string> Inserted = Set("values select with table default overriding output");

    /// <summary>What follows WITH inside of a statement, without being a query's name.</summary>
    public static readonly FrozenSet<string> AfterWith = Set("ties rollup cube ordinality time");

    /// <summary>Statements that leave nothing behind in their connection.</summary>
    public static readonly FrozenSet<string> StatelessVerbs = Set(
        "select with values table explain show insert update delete merge replace upsert truncate create alter drop comment "
            + "grant revoke vacuum analyze reindex refresh copy commit rollback release end abort"
    );

    /// <summary>Those of them that define rather than read or write: what they hold is not looked into.</summary>
    public static readonly FrozenSet<string> DefiningVerbs = Set(
        "create alter drop comment grant revoke vacuum analyze reindex refresh commit rollback release end abort"
    );

    /// <summary>Words that tell of something that stays in the connection, wherever they are, in quotes too.</summary>
    public static readonly FrozenSet<string> Stateful = Set("set_config exec execute use");

    /// <summary>The schema of temporary tables, or what makes a table one.</summary>
    public static readonly FrozenSet<string> Temporary = Set("temp temporary");

    /// <summary>Statements of PostgreSQL that write no row of a table.</summary>
    public static readonly FrozenSet<string> SessionVerbs = Set(
        "set reset show listen unlisten notify lock begin start savepoint"
    );

    /// <summary>SQLite's pragmas that only tell something, whatever follows them.</summary>
    public static readonly FrozenSet<string> TellingPragmas = Set(
        "table_info table_xinfo table_list index_list index_info index_xinfo foreign_key_list foreign_key_check database_list "
            + "collation_list function_list module_list pragma_list compile_options data_version integrity_check quick_check "
            + "page_count freelist_count"
    );

    /// <summary>SQLite's pragmas that set how the connection works, and change no row.</summary>
    public static readonly FrozenSet<string> SettingPragmas = Set(
        "analysis_limit automatic_index busy_timeout cache_size cache_spill case_sensitive_like cell_size_check "
            + "checkpoint_fullfsync defer_foreign_keys foreign_keys fullfsync hard_heap_limit ignore_check_constraints "
            + "journal_mode journal_size_limit locking_mode max_page_count mmap_size query_only read_uncommitted "
            + "recursive_triggers reverse_unordered_selects secure_delete soft_heap_limit synchronous temp_store threads "
            + "trusted_schema wal_autocheckpoint wal_checkpoint"
    );

    public static bool Has(this FrozenSet<string> words, ReadOnlySpan<char> word) =>
        System.Text.Ascii.IsValid(word) && words.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word);

    public static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
