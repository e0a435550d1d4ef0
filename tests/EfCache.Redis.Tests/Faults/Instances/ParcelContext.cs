using Microsoft.EntityFrameworkCore;

namespace EfCache.Redis.Tests.Faults.Instances;

public sealed class ParcelContext(DbContextOptions<ParcelContext> options) : DbContext(options)
{
    public DbSet<Parcel> Parcels => Set<Parcel>();

    public DbSet<Courier> Couriers => Set<Courier>();
}
