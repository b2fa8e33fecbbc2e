using System.Globalization;
using System.Text;
using System.Text.Json;

namespace QuizOrleans.Testing.LanguageModels;

/// <summary>
/// A language model that knows its subject: it writes questions of any kind whose answers follow from their text, none like another, and answers them when it
/// is shown them again. What it gets wrong, a test says.
/// </summary>
public sealed class Author
{
    private static readonly string[] Words =
        "amber falcon meadow copper lantern orchid glacier thunder velvet harbour cinnamon pebble willow saffron comet badger marble tundra violin cactus ember lagoon parsley rocket sapphire turnip walnut zephyr anchor bramble crystal dolphin emerald fossil goblet hazel iris jasmine kestrel lichen maple nectar opal pepper quartz raven silver thistle umber vortex".Split(' ');

    private int _written;

    /// <summary>How many of the questions of each batch have a wrong key: the second pass is there to find them.</summary>
    public int WrongKeys { get; set; }

    /// <summary>Answers either pass.</summary>
    public string Reply(ModelAsk ask)
    {
        var data = JsonDocument.Parse(ask.Data).RootElement;
        return data.TryGetProperty("questions", out var questions) ? Answers(questions) : Questions(ask, data.GetProperty("count").GetInt32(), data.GetProperty("language").GetString()!);
    }

    private string Questions(ModelAsk ask, int count, string language)
    {
        var members = ask.Schema!.Value.GetProperty("properties").GetProperty("questions").GetProperty("items").GetProperty("properties").EnumerateObject().Select(p => p.Name).ToHashSet();
        var isMultiple = ask.Instruction.Contains("several may be right", StringComparison.Ordinal);
        return JsonSerializer.Serialize(new { questions = Enumerable.Range(0, count).Select(i => Question(members, isMultiple, language, i < WrongKeys)) });
    }

    private Dictionary<string, object> Question(HashSet<string> members, bool isMultiple, string language, bool isWrong)
    {
        var text = TextOf(Interlocked.Increment(ref _written), language);
        var number = Number(text) + (isWrong ? 1 : 0);
        var question = new Dictionary<string, object> { ["text"] = text, ["explanation"] = language == "de" ? "So ist die Zahl für das." : "That is the number of it." };
        if (members.Contains("choices"))
        {
            question["choices"] = Enumerable.Range(0, 4).Select(i => new { text = Choice(number + (i * 7)), correct = i == 0 || (isMultiple && i == 1) }).ToArray();
        }
        else if (members.Contains("accepted")) question["accepted"] = new[] { Choice(number) };
        else if (members.Contains("number")) (question["number"], question["within"], question["unit"]) = (number, 0, "");
        else if (members.Contains("items")) question["items"] = (isWrong ? Items(text).Reverse() : Items(text)).ToArray();
        else question["answer"] = number % 2 == 0;
        return question;
    }

    private static string Answers(JsonElement questions) => JsonSerializer.Serialize(new
    {
        answers = questions.EnumerateArray().Select(q =>
        {
            var (text, kind) = (q.GetProperty("text").GetString()!, q.GetProperty("kind").GetString()!);
            var number = Number(text);
            string[] right = kind switch
            {
                "multiple" => [Choice(number), Choice(number + 7)],
                "trueFalse" => [number % 2 == 0 ? "True" : "False"],
                _ => [Choice(number)],
            };
            return new
            {
                n = q.GetProperty("n").GetInt32(),
                sound = true,
                choices = kind is "single" or "multiple" or "trueFalse" ? Ids(q.GetProperty("choices"), right) : [],
                text = kind == "typed" ? right[0] : "",
                number = kind == "number" ? number : 0,
                order = kind == "order" ? Items(text).SelectMany(i => Ids(q.GetProperty("items"), [i])).ToArray() : [],
            };
        }),
    });

    private static int[] Ids(JsonElement choices, string[] right) =>
        [.. choices.EnumerateArray().Where(c => right.Contains(c.GetProperty("text").GetString())).Select(c => c.GetProperty("id").GetInt32())];

    private static string TextOf(int n, string language)
    {
        var random = new Random(n * 7919);
        var words = string.Join(' ', Enumerable.Range(0, 7).Select(_ => Words[random.Next(Words.Length)]));
        return language == "de" ? $"Welche Zahl ist die von {words}?" : $"Which is the number of {words}?";
    }

    /// <summary>What follows from the text, for whoever knows how.</summary>
    private static int Number(string text) => (int)(Encoding.UTF8.GetBytes(text).Aggregate(2166136261u, (hash, b) => (hash ^ b) * 16777619u) % 90_000) + 10_000;

    private static string Choice(int number) => $"code {number.ToString(CultureInfo.InvariantCulture)}";

    private static IEnumerable<string> Items(string text) => text.TrimEnd('?').Split(' ').TakeLast(7).Distinct().Order(StringComparer.Ordinal).Take(4);
}
