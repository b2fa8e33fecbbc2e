using System.Text;
using Microsoft.AspNetCore.SignalR;
using QuizOrleans.Grains;
using QuizOrleans.Grains.Rooms;
using QuizOrleans.WebFront.Limits;

namespace QuizOrleans.WebFront.Input;

/// <summary>
/// What an argument of a hub method must be. The gate applies it before the hub runs; a parameter that could hold anything and names no rule stops the
/// first call of its method, and fails the test that walks them all. What a text means, the rules of the game judge, with codes of their own.
/// </summary>
[AttributeUsage(AttributeTargets.Parameter)]
public abstract class ArgumentRuleAttribute : Attribute
{
    /// <summary>The value to go on with.</summary>
    /// <exception cref="HubException">It is not what it must be.</exception>
    public abstract object? Check(object? value, InputLimits limits);

    /// <summary>What such a call counts as beside a message, unless it is refused, where that depends on the value. One of a method's arguments may.</summary>
    public virtual UserLimit? CountsAs(object? value) => null;

    protected static HubException Invalid(string sentence) => new($"invalid_argument: {sentence}");
}

/// <param name="AnswerBytes">Of one answer.</param>
/// <param name="Words">Judges names that others will read.</param>
public sealed record InputLimits(int AnswerBytes, IWordFilter Words);

/// <summary>A room's pin. Pins are read out and typed: case and spaces do not matter.</summary>
public sealed class PinAttribute : ArgumentRuleAttribute
{
    public override object? Check(object? value, InputLimits limits)
    {
        if (value is not string { Length: <= 2 * TenantKey.MaxIdLength } pin) throw Invalid("That is not a PIN.");
        if (IsClean(pin)) return value;
        var clean = pin.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();
        return TenantKey.IsPart(clean) ? clean : throw Invalid("That is not a PIN.");
    }

    private static bool IsClean(string pin)
    {
        foreach (var c in pin)
        {
            if (!char.IsAsciiLetterUpper(c) && !char.IsAsciiDigit(c)) return false;
        }

        return pin.Length is > 0 and <= TenantKey.MaxIdLength;
    }
}

/// <summary>Somebody's id.</summary>
public sealed class PlayerIdAttribute : ArgumentRuleAttribute
{
    public override object? Check(object? value, InputLimits limits) => TenantKey.IsPart(value as string) ? value : throw Invalid("That is not an id.");
}

/// <summary>The client's own id of a request.</summary>
public sealed class RequestIdAttribute : ArgumentRuleAttribute
{
    public override object? Check(object? value, InputLimits limits) => TenantKey.IsPart(value as string) ? value : throw Invalid("requestId is 1 to 64 of A-Z a-z 0-9 _ -.");
}

/// <summary>A name for others to read. Its form is the game's to judge; here its size, and the deployment's word list.</summary>
public sealed class NameAttribute : ArgumentRuleAttribute
{
    /// <summary>More than any name that is one, however many marks its letters carry.</summary>
    private const int Most = 1024;

    public override object? Check(object? value, InputLimits limits) => value switch
    {
        null => null,
        string { Length: > Most } => throw new HubException("invalid_nickname: A name is shorter."),
        string name when !limits.Words.Accepts(name) => throw new HubException("invalid_nickname: Not this name, please."),
        _ => value,
    };
}

/// <summary>A short secret or word, compared and never shown.</summary>
public sealed class TokenAttribute(int most = 128) : ArgumentRuleAttribute
{
    public override object? Check(object? value, InputLimits limits) => value is string text && text.Length > most ? throw Invalid("That is too long.") : value;
}

/// <summary>A number within bounds, both allowed.</summary>
public sealed class WithinAttribute(double least, double most) : ArgumentRuleAttribute
{
    public override object? Check(object? value, InputLimits limits)
    {
        var number = value switch { int i => i, double d => d, _ => double.NaN };
        return number >= least && number <= most ? value : throw Invalid($"A number must lie between {least} and {most}.");
    }
}

/// <summary>An object that must be there; what it holds, its reader judges member by member.</summary>
public sealed class GivenAttribute : ArgumentRuleAttribute
{
    public override object? Check(object? value, InputLimits limits) => value ?? throw Invalid("An argument is missing.");
}

/// <summary>What a room is to be like; its reader judges it member by member. One whose questions are to be written costs a language model's time.</summary>
public sealed class RoomSettingsAttribute : ArgumentRuleAttribute
{
    public override object? Check(object? value, InputLimits limits) => value ?? throw Invalid("An argument is missing.");

    public override UserLimit? CountsAs(object? value) => value is RoomSettingsView { Generate: not null } ? UserLimit.Ai : null;
}

/// <summary>An answer of usual size: no question needs more, and what is larger must not travel to the room.</summary>
public sealed class AnswerAttribute : ArgumentRuleAttribute
{
    public override object? Check(object? value, InputLimits limits)
    {
        if (value is not AnswerView answer) throw Invalid("An argument is missing.");
        var bytes = Encoding.UTF8.GetByteCount(answer.Text ?? "") + (2 * (answer.Choices?.Length ?? 0)) + (2 * (answer.Order?.Length ?? 0));
        return bytes <= limits.AnswerBytes ? value : throw new HubException($"payload_too_large: An answer has at most {limits.AnswerBytes} bytes.");
    }
}
