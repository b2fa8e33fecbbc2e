namespace QuizOrleans.Simulation.Tests;

/// <summary>
/// Rooms in virtual time. A failure names its seed: put it into <see cref="A_seed_that_failed_once"/> and it plays again, step by step, the same way.
/// </summary>
public sealed class RoomSimulationTests
{
    private const int Steps = 700;

    /// <summary>Fixed, so that a run says the same twice; QUIZ_SIMULATION_SEED starts elsewhere, QUIZ_SIMULATION_GAMES plays more.</summary>
    private static readonly int FirstSeed = int.Parse(Environment.GetEnvironmentVariable("QUIZ_SIMULATION_SEED") ?? "1", System.Globalization.CultureInfo.InvariantCulture);

    private static readonly int Games = int.Parse(Environment.GetEnvironmentVariable("QUIZ_SIMULATION_GAMES") ?? "300", System.Globalization.CultureInfo.InvariantCulture);

    [Fact]
    public void Whatever_happens_no_acknowledged_answer_is_lost_or_doubled_and_every_room_ends()
    {
        var (crashes, acknowledged, heard, ends) = (0, 0, 0, new Dictionary<string, int>());
        var sources = new List<string?>();
        for (var seed = FirstSeed; seed < FirstSeed + Games; seed++)
        {
            using var game = Play(seed);
            crashes += game.Crashes;
            acknowledged += game.Acknowledged;
            heard += game.Heard;
            sources.Add(game.Source);
            ends[game.End] = ends.GetValueOrDefault(game.End) + 1;
        }

        // A simulation in which nothing happens proves nothing.
        crashes.ShouldBeGreaterThan(Games);
        acknowledged.ShouldBeGreaterThan(8 * Games);
        heard.ShouldBeGreaterThan(20 * Games);
        sources.Count(s => s == "Model").ShouldBeGreaterThan(Games / 10);
        sources.Count(s => s is "Mixed" or "Packs" or "Bank").ShouldBeGreaterThan(Games / 20);
        ends.Keys.Order().ShouldBe(["Abandoned", "Completed", "Ended"]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_same_seed_tells_the_same_story(int seed)
    {
        using var once = Play(seed);
        using var again = Play(seed);
        again.Trace.ShouldBe(once.Trace);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1317)]
    public void A_seed_that_failed_once(int seed) => Play(seed).Dispose();

    private static RoomGame Play(int seed)
    {
        var game = new RoomGame(seed);
        try
        {
            game.Play(Steps);
            return game;
        }
        catch (Exception e)
        {
            game.Dispose();
            throw new InvalidOperationException($"Seed {seed}: {e.Message}\nLast steps:\n{string.Join('\n', game.Trace.TakeLast(25))}", e);
        }
    }
}
