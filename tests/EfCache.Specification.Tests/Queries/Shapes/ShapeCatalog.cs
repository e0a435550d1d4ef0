namespace EfCache.Specification.Tests.Queries.Shapes;

/// <summary>All shapes, by name.</summary>
public static class ShapeCatalog
{
    public static IReadOnlyDictionary<string, Shape> Shapes { get; } =
        EntityShapes.All.Concat(OperatorShapes.All).Concat(RawShapes.All).ToDictionary(shape => shape.Name);

    public static TheoryData<string> Names => [.. Shapes.Keys];

    public static TheoryData<string, bool> SyncAndAsync
    {
        get
        {
            TheoryData<string, bool> data = [];
            foreach (var name in Shapes.Keys)
            {
                data.Add(name, false);
                data.Add(name, true);
            }

            return data;
        }
    }

    public static TheoryData<string> Explained =>
        [.. Shapes.Values.Where(shape => shape.Explain is not null).Select(shape => shape.Name)];
}
