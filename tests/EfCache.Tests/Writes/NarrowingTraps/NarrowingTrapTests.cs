using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace EfCache.Tests.Writes.NarrowingTraps;

/// <summary>Readers and writers name the same row alike, however each of them comes by its value; or they name the table.</summary>
public sealed class NarrowingTrapTests : IDisposable
{
    private readonly SqliteConnection _connection = new($"Data Source={Guid.NewGuid()};Mode=Memory;Cache=Shared");
    private readonly InProcessStore _store = new();

    public NarrowingTrapTests()
    {
        _connection.Open();
        using var context = OpenPlain();
        context.Database.EnsureCreated();
    }

    public void Dispose() => _connection.Dispose();

    [Fact]
    public void Enum_key_that_is_converted_is_the_same_for_a_constant_and_for_a_save()
    {
        Do(c => c.Add(new Paint { Id = Shade.Dark, Name = "a" }));
        IQueryable<Paint> Constant(TrapContext c) => c.Paints.Where(p => p.Id == Shade.Dark);
        IQueryable<Paint> Number(TrapContext c) => c.Paints.Where(p => (int)p.Id == 1);
        AssertFresh(Constant);
        AssertFresh(Number);

        Do(c => c.Paints.Single().Name = "b");
        AssertFresh(Constant);
        AssertFresh(Number);
    }

    [Fact]
    public void Enum_key_that_is_converted_is_the_same_for_a_list_and_for_ExecuteUpdate()
    {
        Do(c => c.Add(new Paint { Id = Shade.Dark, Name = "a" }));
        Shade[] shades = [Shade.Dark];
        IQueryable<Paint> Query(TrapContext c) => c.Paints.Where(p => shades.Contains(p.Id));
        AssertFresh(Query, "paints:id=101");

        Do(c => c.Paints.Where(p => p.Id == Shade.Dark).ExecuteUpdate(set => set.SetProperty(p => p.Name, "b")));
        AssertFresh(Query);
    }

    [Fact]
    public void Enum_partition_that_is_converted_is_the_same_for_a_constant_and_for_a_save()
    {
        Do(c => c.Add(new Wall { Shade = Shade.Dark, Name = "a" }));
        IQueryable<Wall> Query(TrapContext c) => c.Walls.Where(w => w.Shade == Shade.Dark).OrderBy(w => w.Id);
        AssertFresh(Query, "walls:shade=101");

        Do(c => c.Add(new Wall { Shade = Shade.Dark, Name = "b" }));
        AssertFresh(Query);
    }

    [Fact]
    public void Small_number_that_is_converted_is_the_same_for_a_constant_and_for_a_save()
    {
        Do(c => c.Add(new Bolt { Id = 1, Name = "a" }));
        IQueryable<Bolt> Query(TrapContext c) => c.Bolts.Where(b => b.Id == 1);
        AssertFresh(Query, "bolts:id=101");

        Do(c => c.Bolts.Single().Name = "b");
        AssertFresh(Query);
    }

    [Fact]
    public void Value_that_another_column_carries_over_is_converted_as_that_column_does()
    {
        Do(c => c.AddRange(new Paint { Id = Shade.Dark }, new Curtain { Shade = (Shade)101, Name = "a" }));
        Shade[] shades = [Shade.Dark];
        IQueryable<string> Query(TrapContext c) =>
            from paint in c.Paints
            join curtain in c.Curtains on paint.Id equals curtain.Shade
            where shades.Contains(paint.Id)
            select curtain.Name;
        AssertFresh(Query, "curtains:shade=101");

        Do(c => c.Curtains.Single().Name = "b");
        AssertFresh(Query);
    }

    [Fact]
    public void Column_of_two_properties_is_converted_as_each_of_them_is()
    {
        Do(c => c.AddRange(new DeskLamp { Shade = Shade.Dark }, new WallLamp { Tone = Shade.Dark }));
        Shade[] shades = [Shade.Dark];
        IQueryable<DeskLamp> Desk(TrapContext c) => c.DeskLamps.Where(l => shades.Contains(l.Shade)).OrderBy(l => l.Id);
        IQueryable<WallLamp> Wall(TrapContext c) => c.WallLamps.Where(l => shades.Contains(l.Tone)).OrderBy(l => l.Id);
        foreach (
            var write in new Action<TrapContext>[]
            {
                c => c.Add(new WallLamp { Tone = Shade.Dark, Name = "b" }),
                c => c.Add(new DeskLamp { Shade = Shade.Dark, Name = "b" }),
                c => c.WallLamps.First().Name = "c",
                c => c.DeskLamps.First().Name = "c",
            }
        )
        {
            AssertFresh(Desk);
            AssertFresh(Wall);
            Do(write);
        }

        AssertFresh(Desk);
        AssertFresh(Wall);
    }

    [Fact]
    public void Alternate_key_that_ExecuteUpdate_changed_is_never_stale()
    {
        Do(c => c.Add(new Article { Code = 5, Name = "a" }));
        using var late = Open();
        var article = late.Articles.Single();
        Do(c => c.Articles.ExecuteUpdate(set => set.SetProperty(a => a.Code, 6)));
        AssertFresh(c => c.Articles.Where(a => a.Code == 6));

        article.Name = "b";
        late.SaveChanges();
        AssertFresh(c => c.Articles.Where(a => a.Code == 6));
    }

    [Fact]
    public void Alternate_key_of_a_row_that_was_inserted_anew_is_never_stale()
    {
        Do(c => c.Add(new Article { Id = 1, Code = 5 }));
        using var late = Open();
        var article = late.Articles.Single();
        Do(c => c.Remove(c.Articles.Single()));
        Do(c => c.Add(new Article { Id = 1, Code = 6 }));
        AssertFresh(c => c.Articles.Where(a => a.Code == 6));

        article.Name = "b";
        late.SaveChanges();
        AssertFresh(c => c.Articles.Where(a => a.Code == 6));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Token_that_the_database_computes_moves_with_each_update(bool isBulk)
    {
        Do(c => c.Add(new Banner { Text = "a" }));
        IQueryable<Banner> Query(TrapContext c) => c.Banners.Where(b => b.Length == 2);
        AssertFresh(Query, "banners:length=2");

        Do(c =>
        {
            if (isBulk)
            {
                c.Banners.Where(b => b.Length == 1).ExecuteUpdate(set => set.SetProperty(b => b.Text, "bb"));
            }
            else
            {
                c.Banners.Single().Text = "bb";
            }
        });
        AssertFresh(Query);
    }

    [Fact]
    public void Partition_that_raw_SQL_made_up_does_not_count()
    {
        Do(c => c.Add(new Bill { CompanyId = 5, Name = "a" }));
        IQueryable<Bill> Query(TrapContext c) => c.Bills.Where(b => b.CompanyId == 5);
        AssertFresh(Query, "bills:companyid=5");

        Do(c => c.Bills.FromSqlRaw("SELECT Id, 9 AS CompanyId, Name FROM Bills").Single().Name = "b");
        AssertFresh(Query);
    }

    private void Do(Action<TrapContext> action)
    {
        using var context = Open();
        action(context);
        context.SaveChanges();
    }

    /// <summary>The cached answer is the database's, and, if a tag is named, depends on that.</summary>
    private void AssertFresh<T>(Func<TrapContext, IQueryable<T>> query, string? tag = null)
    {
        using var context = Open();
        if (tag is not null)
        {
            Assert.Contains(TagNameOf(tag), query(context).Cacheable().ExplainCaching().Tags);
        }

        using var plain = OpenPlain();
        Assert.Equal(
            JsonSerializer.Serialize(query(plain).ToList()),
            JsonSerializer.Serialize(query(context).Cacheable().ToList())
        );
    }

    private TrapContext Open() => new(Options().AddSecondLevelCache(cache => cache.UseInProcessStore(_store)).Options);

    private TrapContext OpenPlain() => new(Options().Options);

    private DbContextOptionsBuilder<TrapContext> Options() =>
        new DbContextOptionsBuilder<TrapContext>().AllowManyProviders().UseSqlite(_connection.ConnectionString);

    private static string TagNameOf(string tableAndRest)
    {
        var parts = tableAndRest.Split(':', 2);
        return $"efcache:t:{{{parts[0]}}}:{parts[1]}";
    }
}
