namespace EfCache.Redis.Tests.Servers;

/// <summary>A server's error reply.</summary>
public sealed class RespErrorException(string message) : Exception(message);
