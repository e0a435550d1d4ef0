using Microsoft.EntityFrameworkCore.Metadata.Conventions;
using Microsoft.EntityFrameworkCore.Metadata.Conventions.Infrastructure;

namespace EfCache.Infrastructure;

/// <summary>Brings the cache's attributes into the model, and checks what is said in it.</summary>
internal sealed class CacheConventionSetPlugin(ProviderConventionSetBuilderDependencies dependencies)
    : IConventionSetPlugin
{
    public ConventionSet ModifyConventions(ConventionSet conventionSet)
    {
        conventionSet.Add(new CacheTtlAttributeConvention(dependencies));
        conventionSet.Add(new CachePartitionConvention());
        return conventionSet;
    }
}
