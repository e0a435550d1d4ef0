namespace EfCache.Query.Replay;

internal sealed partial class ResumingDataReader
{
    public override object this[int ordinal] => _current[ordinal];

    public override object this[string name] => _current[name];

    public override bool IsDBNull(int ordinal) => _current.IsDBNull(ordinal);

    public override Task<bool> IsDBNullAsync(int ordinal, CancellationToken cancellationToken) =>
        _current.IsDBNullAsync(ordinal, cancellationToken);

    public override bool GetBoolean(int ordinal) => _current.GetBoolean(ordinal);

    public override byte GetByte(int ordinal) => _current.GetByte(ordinal);

    public override char GetChar(int ordinal) => _current.GetChar(ordinal);

    public override DateTime GetDateTime(int ordinal) => _current.GetDateTime(ordinal);

    public override decimal GetDecimal(int ordinal) => _current.GetDecimal(ordinal);

    public override double GetDouble(int ordinal) => _current.GetDouble(ordinal);

    public override float GetFloat(int ordinal) => _current.GetFloat(ordinal);

    public override Guid GetGuid(int ordinal) => _current.GetGuid(ordinal);

    public override short GetInt16(int ordinal) => _current.GetInt16(ordinal);

    public override int GetInt32(int ordinal) => _current.GetInt32(ordinal);

    public override long GetInt64(int ordinal) => _current.GetInt64(ordinal);

    public override string GetString(int ordinal) => _current.GetString(ordinal);

    /// <summary>Of <see cref="object"/>, as <see cref="ReplayDataReader.GetFieldValue{T}"/>, on either side.</summary>
    public override T GetFieldValue<T>(int ordinal) =>
        typeof(T) == typeof(object) && IsLive && (uint)ordinal < (uint)_getters.Length
            ? (T)_getters[ordinal].GetObject(_live, ordinal)
            : _current.GetFieldValue<T>(ordinal);

    public override Task<T> GetFieldValueAsync<T>(int ordinal, CancellationToken cancellationToken) =>
        typeof(T) == typeof(object)
            ? base.GetFieldValueAsync<T>(ordinal, cancellationToken)
            : _current.GetFieldValueAsync<T>(ordinal, cancellationToken);

    public override object GetValue(int ordinal) => _current.GetValue(ordinal);

    public override int GetValues(object[] values) => _current.GetValues(values);

    public override object GetProviderSpecificValue(int ordinal) => _current.GetProviderSpecificValue(ordinal);

    public override int GetProviderSpecificValues(object[] values) => _current.GetProviderSpecificValues(values);

    public override long GetBytes(int ordinal, long dataOffset, byte[]? buffer, int bufferOffset, int length) =>
        _current.GetBytes(ordinal, dataOffset, buffer, bufferOffset, length);

    public override long GetChars(int ordinal, long dataOffset, char[]? buffer, int bufferOffset, int length) =>
        _current.GetChars(ordinal, dataOffset, buffer, bufferOffset, length);

    public override Stream GetStream(int ordinal) => _current.GetStream(ordinal);

    public override TextReader GetTextReader(int ordinal) => _current.GetTextReader(ordinal);
}
