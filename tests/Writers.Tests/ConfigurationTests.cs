using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using QuizOrleans.Writers.Configuration;

namespace QuizOrleans.Writers.Tests;

public sealed class ConfigurationTests
{
    [Fact]
    public void Nothing_configured_is_nobody_who_writes() => Read().ShouldBeEmpty();

    [Fact]
    public void Variables_that_are_set_to_nothing_are_not_set() => Read(("GEMINI_API_KEY", ""), ("GROQ_API_KEY", " "), ("OPENAI_BASE_URL", "")).ShouldBeEmpty();

    [Fact]
    public void The_usual_variables_make_providers_in_their_order()
    {
        var providers = Read(("GROQ_API_KEY", "g"), ("GEMINI_API_KEY_2", "b"), ("GEMINI_API_KEY", "a"), ("GEMINI_PROJECT_2", "shared"), ("OPENAI_BASE_URL", "http://localhost:11434/v1/"), ("OPENAI_MODEL", "llama3.3, qwen3:8b"));
        providers.Select(p => p.Name).ShouldBe(["gemini", "groq", "openai"]);
        providers[0].Keys.Select(k => (k.Public.Entry, k.Public.Project, k.Secret)).ShouldBe([("key", "key", "a"), ("key-2", "shared", "b")]);
        (providers[0].QuotaDays.Id, providers[0].BaseAddress, providers[0].Models.Length, providers[0].Thinking).ShouldBe(("America/Los_Angeles", "https://generativelanguage.googleapis.com", 2, "low"));
        (providers[1].QuotaDays.Id, providers[1].TokenLimit).ShouldBe(("UTC", "max_completion_tokens"));
        (providers[2].BaseAddress, providers[2].TokenLimit, providers[2].Thinking).ShouldBe(("http://localhost:11434/v1", "max_tokens", null));
        providers[2].Models.ShouldBe(["llama3.3", "qwen3:8b"]);
        providers[2].Keys.Single().Secret.ShouldBeNull();
    }

    [Fact]
    public void A_key_for_openai_alone_means_nothing() => Read(("OPENAI_API_KEY", "sk-x")).ShouldBeEmpty();

    [Fact]
    public void The_same_key_under_two_variables_is_one() => Read(("GEMINI_API_KEY", "a"), ("GEMINI_API_KEY_1", "a")).Single().Keys.Single().Public.Entry.ShouldBe("key");

    [Fact]
    public void The_section_comes_first_and_wins()
    {
        var providers = Read(("Generation:Providers:0:Name", "gemini"), ("Generation:Providers:0:Kind", "gemini"), ("Generation:Providers:0:Models:0", "models/gemini-x"),
            ("Generation:Providers:0:Keys:0:Key", "from-the-section"), ("Generation:Providers:0:Keys:0:PerMinute", "15"), ("GEMINI_API_KEY", "from-the-variable"));
        providers.Single().Models.ShouldBe(["gemini-x"]);
        (providers.Single().Keys.Single().Secret, providers.Single().Keys.Single().Public.PerMinute).ShouldBe(("from-the-section", 15));
    }

    [Fact]
    public void A_key_can_lie_in_a_file()
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, "the-key\n");
            Read(("GEMINI_API_KEY_1_FILE", file)).Single().Keys.Single().Secret.ShouldBe("the-key");
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void Fingerprints_tell_keys_apart_and_are_not_their_bare_digest()
    {
        var prints = Read(("GEMINI_API_KEY_1", "a"), ("GEMINI_API_KEY_2", "b")).Single().Keys.Select(k => k.Public.Fingerprint).ToArray();
        prints.ShouldAllBe(p => p.Length == 8 && p.All(char.IsAsciiHexDigitLower));
        prints[0].ShouldNotBe(prints[1]);
        prints[0].ShouldBe(KeySettings.Fingerprint("a"));
        prints[0].ShouldNotBe(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData("a"u8))[..8]);
    }

    [Theory]
    [InlineData("GEMINI_API_KEY_3", "two words", "GEMINI_API_KEY_3")]
    [InlineData("GEMINI_API_KEY_3", "line\nline", "GEMINI_API_KEY_3")]
    [InlineData("GEMINI_API_KEY_5_FILE", "/nowhere/key", "/nowhere/key")]
    [InlineData("GROQ_BASE_URL", "ftp://x", "BaseAddress")]
    [InlineData("GROQ_BASE_URL", "https://user:pw@x", "BaseAddress")]
    [InlineData("GROQ_MODEL", "what model", "what model")]
    [InlineData("GEMINI_MODEL", "../v1/x", "../v1/x")]
    [InlineData("OPENAI_BASE_URL", "http://localhost:1/v1", "OPENAI_MODEL")]
    [InlineData("GEMINI_PROJECT", "not/one", "Project")]
    [InlineData("Generation:Providers:0:Name", "a b", "Providers:0:Name")]
    [InlineData("Generation:Providers:0:Kind", "claude", "claude")]
    [InlineData("Generation:Providers:0:QuotaTimeZone", "Mars/Base", "Mars/Base")]
    [InlineData("Generation:Providers:0:StructuredOutput", "xml", "xml")]
    [InlineData("Generation:Providers:0:Thinking", "hard", "hard")]
    [InlineData("Generation:Providers:0:Keys:0:PerMinute", "0", "PerMinute")]
    public void A_bad_value_names_itself(string name, string value, string says)
    {
        Dictionary<string, string?> settings = new() { ["GEMINI_API_KEY"] = "good-1", ["GROQ_API_KEY"] = "good-2" };
        if (name.StartsWith("Generation", StringComparison.Ordinal))
        {
            settings["Generation:Providers:0:Name"] = "own";
            settings["Generation:Providers:0:Kind"] = "openai";
            settings["Generation:Providers:0:BaseAddress"] = "http://localhost:1";
            settings["Generation:Providers:0:Models:0"] = "m";
            settings["Generation:Providers:0:Keys:0:Key"] = "good-3";
        }

        settings[name] = value;
        var fault = Should.Throw<OptionsValidationException>(() => WriterSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(settings).Build()));
        fault.Message.ShouldContain(says);
        foreach (var key in (string[])["good-1", "good-2", "good-3", "two words", "line\n", "pw"]) fault.Message.ShouldNotContain(key);
    }

    [Fact]
    public void Two_names_or_keys_alike_are_refused()
    {
        Should.Throw<OptionsValidationException>(() => Read(("Generation:Providers:0:Name", "a"), ("Generation:Providers:0:Kind", "gemini"), ("Generation:Providers:0:Models:0", "m"),
            ("Generation:Providers:0:Keys:0:Key", "same-key"), ("Generation:Providers:0:Keys:1:Key", "same-key"))).Message.ShouldContain("key-1 and key-2");
    }

    private static System.Collections.Immutable.ImmutableArray<ProviderSettings> Read(params (string Name, string Value)[] settings) =>
        WriterSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(s => s.Name, s => (string?)s.Value)).Build());
}
