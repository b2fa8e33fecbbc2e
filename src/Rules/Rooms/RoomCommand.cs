using System.Collections.Immutable;
using QuizOrleans.Rules.Quizzes;

namespace QuizOrleans.Rules.Rooms;

/// <summary>What somebody, or the clock, wants of a room. <paramref name="Now"/> is the server's clock in whole milliseconds.</summary>
public abstract record RoomCommand(DateTimeOffset Now)
{
    /// <param name="Seed">Deals the questions and choices; recorded by its result in the event.</param>
    public sealed record Open(
        DateTimeOffset Now,
        string QuizId,
        Quiz Quiz,
        RoomSettings Settings,
        bool ShuffleQuestions,
        bool ShuffleChoices,
        ulong Seed,
        string HostId,
        string HostKey) : RoomCommand(Now);

    /// <summary>Opens a room whose questions are still to be written.</summary>
    /// <param name="Slack">How much longer the room waits for them.</param>
    public sealed record OpenGenerating(
        DateTimeOffset Now,
        string Title,
        GenerationPlan Plan,
        TimeSpan Slack,
        RoomSettings Settings,
        string HostId,
        string HostKey) : RoomCommand(Now);

    /// <summary>Brings a room the questions it waits for; the first who does is the one who counts.</summary>
    /// <param name="Questions">None: there are none to be had.</param>
    public sealed record Furnish(DateTimeOffset Now, ImmutableArray<Question> Questions, Furnishing By) : RoomCommand(Now);

    /// <param name="Settings">With <see cref="RoomSettings.Duel"/>.</param>
    /// <param name="Questions">Dealt already: a recorded duel is played on the very questions it was recorded on.</param>
    public sealed record OpenDuel(DateTimeOffset Now, string Title, ImmutableArray<PlayedQuestion> Questions, RoomSettings Settings) : RoomCommand(Now);

    public sealed record Join(DateTimeOffset Now, string PlayerId, string Nickname, string? Team) : RoomCommand(Now);

    public sealed record Rename(DateTimeOffset Now, string PlayerId, string Nickname) : RoomCommand(Now);

    public sealed record Leave(DateTimeOffset Now, string PlayerId) : RoomCommand(Now);

    public sealed record Answer(DateTimeOffset Now, string PlayerId, int Index, Quizzes.Answer Given) : RoomCommand(Now);

    /// <summary>A member (host or player) has a live connection again.</summary>
    public sealed record Arrive(DateTimeOffset Now, string MemberId) : RoomCommand(Now);

    /// <summary>A member has no live connection any more.</summary>
    public sealed record GoAway(DateTimeOffset Now, string MemberId) : RoomCommand(Now);

    public sealed record TakeOver(DateTimeOffset Now, string NewHostId, string HostKey) : RoomCommand(Now);

    /// <summary>Whatever is due at <see cref="RoomCommand.Now"/>, one step; nothing when nothing is.</summary>
    public sealed record Tick(DateTimeOffset Now) : RoomCommand(Now);

    /// <summary>The room was just brought back from its journal.</summary>
    public sealed record Recover(DateTimeOffset Now) : RoomCommand(Now);

    /// <summary>What only the host may do.</summary>
    public abstract record ByHost(DateTimeOffset Now, string HostId) : RoomCommand(Now);

    public sealed record Start(DateTimeOffset Now, string HostId) : ByHost(Now, HostId);

    /// <summary>Closes the open question, or goes on from the reveal.</summary>
    public sealed record Next(DateTimeOffset Now, string HostId) : ByHost(Now, HostId);

    public sealed record Pause(DateTimeOffset Now, string HostId) : ByHost(Now, HostId);

    public sealed record Resume(DateTimeOffset Now, string HostId) : ByHost(Now, HostId);

    public sealed record SetLock(DateTimeOffset Now, string HostId, bool Locked) : ByHost(Now, HostId);

    public sealed record Kick(DateTimeOffset Now, string HostId, string PlayerId) : ByHost(Now, HostId);

    public sealed record SetTimeFactor(DateTimeOffset Now, string HostId, string PlayerId, double Factor) : ByHost(Now, HostId);

    public sealed record End(DateTimeOffset Now, string HostId) : ByHost(Now, HostId);
}
