namespace EfCache.Tests.Writes.NarrowingTraps;

public enum Shade
{
    Light,
    Dark,
}
