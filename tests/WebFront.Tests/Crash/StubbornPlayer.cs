using System.Text.Json;
using QuizOrleans.Testing;
using QuizOrleans.WebFront.Tests.Fixtures;

namespace QuizOrleans.WebFront.Tests.Crash;

/// <summary>
/// Plays as the page does: answers each question once, reconnects and resyncs by itself, and sends an answer again whose receipt did not
/// come. Keeps what it was promised.
/// </summary>
internal sealed class StubbornPlayer(Uri hub, Guest guest, string pin) : IAsyncDisposable
{
    private readonly TaskCompletionSource _finished = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private HubClient? _connection;
    private bool _stopped;

    public Guest Guest => guest;

    /// <summary>Questions whose answer was acknowledged.</summary>
    public HashSet<int> Acknowledged { get; } = [];

    public int Reconnects { get; private set; }

    public Task Finished => _finished.Task;

    /// <summary>Waits before it answers this question, until it is told.</summary>
    public Func<int, Task> BeforeAnswer { get; init; } = _ => Task.CompletedTask;

    /// <summary>Told of each question whose answer was acknowledged, once the promise is kept in mind.</summary>
    public Action<int> OnAcknowledged { get; init; } = _ => { };

    public async Task JoinAsync()
    {
        _connection = await HubClient.ConnectAsync(hub, guest.Token);
        await _connection.Call("JoinRoom", pin, guest.Nickname, null);
        _ = Run();
    }

    public ValueTask DisposeAsync()
    {
        _stopped = true;
        return _connection?.DisposeAsync() ?? ValueTask.CompletedTask;
    }

    private async Task Run()
    {
        while (!_stopped && !Finished.IsCompleted)
        {
            try
            {
                await Play(await _connection!.Call("Resync", pin));
            }
            catch (Exception e) when (e is IOException or TimeoutException or HubRefusedException or System.Net.WebSockets.WebSocketException or ObjectDisposedException)
            {
                await Reconnect();
            }
            catch (Exception e)
            {
                _finished.TrySetException(e);
            }
        }
    }

    private async Task Play(JsonElement snapshot)
    {
        var known = snapshot.Long("version");
        while (!_stopped)
        {
            if (snapshot.Text("phase") == "finished")
            {
                _finished.TrySetResult();
                return;
            }

            if (snapshot.Text("phase") == "question" && snapshot.GetProperty("you").Maybe("answer") is null) await Answer(snapshot.Int("index"));
            // Any event that tells of something new: look again. The page would apply it instead.
            var next = await _connection!.NextOf(["QuestionOpened", "RoomFinished", "RoomResumed"], e => e.Long("version") > known);
            known = next.Long("version");
            snapshot = await _connection!.Call("Resync", pin);
        }
    }

    private async Task Answer(int index)
    {
        await BeforeAnswer(index);
        var receipt = await _connection!.Call("SubmitAnswer", pin, index, new { choices = new[] { 1 } });
        if (!receipt.True("accepted") && receipt.Text("code") != "already_answered") return;
        Acknowledged.Add(index);
        OnAcknowledged(index);
    }

    private async Task Reconnect()
    {
        Reconnects++;
        while (!_stopped)
        {
            try
            {
                await _connection!.DisposeAsync();
                _connection = await HubClient.ConnectAsync(hub, guest.Token);
                return;
            }
            catch (Exception e) when (e is System.Net.WebSockets.WebSocketException or OperationCanceledException or IOException)
            {
                await Task.Delay(100);
            }
        }
    }
}
