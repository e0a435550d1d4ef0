using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EfCache.Tests.Policies.Model;

/// <summary>A model that is configured as each test says.</summary>
public sealed class BranchContext(DbContextOptions options, Action<EntityTypeBuilder<Branch>> configure)
    : DbContext(options)
{
    public DbSet<Branch> Branches => Set<Branch>();

    public Action<EntityTypeBuilder<Branch>> Configure => configure;

    protected override void OnModelCreating(ModelBuilder modelBuilder) => configure(modelBuilder.Entity<Branch>());

    /// <summary>Each configuration is a model of its own.</summary>
    public sealed class CacheKeyFactory : IModelCacheKeyFactory
    {
        public object Create(DbContext context, bool designTime) => (((BranchContext)context).Configure, designTime);
    }
}
