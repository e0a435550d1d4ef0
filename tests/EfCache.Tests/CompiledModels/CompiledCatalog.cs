using System.Reflection;
using EfCache.Tests.Policies.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Scaffolding;
using Microsoft.Extensions.DependencyInjection;

namespace EfCache.Tests.CompiledModels;

/// <summary>Does what <c>dotnet ef dbcontext optimize</c> does: scaffolds the model's code; and compiles and loads it.</summary>
internal static class CompiledCatalog
{
    public static IModel Create(DbContext context)
    {
        var folder = Directory.CreateTempSubdirectory("efcache-model-");
        try
        {
            using var services = DesignTimeServices(context).BuildServiceProvider();
            var files = services
                .GetRequiredService<ICompiledModelScaffolder>()
                .ScaffoldModel(
                    context.GetService<IDesignTimeModel>().Model,
                    folder.FullName,
                    new CompiledModelCodeGenerationOptions
                    {
                        ContextType = typeof(CatalogContext),
                        ModelNamespace = "Compiled",
                        Language = "C#",
                        UseNullableReferenceTypes = true,
                    }
                );
            return Load(files);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static ServiceCollection DesignTimeServices(DbContext context)
    {
        var services = new ServiceCollection();
        services.AddEntityFrameworkDesignTimeServices();
        services.AddDbContextDesignTimeServices(context);

        // The provider names its design-time services by this attribute, as the tools find them.
        var provider = Assembly.Load(context.Database.ProviderName!);
        var typeName = provider.GetCustomAttribute<DesignTimeProviderServicesAttribute>()!.TypeName;
        ((IDesignTimeServices)Activator.CreateInstance(provider.GetType(typeName, throwOnError: true)!)!)
            .ConfigureDesignTimeServices(services);
        return services;
    }

    private static IModel Load(IEnumerable<string> files)
    {
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Select(path => MetadataReference.CreateFromFile(path));
        var compilation = CSharpCompilation.Create(
            "EfCache.Tests.Compiled",
            files.Select(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file))),
            references,
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                nullableContextOptions: NullableContextOptions.Enable
            )
        );
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        Assert.True(
            result.Success,
            string.Join('\n', result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error))
        );
        var type = Assembly.Load(image.ToArray()).GetType("Compiled.CatalogContextModel", throwOnError: true)!;
        return (IModel)type.GetProperty("Instance", BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!;
    }
}
