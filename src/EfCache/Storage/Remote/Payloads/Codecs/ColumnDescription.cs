namespace EfCache.Storage.Remote.Payloads.Codecs;

/// <summary>What a column is beside its values.</summary>
internal readonly record struct ColumnDescription(string Name, string DataTypeName, Type FieldType);
