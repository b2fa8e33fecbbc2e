using System.Collections.Immutable;
using QuizOrleans.Grains;
using QuizOrleans.Grains.Generation;

namespace QuizOrleans.Writers.Configuration;

/// <summary>Reads a provider's keys, from files where they are named. Messages name where a key came from and never the key.</summary>
internal static class KeyReader
{
    private const int MostKeys = 100;
    private const int LongestKey = 4096;

    public static ImmutableArray<KeySettings> Read(ProviderOptions provider, string named, List<string> faults)
    {
        if (provider.Keys.Count > MostKeys) faults.Add($"{named}: Keys may be {MostKeys} at most.");
        // The server asks for no key; its address is what there is to tell apart.
        if (provider.Keys.Count == 0) return [new KeySettings(new WriterKey("no-key", KeySettings.Fingerprint(provider.BaseAddress ?? ""), "no-key", null, null), null)];

        var keys = provider.Keys.Select((options, i) => Key(options, i, named, faults)).ToImmutableArray();
        foreach (var twice in keys.GroupBy(k => k.Public.Entry).Where(g => g.Count() > 1)) faults.Add($"{named}: two keys are named '{twice.Key}'.");
        foreach (var twice in keys.Where(k => k.Secret is { Length: > 0 }).GroupBy(k => k.Secret).Where(g => g.Count() > 1))
            faults.Add($"{named}: {string.Join(" and ", twice.Select(k => k.Public.Entry))} are the same key.");
        return keys;
    }

    private static KeySettings Key(KeyOptions options, int index, string named, List<string> faults)
    {
        var entry = string.IsNullOrEmpty(options.Name) ? $"key-{index + 1}" : options.Name;
        var at = options.Origin ?? $"{named}: Keys:{index}";
        if (!TenantKey.IsPart(entry)) faults.Add($"{at}: Name must be 1 to {TenantKey.MaxIdLength} of A-Z a-z 0-9 _ -.");
        if (!string.IsNullOrEmpty(options.Project) && !TenantKey.IsPart(options.Project)) faults.Add($"{at}: Project must be 1 to {TenantKey.MaxIdLength} of A-Z a-z 0-9 _ -.");
        if (options.PerMinute is < 1 or > 1_000_000) faults.Add($"{at}: PerMinute must be 1 to 1,000,000.");
        if (options.PerDay is < 1 or > 100_000_000) faults.Add($"{at}: PerDay must be 1 to 100,000,000.");
        var secret = Secret(options, at, faults);
        var project = string.IsNullOrEmpty(options.Project) ? entry : options.Project;
        return new KeySettings(new WriterKey(entry, KeySettings.Fingerprint(secret), project, options.PerMinute, options.PerDay), secret);
    }

    private static string Secret(KeyOptions options, string at, List<string> faults)
    {
        var (key, file) = (options.Key?.Trim() ?? "", options.KeyFile ?? "");
        if (key.Length > 0 == file.Length > 0)
        {
            faults.Add($"{at}: say either the key or its file.");
            return "";
        }

        if (file.Length > 0)
        {
            try
            {
                key = new FileInfo(file).Length <= LongestKey ? File.ReadAllText(file).Trim() : "";
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
            {
                faults.Add($"{at}: the file {file} cannot be read ({e.GetType().Name}).");
                return "";
            }
        }

        // It goes into a header.
        if (key.Length is 0 or > LongestKey || !key.All(c => c is > ' ' and < '\x7f')) faults.Add($"{at}: that is not a key: it must be one line of visible ASCII characters.");
        return key;
    }
}
