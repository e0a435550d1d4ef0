using Microsoft.EntityFrameworkCore.Metadata.Conventions;
using Microsoft.EntityFrameworkCore.Metadata.Conventions.Infrastructure;

namespace EfCache.Infrastructure;

/// <summary>Brings the cache's attributes into the model.</summary>
internal sealed class CacheConventionSetPlugin(ProviderConventionSetBuilderDependencies dependencies)
    : IConventionSetPlugin
{
    public ConventionSet ModifyConventions(ConventionSet conventionSet)
    {
        conventionSet.Add(new CacheTtlAttributeConvention(dependencies));
        return conventionSet;
    }
}
