using Microsoft.EntityFrameworkCore.Storage;

namespace EfCache.Interception;

/// <summary>Builds the provider's command and puts ours around it.</summary>
/// <param name="inner">The provider's.</param>
/// <param name="sharesSnapshots">See <see cref="CachingCommand"/>.</param>
internal sealed class CachingCommandBuilder(IRelationalCommandBuilder inner, bool sharesSnapshots)
    : IRelationalCommandBuilder
{
    public IReadOnlyList<IRelationalParameter> Parameters => inner.Parameters;

    public int CommandTextLength => inner.CommandTextLength;

    [Obsolete("EF Core's interface has it still.")]
    public IRelationalTypeMappingSource TypeMappingSource => inner.TypeMappingSource;

    public IRelationalCommandBuilder AddParameter(IRelationalParameter parameter)
    {
        inner.AddParameter(parameter);
        return this;
    }

    public IRelationalCommandBuilder RemoveParameterAt(int index)
    {
        inner.RemoveParameterAt(index);
        return this;
    }

    public IRelationalCommandBuilder Append(string value, bool sensitive = false)
    {
        inner.Append(value, sensitive);
        return this;
    }

    public IRelationalCommandBuilder Append(FormattableString value, bool sensitive = false)
    {
        inner.Append(value, sensitive);
        return this;
    }

    public IRelationalCommandBuilder AppendLine()
    {
        inner.AppendLine();
        return this;
    }

    public IRelationalCommandBuilder IncrementIndent()
    {
        inner.IncrementIndent();
        return this;
    }

    public IRelationalCommandBuilder DecrementIndent()
    {
        inner.DecrementIndent();
        return this;
    }

    public IRelationalCommand Build() => new CachingCommand(inner.Build(), sharesSnapshots);

    public override string ToString() => inner.ToString()!;
}
