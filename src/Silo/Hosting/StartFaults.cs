using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;
using QuizOrleans.Grains;
using QuizOrleans.Storage.Database;

namespace QuizOrleans.Silo.Hosting;

/// <summary>Why a process does not start, where the reason lies with whoever runs it and not in the program: a trace would only hide it.</summary>
internal static partial class StartFaults
{
    /// <summary>Null for what is not known.</summary>
    public static string? Sentence(Exception exception) => exception switch
    {
        OptionsValidationException e => string.Join(' ', e.Failures),
        AggregateException e => Sentences([.. e.Flatten().InnerExceptions.Select(Sentence)]),
        // What the binder says of a value of the wrong type names the option.
        InvalidOperationException { Source: "Microsoft.Extensions.Configuration.Binder" } e => e.Message,
        FormatException e when IsAddress(e.Message) => e.Message,
        DatabaseNotThereException or SchemaMismatchException or StorageUnavailableException => exception.Message,
        IOException { InnerException: AddressInUseException } e => $"{e.Message} Choose another PORT.",
        SocketException { SocketErrorCode: SocketError.AccessDenied or SocketError.AddressNotAvailable } e => $"PORT (or URLS): this process may not listen there ({e.Message}).",
        _ => OfEngine(exception),
    };

    private static bool IsAddress(string message) => message.StartsWith("DATABASE_URL", StringComparison.Ordinal) || message.StartsWith("REDIS_URL", StringComparison.Ordinal);

    private static string? Sentences(string?[] sentences) => sentences.Contains(null) ? null : string.Join(' ', sentences.Distinct());

    /// <summary>What only one engine knows (Orleans/ or LocalSilo/).</summary>
    private static partial string? OfEngine(Exception exception);
}
