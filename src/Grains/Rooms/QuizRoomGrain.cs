using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using QuizOrleans.Grains.Bank;
using QuizOrleans.Grains.EventSourcing;
using QuizOrleans.Grains.Generation;
using QuizOrleans.Grains.Matchmaking;
using QuizOrleans.Grains.Players;
using QuizOrleans.Grains.Quizzes;
using QuizOrleans.Rules;
using QuizOrleans.Rules.Rooms;

namespace QuizOrleans.Grains.Rooms;

/// <summary>One live room: the rules of <see cref="RoomDecider"/> around a journal.</summary>
// Reentrant for group commit only: see EventSourcedGrain.
[Reentrant]
public sealed partial class QuizRoomGrain(
    IJournal journal,
    IGameArchive archive,
    IMatchStore matches,
    IPlayStore plays,
    FallbackQuestions fallback,
    IOptions<RoomOptions> options,
    IOptions<DuelOptions> duels,
    IOptions<BankOptions> bank,
    IOptions<EventSourcingOptions> eventSourcing,
    RoomMetrics metrics,
    TimeProvider time,
    ILogger<QuizRoomGrain> logger)
    : EventSourcedGrain<RoomState, RoomEvent>(journal, RoomJournal.Format, eventSourcing.Value, time, logger), IQuizRoomGrain, IRemindable
{
    /// <summary>More than any duel has.</summary>
    private const int MostRecordedEvents = 2000;

    private readonly DuelOptions _duels = duels.Value;
    private readonly string _epoch = Guid.NewGuid().ToString("N");
    private readonly RoomPresence _presence = new();
    private RoomPublisher _publisher = null!;
    private TenantKey _key;
    private string? _stream;

    protected override string Stream => _stream ??= $"room/{_key}";

    protected override RoomState Initial => RoomState.Initial;

    public async Task<Outcome<RoomCreated>> Open(OpenRoom command, CancellationToken cancellationToken)
    {
        if (State.Phase is not Phase.Unopened) return Refused(RoomRejections.PinTaken);
        var (settings, invalid) = RoomSettingsReader.Read(command.Settings, options.Value);
        if (settings is null) return invalid!;
        if (command.Settings.Generate is not null) return await OpenGenerating(command, settings);
        var seed = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8));
        var quiz = await QuizOf(command, seed, cancellationToken);
        if (quiz.Value is null) return quiz.Refusal!;

        // Whatever happened while the quiz was read, Decide sees: a room that was opened meanwhile says pin_taken.
        var hostKey = NewHostKey();
        var recorded = await Do(new RoomCommand.Open(
            Now, command.Settings.QuizId, QuizMapping.ToQuiz(quiz.Value), settings, command.Settings.ShuffleQuestions, command.Settings.ShuffleChoices,
            seed, command.HostId, hostKey));
        if (recorded.Refusal is { } refusal) return refusal;
        await KeepAwake();
        return new RoomCreated(_key.Id, hostKey, SnapshotFor(command.HostId));
    }

    public async Task<Outcome<RoomSnapshot>> Join(JoinRoom command, CancellationToken cancellationToken)
    {
        if (State.Phase is Phase.Finished && State.Players.ContainsKey(command.PlayerId)) return SnapshotFor(command.PlayerId);
        var recorded = await Do(new RoomCommand.Join(Now, command.PlayerId, command.Nickname, command.Team));
        if (recorded.Refusal is { } refusal) return refusal;
        // A front that no longer listens holds nobody.
        if (command.Front is { } front && _publisher.Listens(front)) _presence.Arrived(front, command.PlayerId);
        return SnapshotFor(command.PlayerId);
    }

    public Task<Outcome<RoomSnapshot>> Watch(string viewerId, CancellationToken cancellationToken)
    {
        if (Durable.Phase is Phase.Unopened) return Task.FromResult<Outcome<RoomSnapshot>>(Refused(Missing()));
        // Whoever sees a first turn could not play the second.
        var isHidden = Durable is { Settings.Duel.IsFirstTurn: true, Phase: not Phase.Finished } && !IsMember(viewerId);
        return Task.FromResult<Outcome<RoomSnapshot>>(isHidden ? Refused(RoomRejections.NotYourTurn) : SnapshotFor(viewerId));
    }

    public async Task<Outcome<RoomSnapshot>> Resync(string memberId, CancellationToken cancellationToken)
    {
        var recorded = await Do(new RoomCommand.Arrive(Now, memberId));
        return recorded.Refusal is { } refusal ? refusal : IsMember(memberId) ? SnapshotFor(memberId) : Refused(RoomRejections.NotAMember);
    }

    public async Task<Receipt> SubmitAnswer(string playerId, int questionIndex, AnswerView answer, CancellationToken cancellationToken)
    {
        var arrivedAt = Time.GetTimestamp();
        var (given, invalid) = AnswerViews.Read(answer);
        var recorded = given is null ? new Recorded(invalid, DurableVersion) : await Do(new RoomCommand.Answer(Now, playerId, questionIndex, given));
        var receipt = recorded.ToReceipt();
        metrics.Answered(receipt.Code, Time.GetElapsedTime(arrivedAt));
        return receipt;
    }

    public Task<Receipt> Rename(string playerId, string nickname, CancellationToken cancellationToken) =>
        Receipt(new RoomCommand.Rename(Now, playerId, nickname));

    public Task<Receipt> Leave(string playerId, CancellationToken cancellationToken) => Receipt(new RoomCommand.Leave(Now, playerId));

    public Task<Receipt> Start(string hostId, CancellationToken cancellationToken) => Receipt(new RoomCommand.Start(Now, hostId));

    public Task<Receipt> Next(string hostId, CancellationToken cancellationToken) => Receipt(new RoomCommand.Next(Now, hostId));

    public Task<Receipt> Pause(string hostId, CancellationToken cancellationToken) => Receipt(new RoomCommand.Pause(Now, hostId));

    public Task<Receipt> Resume(string hostId, CancellationToken cancellationToken) => Receipt(new RoomCommand.Resume(Now, hostId));

    public Task<Receipt> Lock(string hostId, bool locked, CancellationToken cancellationToken) =>
        Receipt(new RoomCommand.SetLock(Now, hostId, locked));

    public Task<Receipt> Kick(string hostId, string playerId, CancellationToken cancellationToken) =>
        Receipt(new RoomCommand.Kick(Now, hostId, playerId));

    public Task<Receipt> SetTimeFactor(string hostId, string playerId, double factor, CancellationToken cancellationToken) =>
        Receipt(new RoomCommand.SetTimeFactor(Now, hostId, playerId, factor));

    public Task<Receipt> End(string hostId, CancellationToken cancellationToken) => Receipt(new RoomCommand.End(Now, hostId));

    public async Task<Outcome<RoomSnapshot>> TakeOver(string newHostId, string hostKey, CancellationToken cancellationToken)
    {
        var recorded = await Do(new RoomCommand.TakeOver(Now, newHostId, hostKey));
        return recorded.Refusal is { } refusal ? refusal : SnapshotFor(newHostId);
    }

    public Task<Outcome<RoomResults>> Results(string viewerId, CancellationToken cancellationToken) => Task.FromResult<Outcome<RoomResults>>(
        Durable.Phase is Phase.Unopened ? Refused(Missing())
        : viewerId == Durable.Host.Id || (Durable.Phase is Phase.Finished && IsMember(viewerId)) ? RoomProjector.Results(_key.Id, Durable)
        : Refused(IsMember(viewerId) ? RoomRejections.NotHost : RoomRejections.NotAMember));

    protected override RoomState Evolve(RoomState state, RoomEvent @event) => RoomEvolution.Evolve(state, @event);

    // A state within a question is as large as any and soon out of date; between questions it is neither.
    protected override bool IsGoodForSnapshot(RoomState state) => state.Phase is not Phase.Asking;

    private ValueTask<Recorded> Do(RoomCommand command) => Record(RoomDecider.Decide(State, command));

    private async Task<Receipt> Receipt(RoomCommand command) => (await Do(command)).ToReceipt();

    private bool IsMember(string id) => id == Durable.Host.Id || Durable.Players.ContainsKey(id);

    private Rejection Missing() => IsUnavailable() ? Recorded.StorageUnavailable : RoomRejections.NotFound;

    private RoomSnapshot SnapshotFor(string viewerId)
    {
        var snapshot = RoomProjector.Snapshot(_key.Id, Durable, DurableVersion, viewerId, Now);
        if (snapshot.Generation is not null) return snapshot with { Generation = RoomProjector.Writing(Durable, _written, Now) };
        return snapshot.Duel is { } duel ? snapshot with { Duel = WithWishes(duel) } : snapshot;
    }

    private static string NewHostKey() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(18)).Replace('+', '-').Replace('/', '_');

    private static Refusal Refused(Rejection rejection) => new(rejection.Code, rejection.Message);
}
