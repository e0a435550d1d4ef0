namespace EfCache.Tests.Consistency;

internal enum ReaderStep
{
    Lookup,
    TakeTicket,
    ReadDatabase,
    Fill,
}
