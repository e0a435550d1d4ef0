using EfCache.Fuzzing;
using EfCache.Tests.Storage.Remote.Payloads;
using SharpFuzz;

switch (args)
{
    case []:
        // In a process of its own, which may be ended by what cannot be caught, such as a stack overflow, and is started again.
        Fuzzer.OutOfProcess.Run(stream =>
        {
            using var data = new MemoryStream();
            stream.CopyTo(data);
            PayloadFuzz.Run(data.GetBuffer().AsSpan(0, (int)data.Length));
        });
        return 0;
    case ["corpus", var folder]:
        Console.WriteLine($"{Corpus.Write(folder)} payloads in {folder}");
        return 0;
    case ["replay", .. var files] when files.Length > 0:
        foreach (var file in files)
        {
            // What is thrown says where, as it would to the fuzzer.
            var data = File.ReadAllBytes(file);
            Console.WriteLine(file);
            Console.WriteLine(
                $"  as it is: {PayloadFuzz.Read(data)}; resealed: {PayloadFuzz.Read(PayloadFuzz.Resealed(data))}"
            );
        }

        return 0;
    default:
        Console.Error.WriteLine("Without arguments under afl-fuzz, or: corpus <folder> | replay <file>...");
        return 1;
}
