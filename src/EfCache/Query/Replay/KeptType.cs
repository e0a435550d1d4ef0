using System.Data.Common;

namespace EfCache.Query.Replay;

/// <summary>A type whose values a result can keep and give to many readers, none of whom can change another's.</summary>
internal abstract class KeptType
{
    /// <param name="read">
    /// The <see cref="DbDataReader"/> method that reads the value, a Func&lt;DbDataReader, int, T&gt;; if null,
    /// <see cref="DbDataReader.GetFieldValue{T}"/>.
    /// </param>
    public abstract ColumnGetter CreateGetter(Delegate? read);
}
