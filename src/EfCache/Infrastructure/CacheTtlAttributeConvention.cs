using EfCache.Settings;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;
using Microsoft.EntityFrameworkCore.Metadata.Conventions.Infrastructure;

namespace EfCache.Infrastructure;

/// <summary>Turns <see cref="CacheTtlAttribute"/> into the annotation that <c>HasCacheTtl</c> sets.</summary>
internal sealed class CacheTtlAttributeConvention(ProviderConventionSetBuilderDependencies dependencies)
    : TypeAttributeConventionBase<CacheTtlAttribute>(dependencies)
{
    protected override void ProcessEntityTypeAdded(
        IConventionEntityTypeBuilder entityTypeBuilder,
        CacheTtlAttribute attribute,
        IConventionContext<IConventionEntityTypeBuilder> context
    )
    {
        if (attribute.Ttl <= TimeSpan.Zero)
        {
            throw new InvalidOperationException(
                $"[CacheTtl] on {entityTypeBuilder.Metadata.ClrType.Name}: a time to live must be longer than zero. Set its "
                    + "Days, Hours, Minutes or Seconds. For an entity that is not to be cached, use IsNeverCached()."
            );
        }

        entityTypeBuilder.HasAnnotation(CacheAnnotationNames.Ttl, attribute.Ttl.Ticks, fromDataAnnotation: true);
    }
}
