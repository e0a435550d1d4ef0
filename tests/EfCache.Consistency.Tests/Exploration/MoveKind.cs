namespace EfCache.Consistency.Tests.Exploration;

internal enum MoveKind
{
    Reader,
    Writer,
    Crash,
    LeasesEnd,
    Clear,
}
