namespace QuizOrleans.Grains.Identity;

/// <summary>Sends mail.</summary>
public interface IMailer
{
    /// <summary>Whether there is a way to send any.</summary>
    bool IsAvailable { get; }

    /// <summary>Done when the mail server has it. Throws when it does not take it.</summary>
    Task Send(Mail mail, CancellationToken cancellationToken);
}

/// <summary>One plain mail. Its text may hold a code: it must reach no log.</summary>
public sealed record Mail(string To, string Subject, string Text)
{
    public override string ToString() => nameof(Mail);
}
