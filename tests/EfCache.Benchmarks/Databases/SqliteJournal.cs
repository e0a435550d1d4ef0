namespace EfCache.Benchmarks.Databases;

/// <summary>How a SQLite file keeps a commit: most of what a small write costs.</summary>
internal enum SqliteJournal
{
    /// <summary>A write-ahead log that is flushed at each commit, as EF Core sets up the files that it creates.</summary>
    Wal,

    /// <summary>A rollback journal, as SQLite has it by default.</summary>
    Rollback,

    /// <summary>A write-ahead log with <c>synchronous=NORMAL</c>: a commit flushes nothing, and costs the least there is.</summary>
    WalNormal,
}
