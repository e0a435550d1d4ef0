using System.Collections.Frozen;

namespace EfCache.Update.Sql;

/// <summary>
/// What may stand before a parenthesis and runs no code that could write a table, nor leave anything in the connection:
/// keywords, types, and functions that the databases have themselves.
/// </summary>
internal static class SqlFunctionNames
{
    private static readonly FrozenSet<string> Keywords = SqlWords.Set(
        "select from join where and or not in exists any all some as on using values over filter within group by order having "
            + "when then else case between like ilike similar glob regexp is union except intersect distinct limit offset "
            + "with recursive materialized lateral set conflict returning only sets rollup cube grouping array row interval "
            + "window escape collate symmetric"
    );

    // Where functions of a user's own are called by their schema.
    private static readonly FrozenSet<string> SqlServerKeywords = SqlWords.Set(
        "top apply index option pivot unpivot path root output table key unique primary check identity partition "
            + "contains freetext containstable freetexttable"
    );

    private static readonly FrozenSet<string> Types = SqlWords.Set(
        "bit varbit char nchar varchar nvarchar character varying bpchar text binary varbinary numeric decimal dec number float "
            + "double real int integer bigint smallint tinyint time timetz timestamp timestamptz datetime2 datetimeoffset date"
    );

    private static readonly FrozenSet<string> Aggregates = SqlWords.Set(
        "count count_big sum min max avg total group_concat string_agg array_agg json_agg jsonb_agg json_object_agg "
            + "jsonb_object_agg json_group_array json_group_object jsonb_group_array jsonb_group_object bool_and bool_or every "
            + "bit_and bit_or bit_xor stddev stddev_pop stddev_samp variance var_pop var_samp stdev stdevp var varp corr "
            + "covar_pop covar_samp regr_slope percentile_cont percentile_disc mode row_number rank dense_rank percent_rank "
            + "cume_dist ntile lag lead first_value last_value nth_value checksum_agg approx_count_distinct"
    );

    private static readonly FrozenSet<string> Scalars = SqlWords.Set(
        "coalesce ifnull isnull nullif iif if cast convert try_cast try_convert parse try_parse choose greatest least likely "
            + "unlikely likelihood typeof nvl decode "
            + "abs round floor ceil ceiling power pow sqrt cbrt mod sign exp ln log log2 log10 pi radians degrees sin cos tan cot "
            + "asin acos atan atan2 atn2 sinh cosh tanh asinh acosh atanh square trunc div gcd lcm factorial width_bucket "
            + "random rand randomblob zeroblob newid gen_random_uuid uuidv7 checksum binary_checksum hashbytes md5 sha224 sha256 "
            + "sha384 sha512 crc32 crc32c "
            + "lower upper trim ltrim rtrim btrim length len char_length character_length octet_length bit_length datalength "
            + "substr substring left right concat concat_ws position instr strpos charindex patindex replace translate stuff "
            + "reverse repeat replicate space initcap lpad rpad overlay split_part string_split starts_with ascii chr nchar "
            + "unicode unistr quotename quote quote_ident quote_literal quote_nullable hex unhex printf format str soundex "
            + "difference to_hex encode decode normalize string_to_array string_to_table string_escape regexp_replace "
            + "regexp_match regexp_matches regexp_count regexp_instr regexp_substr regexp_like regexp_split_to_array "
            + "regexp_split_to_table octet_length to_char to_date to_number to_timestamp to_ascii "
            + "date time datetime strftime julianday unixepoch timediff extract date_trunc date_part date_bin date_add date_sub "
            + "datepart dateadd datediff datediff_big datename datetrunc year month day now getdate getutcdate sysdatetime "
            + "sysutcdatetime sysdatetimeoffset clock_timestamp statement_timestamp transaction_timestamp timeofday age "
            + "make_date make_time make_timestamp make_timestamptz make_interval justify_days justify_hours justify_interval "
            + "eomonth datefromparts timefromparts datetimefromparts datetime2fromparts switchoffset todatetimeoffset isdate "
            + "isfinite current_date current_time current_timestamp localtime localtimestamp isnumeric overlaps "
            + "changes total_changes last_insert_rowid scope_identity ident_current num_nulls num_nonnulls nextval currval "
            + "lastval version sqlite_version current_database current_schema db_name object_id object_name schema_name pg_typeof "
            + "pg_column_size pg_relation_size pg_total_relation_size pg_size_pretty rowcount_big "
            + "to_tsvector to_tsquery plainto_tsquery phraseto_tsquery websearch_to_tsquery setweight ts_rank ts_rank_cd "
            + "ts_headline similarity word_similarity bm25 highlight snippet"
    );

    private static readonly FrozenSet<string> Documents = SqlWords.Set(
        "unnest generate_series generate_subscripts array_length array_lower array_upper array_ndims array_dims cardinality "
            + "array_to_string array_append array_prepend array_cat array_remove array_replace array_position array_positions "
            + "array_fill array_agg trim_array lower_inc upper_inc isempty int4range int8range numrange daterange tsrange "
            + "tstzrange json jsonb json_valid json_type json_extract jsonb_extract json_insert jsonb_insert json_set jsonb_set "
            + "jsonb_set_lax json_replace jsonb_replace json_remove jsonb_remove json_patch jsonb_patch json_pretty jsonb_pretty "
            + "json_quote json_error_position json_each jsonb_each json_each_text jsonb_each_text json_tree jsonb_tree "
            + "json_value json_query json_exists json_modify json_scalar json_serialize isjson json_path_exists openjson "
            + "json_build_object jsonb_build_object json_build_array jsonb_build_array json_object jsonb_object json_array "
            + "jsonb_array json_arrayagg json_objectagg json_array_length jsonb_array_length json_array_elements "
            + "jsonb_array_elements json_array_elements_text jsonb_array_elements_text json_extract_path "
            + "json_extract_path_text jsonb_extract_path jsonb_extract_path_text json_object_keys jsonb_object_keys "
            + "json_strip_nulls jsonb_strip_nulls json_typeof jsonb_typeof json_to_record jsonb_to_record json_to_recordset "
            + "jsonb_to_recordset json_populate_record jsonb_populate_record jsonb_path_exists jsonb_path_match "
            + "jsonb_path_query jsonb_path_query_array jsonb_path_query_first jsonb_concat row_to_json array_to_json to_json "
            + "to_jsonb"
    );

    public static bool IsHarmless(ReadOnlySpan<char> word, SqlDialect dialect) =>
        Keywords.Has(word)
        || (dialect == SqlDialect.SqlServer && SqlServerKeywords.Has(word))
        || Types.Has(word)
        || Aggregates.Has(word)
        || Scalars.Has(word)
        || Documents.Has(word);
}
