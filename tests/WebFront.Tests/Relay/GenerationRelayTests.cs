using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Logging.Abstractions;
using QuizOrleans.Grains.Generation;
using QuizOrleans.WebFront.Hubs;
using QuizOrleans.WebFront.Relay;

namespace QuizOrleans.WebFront.Tests.Relay;

/// <summary>One generation, and those who follow it.</summary>
public sealed class GenerationRelayTests
{
    private readonly Clients _clients = new();
    private readonly GenerationRelay _relay;

    public GenerationRelayTests() => _relay = new GenerationRelay("main/tess-r1", new HubContext(_clients), NullLogger.Instance);

    [Fact]
    public void One_who_does_not_read_is_not_waited_for()
    {
        foreach (var connection in new[] { "deaf-1", "ada", "deaf-2" }) _relay.Add(connection, "r1", 0);
        _relay.OnUpdate(View("running", 1)).IsCompletedSuccessfully.ShouldBeTrue();
        _relay.OnUpdate(View("running", 3)).IsCompletedSuccessfully.ShouldBeTrue();
        _relay.OnUpdate(View("done", 3)).IsCompletedSuccessfully.ShouldBeTrue();
        foreach (var connection in new[] { "deaf-1", "ada", "deaf-2" }) _clients.Told(connection).ShouldBe(["Generating 1", "Generating 3", "Generated 0"], connection);
        _relay.IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public void Each_is_told_once_whatever_overtook_what()
    {
        _relay.Add("ada", "r1", 2);
        foreach (var done in new[] { 4, 3, 4, 2 }) _relay.OnUpdate(View("running", done));
        _relay.OnUpdate(View("failed", 4));
        _relay.OnUpdate(View("running", 5));
        _clients.Told("ada").ShouldBe(["Generating 4", "GenerationFailed timed_out"]);
    }

    private static GenerationView View(string status, int done) =>
        new("r1", status, done, 5, [], ImmutableDictionary<string, int>.Empty, status == "failed" ? "timed_out" : "ok", "", null, 1000);

    private sealed class HubContext(Clients clients) : IHubContext<QuestionsHub, IQuestionsClient>
    {
        IHubClients<IQuestionsClient> IHubContext<QuestionsHub, IQuestionsClient>.Clients => clients;

        public IGroupManager Groups => throw new NotSupportedException();
    }

    /// <summary>Notes what each is told. What is sent to the deaf never arrives.</summary>
    private sealed class Clients : IHubClients<IQuestionsClient>
    {
        private readonly ConcurrentDictionary<string, List<string>> _told = new();

        public IQuestionsClient All => throw new NotSupportedException();

        public List<string> Told(string connection) => _told.GetValueOrDefault(connection, []);

        public IQuestionsClient Client(string connectionId) => new Noting(
            _told.GetOrAdd(connectionId, []), connectionId.StartsWith("deaf", StringComparison.Ordinal) ? new TaskCompletionSource().Task : Task.CompletedTask);

        public IQuestionsClient AllExcept(IReadOnlyList<string> excludedConnectionIds) => throw new NotSupportedException();

        IQuestionsClient IHubClients<IQuestionsClient>.Clients(IReadOnlyList<string> connectionIds) => throw new NotSupportedException();

        public IQuestionsClient Group(string groupName) => throw new NotSupportedException();

        public IQuestionsClient GroupExcept(string groupName, IReadOnlyList<string> excludedConnectionIds) => throw new NotSupportedException();

        public IQuestionsClient Groups(IReadOnlyList<string> groupNames) => throw new NotSupportedException();

        public IQuestionsClient User(string userId) => throw new NotSupportedException();

        public IQuestionsClient Users(IReadOnlyList<string> userIds) => throw new NotSupportedException();
    }

    private sealed class Noting(List<string> told, Task sent) : IQuestionsClient
    {
        public Task Generating(GeneratingMessage message) => Note($"Generating {message.Done}");

        public Task Generated(GeneratedMessage message) => Note($"Generated {message.Questions.Length}");

        public Task GenerationFailed(GenerationFailedMessage message) => Note($"GenerationFailed {message.Code}");

        public Task Problem(ProblemMessage message) => Note("Problem");

        private Task Note(string what)
        {
            told.Add(what);
            return sent;
        }
    }
}
