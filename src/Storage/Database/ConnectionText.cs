using System.Globalization;
using Npgsql;

namespace QuizOrleans.Storage.Database;

/// <summary>
/// Reads a DATABASE_URL: <c>postgres://user:password@host:5432/database?sslmode=require</c>, or Npgsql's <c>Host=…;Username=…</c>.
/// No message of it holds any part of the text's secrets.
/// </summary>
public static class ConnectionText
{
    private const string Example = "It looks like postgres://user:password@host:5432/database, with '%'-escapes for other characters than A-Z a-z 0-9 - . _ ~.";

    /// <exception cref="FormatException">What is wrong with it, without its password.</exception>
    public static NpgsqlConnectionStringBuilder Parse(string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        var builder = text.Contains("://", StringComparison.Ordinal) ? ParseUrl(text) : ParsePairs(text);
        if (string.IsNullOrEmpty(builder.Host)) throw new FormatException("DATABASE_URL names no host.");
        if (string.IsNullOrEmpty(builder.Database)) throw new FormatException("DATABASE_URL names no database.");
        return builder;
    }

    /// <summary>The same for somebody with a pool of his own, such as Orleans' providers: so many connections at most, unless the text says otherwise.</summary>
    /// <exception cref="FormatException">As above.</exception>
    public static NpgsqlConnectionStringBuilder Pooled(string text, int most)
    {
        var connection = Parse(text);
        if (!connection.ShouldSerialize("Maximum Pool Size")) connection.MaxPoolSize = most;
        if (!connection.ShouldSerialize("GSS Encryption Mode")) connection.GssEncryptionMode = GssEncryptionMode.Disable;
        // Orleans' statements are single reads and writes: they leave nothing behind in their session.
        if (!connection.ShouldSerialize("No Reset On Close")) connection.NoResetOnClose = true;
        connection.MaxAutoPrepare = Math.Max(connection.MaxAutoPrepare, 10);
        return connection;
    }

    private static NpgsqlConnectionStringBuilder ParsePairs(string text)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(text);
        }
        catch (Exception e) when (e is ArgumentException or FormatException or InvalidCastException)
        {
            // Without the inner exception: a wrongly quoted password ends up in its message.
            throw new FormatException("DATABASE_URL is neither postgres://… nor a list Host=…;Username=…;Password=…;Database=… with keywords that Npgsql knows.");
        }
    }

    private static NpgsqlConnectionStringBuilder ParseUrl(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url)) throw new FormatException($"DATABASE_URL is no URL. {Example}");
        if (url.Scheme is not ("postgres" or "postgresql")) throw new FormatException($"DATABASE_URL starts with neither postgres:// nor postgresql://. {Example}");

        var builder = new NpgsqlConnectionStringBuilder { Host = Uri.UnescapeDataString(url.Host), Database = Uri.UnescapeDataString(url.AbsolutePath.TrimStart('/')) };
        if (url.Port > 0) builder.Port = url.Port;

        var colon = url.UserInfo.IndexOf(':', StringComparison.Ordinal);
        var user = colon < 0 ? url.UserInfo : url.UserInfo[..colon];
        if (user.Length > 0) builder.Username = Uri.UnescapeDataString(user);
        if (colon >= 0) builder.Password = Uri.UnescapeDataString(url.UserInfo[(colon + 1)..]);

        foreach (var pair in url.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = pair.Split('=', 2);
            Apply(builder, Uri.UnescapeDataString(parts[0]), parts.Length == 2 ? Uri.UnescapeDataString(parts[1]) : "");
        }

        return builder;
    }

    private static void Apply(NpgsqlConnectionStringBuilder builder, string name, string value)
    {
        switch (name)
        {
            case "sslmode" when Enum.TryParse<SslMode>(value.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var mode):
                builder.SslMode = mode;
                break;
            case "sslrootcert":
                builder.RootCertificate = value;
                break;
            case "host":
                builder.Host = value;
                break;
            case "application_name":
                builder.ApplicationName = value;
                break;
            case "connect_timeout" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds):
                builder.Timeout = seconds;
                break;
            default:
                throw new FormatException($"DATABASE_URL has the parameter '{name}' with a value that is not understood; known are sslmode, sslrootcert, host, application_name, connect_timeout.");
        }
    }
}
