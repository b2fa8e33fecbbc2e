using QuizOrleans.WebFront.Tests.Fixtures;

namespace QuizOrleans.WebFront.Tests.Walls;

/// <summary>The limits as they come: an honest class does not notice them.</summary>
public sealed class ClassTests
{
    private const int Students = 40;
    private const int Questions = 5;

    [Fact]
    public async Task Forty_students_behind_one_address_sign_in_join_and_play_unthrottled()
    {
        await using var front = await TestFront.StartAsync();
        await using var room = await TestRoom.OpenWithAsync(front, new() { ["changeAnswers"] = true }, [.. Enumerable.Range(1, Questions).Select(n => Quizzes.Choice($"{n}?"))]);

        // All at once, as when the bell rings: a page has its phone and, for some, a second tab.
        var students = await Task.WhenAll(Enumerable.Range(1, Students).Select(async n =>
        {
            var student = await room.Join($"Student {n}");
            if (n % 4 == 0) await (await room.Connect(student.Guest)).Call("Resync", room.Pin);
            return student;
        }));
        await room.Start();
        for (var index = 0; index < Questions; index++)
        {
            await Task.WhenAll(students.Select(async student =>
            {
                await student.Next("QuestionOpened", q => q.Int("index") == index);
                (await student.Answer(room.Pin, index, 0)).Text("code").ShouldBe("ok");
                // Second thoughts.
                (await student.Answer(room.Pin, index, 1)).Text("code").ShouldBe("ok");
            }));
            await room.GoOn();
            await Task.WhenAll(students.Select(student => student.Next("QuestionClosed", q => q.Int("index") == index)));
            await room.GoOn();
        }

        var results = await Task.WhenAll(students.Select(student => student.Next("RoomFinished")));
        results.ShouldAllBe(r => r.List("standings").Count() == Students);
        var metrics = await front.Anonymous.GetStringAsync("/metrics");
        foreach (var counter in new[] { "quiz_limits_refused_total{", "quiz_connections_closed_total{" })
        {
            var series = metrics.Split('\n').Where(line => line.StartsWith(counter, StringComparison.Ordinal)).ToList();
            series.ShouldNotBeEmpty();
            series.ShouldAllBe(line => line.EndsWith("} 0", StringComparison.Ordinal));
        }
    }
}
