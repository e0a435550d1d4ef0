using System.Text.RegularExpressions;

namespace EfCache.Tests.Readme;

public sealed partial class ReadmeTests
{
    private const string TestCommand = "dotnet test EfCache.sln";

    private static readonly string Root = FindRoot();

    private static readonly string Readme = File.ReadAllText(Path.Combine(Root, "README.md"));

    [Fact]
    public void Every_snippet_stands_in_a_compiled_file()
    {
        var sources = Directory
            .GetFiles(Path.Combine(Root, "tests", "EfCache.Tests", "Readme"), "*.cs")
            .Select(file => Flatten(File.ReadAllText(file)))
            .ToList();
        var snippets = Snippet().Matches(Readme).Select(match => match.Groups["code"].Value).ToList();

        Assert.NotEmpty(snippets);
        Assert.All(
            snippets,
            snippet =>
                Assert.True(sources.Any(source => source.Contains(Flatten(snippet), StringComparison.Ordinal)), snippet)
        );
    }

    [Fact]
    public void First_two_commands_run_the_shop_and_the_tests()
    {
        var commands = Command().Matches(Readme).Select(match => match.Groups["command"].Value.Trim()).Take(2);

        Assert.Equal(["dotnet run --project samples/Shop", TestCommand], commands);
    }

    [Fact]
    public void Continuous_integration_runs_the_command_of_the_readme()
    {
        Assert.Contains(
            $"\n{TestCommand} ",
            File.ReadAllText(Path.Combine(Root, ".ci", "run")),
            StringComparison.Ordinal
        );
    }

    // Indentation, and empty lines at the ends, are all that a snippet may differ in. Whole lines are compared.
    private static string Flatten(string code) =>
        "\n" + string.Join('\n', code.Trim().Split('\n').Select(line => line.Trim())) + "\n";

    private static string FindRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "EfCache.sln")))
        {
            directory =
                directory.Parent ?? throw new InvalidOperationException("EfCache.sln is in no parent directory.");
        }

        return directory.FullName;
    }

    [GeneratedRegex(@"^```csharp\n(?<code>.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Snippet();

    [GeneratedRegex(@"^```sh\n(?<command>.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Command();
}
