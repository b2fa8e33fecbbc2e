using QuizOrleans.WebFront.Input;

namespace QuizOrleans.WebFront.Hubs;

/// <summary>The connection's token.</summary>
public sealed partial class PlayHub
{
    /// <summary>Shows the next access token, so that the connection goes on: seats, rooms and queue stay as they are.</summary>
    public Task RenewToken([Token(4096)] string accessToken) => ConnectionToken.Of(Context).Renew(accessToken);
}
