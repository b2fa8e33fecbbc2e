namespace QuizOrleans.WebFront.Identity;

/// <summary>Where a request comes from, as the audit writes it.</summary>
public static class CallerAddress
{
    public static string? Of(HttpContext? context) => context?.Connection.RemoteIpAddress switch
    {
        null => null,
        { IsIPv4MappedToIPv6: true } mapped => mapped.MapToIPv4().ToString(),
        var address => address.ToString(),
    };
}
