using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using QuizOrleans.Grains.EventSourcing;
using QuizOrleans.Grains.Players;
using QuizOrleans.Grains.Quizzes;
using QuizOrleans.Storage.Tests.Fixtures;
using QuizOrleans.Testing;

namespace QuizOrleans.Storage.Tests;

public sealed class StorageExtensionsTests
{
    [Fact]
    public async Task A_host_migrates_its_database_serves_the_ports_and_reports_ready()
    {
        await using var server = await PostgresServer.StartNewAsync();
        using var host = await Start(await server.CreateDatabaseAsync());
        var journal = host.Services.GetRequiredService<IJournal>();
        var health = host.Services.GetRequiredService<HealthCheckService>();

        List<(string Name, string? Unit)> measured = [];
        using MeterListener listener = new();
        listener.InstrumentPublished = (instrument, on) =>
        {
            if (instrument.Meter.Name == "QuizOrleans.Storage") on.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<int>((instrument, _, _, _) => measured.Add((instrument.Name, instrument.Unit)));
        listener.Start();

        await journal.Append(Events.NewStream(), 0, Events.Some("a"), default);
        measured.ShouldContain(("quiz.journal.batch.size", "{event}"));
        host.Services.GetRequiredService<IQuizStore>().ShouldNotBeNull();
        host.Services.GetRequiredService<IGameArchive>().ShouldNotBeNull();
        (await health.CheckHealthAsync()).Status.ShouldBe(HealthStatus.Healthy);

        await server.StopAsync();
        (await health.CheckHealthAsync()).Entries["database"].Status.ShouldBe(HealthStatus.Unhealthy);
        await host.StopAsync();
    }

    [Theory]
    [InlineData(nameof(StorageOptions.JournalWriters), "0")]
    [InlineData(nameof(StorageOptions.Deadline), "00:00:00.010")]
    [InlineData(nameof(StorageOptions.JournalLinger), "00:00:01")]
    [InlineData(nameof(StorageOptions.ServiceId), "")]
    public async Task A_bad_option_stops_the_start_and_names_itself(string option, string value)
    {
        var refused = await Should.ThrowAsync<OptionsValidationException>(() => Start("postgres://nobody@127.0.0.1:1/none", ($"{StorageOptions.Section}:{option}", value)));
        refused.Message.ShouldContain($"{StorageOptions.Section}:{option}");
    }

    private static async Task<IHost> Start(string database, params (string Key, string Value)[] settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        foreach (var (key, value) in settings) builder.Configuration[key] = value;
        builder.Services.AddPostgresStorage(database);
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }
}
