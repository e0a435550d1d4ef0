namespace EfCache.Tests.Consistency;

internal enum MoveKind
{
    Reader,
    Writer,
    Crash,
    LeasesEnd,
    Clear,
}
