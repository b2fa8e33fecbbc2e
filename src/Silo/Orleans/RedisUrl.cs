namespace QuizOrleans.Silo;

/// <summary>REDIS_URL as platforms give it (redis://user:password@host:port) or as StackExchange.Redis writes it.</summary>
public static class RedisUrl
{
    public static string ToConfiguration(string url)
    {
        if (!url.Contains("://", StringComparison.Ordinal)) return url;
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme is not ("redis" or "rediss"))
            throw new FormatException("REDIS_URL must be redis://host:port, rediss://… or a StackExchange.Redis configuration.");
        var user = uri.UserInfo.Split(':', 2);
        return string.Join(',', new[]
        {
            $"{uri.Host}:{(uri.Port > 0 ? uri.Port : 6379)}",
            user is [{ Length: > 0 } name, _] ? $"user={Uri.UnescapeDataString(name)}" : "",
            user is [_, var password] ? $"password={Uri.UnescapeDataString(password)}" : "",
            uri.Scheme == "rediss" ? "ssl=true" : "",
            "abortConnect=false",
        }.Where(part => part.Length > 0));
    }
}
