using Microsoft.Extensions.Options;

namespace QuizOrleans.WebFront.Limits;

/// <summary>Section "Limits": how much one user and one address may ask of this process. What is told to others by name is in docs/security.md.</summary>
public sealed class LimitOptions
{
    /// <summary>Hub calls of one user in <see cref="MessageWindow"/>, over all his connections here. Default 60.</summary>
    public int Messages { get; set; } = 60;

    /// <summary>Hub calls from one address in <see cref="MessageWindow"/>, whosever. Default 120,000: a full room behind one address, each at his own figure.</summary>
    public int MessagesPerAddress { get; set; } = 120_000;

    /// <summary>Default 1 min.</summary>
    public TimeSpan MessageWindow { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Answers of one user in <see cref="AnswerWindow"/>; each is a message too. Default 10.</summary>
    public int Answers { get; set; } = 10;

    /// <summary>Default 10 s.</summary>
    public TimeSpan AnswerWindow { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Bytes of one answer. Default 10 KB.</summary>
    public int AnswerBytes { get; set; } = 10 * 1024;

    /// <summary>Times one user may look for a duel, challenge a friend or ask for a rematch in <see cref="TicketWindow"/>. Default 20.</summary>
    public int Tickets { get; set; } = 20;

    /// <summary>Default 1 min.</summary>
    public TimeSpan TicketWindow { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Requests to a language model of one user in <see cref="AiWindow"/>. Default 10.</summary>
    public int AiRequests { get; set; } = 10;

    /// <summary>Default 10 min.</summary>
    public TimeSpan AiWindow { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>REST requests of one user a minute. Default 300.</summary>
    public int Requests { get; set; } = 300;

    /// <summary>REST requests of those who are not signed in, from one address a minute. Default 3,000.</summary>
    public int AnonymousRequests { get; set; } = 3000;

    /// <summary>Tries to sign in to an account from one address in <see cref="SignInWindow"/>, whatever the accounts. Default 100: a class behind one address, with its typing errors; each account has its own, smaller figure (SignIn:Tries).</summary>
    public int SignInsPerAddress { get; set; } = 100;

    /// <summary>New accounts from one address in <see cref="SignInWindow"/>. Default 100.</summary>
    public int AccountsPerAddress { get; set; } = 100;

    /// <summary>Guests from one address in <see cref="SignInWindow"/>. Default 2,000: a full room behind one address.</summary>
    public int GuestsPerAddress { get; set; } = 2000;

    /// <summary>Exports of an account in <see cref="SignInWindow"/>. Default 5.</summary>
    public int Exports { get; set; } = 5;

    /// <summary>Default 5 min.</summary>
    public TimeSpan SignInWindow { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Hub connections of one user, on all fronts; one more, and the oldest is told and closed. Default 3.</summary>
    public int ConnectionsPerUser { get; set; } = 3;

    /// <summary>Hub connections from one address, here. Default 3,000.</summary>
    public int ConnectionsPerAddress { get; set; } = 3000;

    /// <summary>A connection that listens to no room or queue and calls nothing for so long is told and closed. Default 30 min.</summary>
    public TimeSpan Idle { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>No connection lasts longer; the page opens the next by itself. Default 4 h.</summary>
    public TimeSpan Session { get; set; } = TimeSpan.FromHours(4);

    /// <summary>After so many refused calls in a row a connection is closed: nobody who reads the refusals goes on like that. Default 100.</summary>
    public int RefusalsInRow { get; set; } = 100;
}

/// <summary>Stops the start with a sentence that names the bad value.</summary>
public sealed class LimitOptionsValidator : IValidateOptions<LimitOptions>
{
    private const int Most = 100_000_000;

    public ValidateOptionsResult Validate(string? name, LimitOptions options)
    {
        List<string> faults = [];
        Check(options.Messages, 1, Most, nameof(options.Messages));
        Check(options.MessagesPerAddress, 1, Most, nameof(options.MessagesPerAddress));
        Check(options.Answers, 1, Most, nameof(options.Answers));
        Check(options.AnswerBytes, 64, 1024 * 1024, nameof(options.AnswerBytes));
        Check(options.Tickets, 1, Most, nameof(options.Tickets));
        Check(options.AiRequests, 1, Most, nameof(options.AiRequests));
        Check(options.Requests, 1, Most, nameof(options.Requests));
        Check(options.AnonymousRequests, 1, Most, nameof(options.AnonymousRequests));
        Check(options.SignInsPerAddress, 1, Most, nameof(options.SignInsPerAddress));
        Check(options.AccountsPerAddress, 1, Most, nameof(options.AccountsPerAddress));
        Check(options.GuestsPerAddress, 1, Most, nameof(options.GuestsPerAddress));
        Check(options.Exports, 1, Most, nameof(options.Exports));
        Check(options.ConnectionsPerUser, 1, 10_000, nameof(options.ConnectionsPerUser));
        Check(options.ConnectionsPerAddress, 1, Most, nameof(options.ConnectionsPerAddress));
        Check(options.RefusalsInRow, 1, Most, nameof(options.RefusalsInRow));
        foreach (var (window, option) in new[]
                 {
                     (options.MessageWindow, nameof(options.MessageWindow)), (options.AnswerWindow, nameof(options.AnswerWindow)),
                     (options.TicketWindow, nameof(options.TicketWindow)), (options.AiWindow, nameof(options.AiWindow)),
                     (options.SignInWindow, nameof(options.SignInWindow)),
                 })
            Check(window, TimeSpan.FromMilliseconds(100), TimeSpan.FromDays(1), option);
        Check(options.Idle, TimeSpan.FromMilliseconds(100), TimeSpan.FromDays(7), nameof(options.Idle));
        Check(options.Session, TimeSpan.FromMilliseconds(100), TimeSpan.FromDays(7), nameof(options.Session));
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);

        void Check<T>(T value, T least, T most, string option)
            where T : IComparable<T>
        {
            if (value.CompareTo(least) < 0 || value.CompareTo(most) > 0) faults.Add($"Limits:{option} is {value}; it must lie between {least} and {most}.");
        }
    }
}
