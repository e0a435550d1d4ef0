using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace EfCache.Redis.Tests.Faults.Instances;

/// <summary>A SQLite file that all instances of one test share: what is in it is the truth.</summary>
internal sealed class ParcelDatabase : IDisposable
{
    /// <summary>A key that is found wherever it should not be.</summary>
    public const int Id = 47_110_815;

    /// <summary>Another row's.</summary>
    public const int OtherId = 47_110_816;

    private static readonly Lazy<byte[]> Template = new(CreateTemplate);

    private readonly string _folder = Directory.CreateTempSubdirectory("efcache-faults-").FullName;

    public ParcelDatabase() => File.WriteAllBytes(FileName, Template.Value);

    // Without a pool: the files are gone when the test is.
    public string ConnectionString => ConnectionStringOf(FileName);

    private string FileName => Path.Combine(_folder, "parcels.db");

    public async Task<string[]> NamesAsync()
    {
        await using var context = new ParcelContext(PlainOptions(ConnectionString));
        return await context.Parcels.OrderBy(parcel => parcel.Id).Select(parcel => parcel.Name).ToArrayAsync();
    }

    public async Task<string> NameAsync(int id)
    {
        await using var context = new ParcelContext(PlainOptions(ConnectionString));
        return await context.Parcels.Where(parcel => parcel.Id == id).Select(parcel => parcel.Name).SingleAsync();
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string ConnectionStringOf(string path) =>
        new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString();

    private static DbContextOptions<ParcelContext> PlainOptions(string connectionString) =>
        new DbContextOptionsBuilder<ParcelContext>()
            .UseSqlite(connectionString)
            .ConfigureWarnings(warnings => warnings.Ignore(CoreEventId.ManyServiceProvidersCreatedWarning))
            .Options;

    private static byte[] CreateTemplate()
    {
        var path = Path.GetTempFileName();
        using (var context = new ParcelContext(PlainOptions(ConnectionStringOf(path))))
        {
            context.Database.EnsureCreated();
            context.Parcels.AddRange(
                new Parcel { Id = Id, Name = "first" },
                new Parcel { Id = OtherId, Name = "other" }
            );
            context.Couriers.Add(new Courier { Id = 1, Name = "courier" });
            context.SaveChanges();
        }

        var bytes = File.ReadAllBytes(path);
        File.Delete(path);
        return bytes;
    }
}
