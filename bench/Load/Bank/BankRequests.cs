namespace QuizOrleans.Load.Bank;

/// <summary>What is asked of the bank; each request of a kind is another one.</summary>
internal static class BankRequests
{
    private static readonly string[] Kinds = ["single", "multiple", "trueFalse", "typed", "number", "order"];

    /// <param name="Body">JSON to post; null for a GET.</param>
    public sealed record Request(string Path, string? Body = null);

    public static IReadOnlyList<(string Name, Func<int, Request> Make)> All { get; } =
    [
        ("list: newest", _ => Get("limit=30")),
        ("filter: a large category", i => Get($"category=Category%20{i % 3}&limit=30")),
        ("filter: category, difficulty, language", i => Get($"category=Category%20{i % 40}&difficulty=hard&language=de&limit=30")),
        ("filter: kind and status", i => Get($"kind={Kinds[i % Kinds.Length]}&status=draft&limit=30")),
        ("filter: a frequent tag", i => Get($"tag=tag{i % 5}&limit=30")),
        ("filter: two tags, rare together", i => Get($"tag=tag{i % 20}&tag=tag{200 + (i * 7 % 800)}&limit=30")),
        ("filter: nothing fits", i => Get($"category=None%20{i}&limit=30")),
        ("search: a rare word", i => Search(2000 + (i * 37 % 17000))),
        ("search: a usual word", i => Search(20 + (i % 300))),
        ("search: a word of most texts", i => Search(i % 3)),
        ("search: two words", i => Get($"search={BankFill.Word(10 + (i % 50))}%20{BankFill.Word(100 + (i * 13 % 900))}&limit=30")),
        ("search: a word in a category", i => Get($"search={BankFill.Word(50 + (i % 500))}&category=Category%20{i % 40}&limit=30")),
        ("search: no such word", i => Get($"search=zzz{i}&limit=30")),
        ("draw: 10 of all", i => Draw("""{"count":10}""", i)),
        ("draw: 10 of a category, medium", i => Draw($$"""{"count":10,"category":"Category {{i % 10}}","difficulty":"medium"}""", i)),
        ("draw: 10 of a category, language, kinds", i => Draw($$"""{"count":10,"category":"Category {{i % 10}}","language":"en","kinds":["single","trueFalse"]}""", i)),
        ("draw: 10 with a tag", i => Draw($$"""{"count":10,"tags":["tag{{i % 20}}"]}""", i)),
        ("draw: 10 unseen by 4 players", i => Draw($$"""{"count":10,"language":"en","unseenBy":["seer1","seer2","seer3","seer4"]}""", i)),
        ("draw: 10 unseen by 20 players", i => Draw($$"""{"count":10,"category":"Category {{i % 5}}","unseenBy":[{{string.Join(',', Enumerable.Range(1, 20).Select(p => $"\"seer{p}\""))}}]}""", i)),
        ("draw: three rules", i => Draw($$"""{"count":10,"category":"Category 1"},{"count":10,"difficulty":"hard"},{"count":10,"language":"de"}""", i)),
    ];

    private static Request Get(string query) => new($"api/questions?{query}");

    private static Request Search(int rank) => Get($"search={BankFill.Word(rank)}&limit=30");

    private static Request Draw(string rules, int seed) => new("api/questions/draw", $$"""{"rules":[{{rules}}],"seed":{{seed * 7919}}}""");
}
