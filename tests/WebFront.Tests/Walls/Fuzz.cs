using System.Text;
using System.Text.Json;

namespace QuizOrleans.WebFront.Tests.Walls;

/// <summary>Malformed and random input from a seed: calls that are nearly right, JSON that is nearly JSON, and bytes.</summary>
internal sealed class Fuzz(int seed)
{
    private static readonly string[] Methods =
    [
        "CreateRoom", "JoinRoom", "WatchRoom", "TakeOverRoom", "Resync", "SubmitAnswer", "Rename", "LeaveRoom", "StartRoom", "NextQuestion", "PauseRoom", "ResumeRoom", "EndRoom",
        "LockRoom", "KickPlayer", "SetTimeFactor", "Ping", "Unreadable", "Unfit", "JoinQueue", "LeaveQueue", "AcceptSubstitute", "ChallengeFriend", "Rematch", "DeclineRematch", "BlockPlayer",
        "OnConnectedAsync", "Dispose", "ToString", "joinroom", "", "__proto__", "Join\0Room", "💥",
    ];

    private static readonly string[] Texts =
    [
        "", " ", "\0", "null", "../../etc/passwd", "'; DROP TABLE quizzes; --", "<script>alert(1)</script>", "{{7*7}}", "%s%n%x", "\u202Egnp.exe", "\uFEFF", "\uFFFE", "\u0301\u0301\u0301",
        "A\r\nX-Injected: yes", "𝕏", "👨‍👩‍👧‍👦", "ﷺ", "İıſK", "general", "en", "main/ABC234", "keeper/matches", "NaN", "1e999", "-0",
    ];

    private static readonly string[] Numbers = ["0", "-1", "1", "7", "2147483647", "-2147483648", "2147483648", "1e308", "1e999", "0.1", "-0", "99999999999999999999999999", "5E-324"];

    private readonly Random _random = new(seed);

    public List<string> Pins { get; } = ["AAAAAA"];

    public bool OneIn(int n) => _random.Next(n) == 0;

    public int Next(int most) => _random.Next(most);

    public T Of<T>(IReadOnlyList<T> items) => items[_random.Next(items.Count)];

    /// <summary>One WebSocket message for the hub: whole frames, halves of them, or noise.</summary>
    public byte[] Message() => _random.Next(12) switch
    {
        0 => Noise(_random.Next(1, 400)),
        1 => [.. Noise(_random.Next(1, 40)), 0x1e, .. Frame(Call()), .. Noise(_random.Next(1, 40)), 0x1e],
        2 => Damaged(Frame(Call())),
        3 => [.. Frame(Call()), .. Frame(Call()), .. Frame(Call())],
        4 => Frame(Json(0)),
        5 => Frame($$"""{"type":{{Of(Numbers)}},"invocationId":{{Json(2)}},"target":{{Json(2)}},"arguments":{{Json(1)}} }"""),
        6 => Frame($$"""{"type":{{_random.Next(0, 12)}},"invocationId":"{{_random.Next(5)}}","item":{{Json(1)}},"streamIds":["1","2"],"headers":{"a":"b"} }"""),
        7 => Frame(new string('[', _random.Next(1, 3000)) + new string(']', _random.Next(1, 3000))),
        8 => Frame($$"""{"type":1,"type":1,"target":"Ping","target":"EndRoom","arguments":[],"arguments":[{{Text()}}]}"""),
        _ => Frame(Call()),
    };

    /// <summary>A call of a method that exists or not, with arguments that fit or not.</summary>
    public string Call()
    {
        var arguments = new List<string>();
        if (!OneIn(5)) arguments.Add(JsonSerializer.Serialize(Of(Pins)));
        while (arguments.Count < 4 && !OneIn(3)) arguments.Add(Json(1));
        var id = OneIn(3) ? "" : $"\"invocationId\":\"{_random.Next(100)}\",";
        return $$"""{"type":{{(OneIn(15) ? 4 : 1)}},{{id}}"target":{{JsonSerializer.Serialize(Of(Methods))}},"arguments":[{{string.Join(',', arguments)}}] }""";
    }

    /// <summary>A JSON value, sometimes one that a method wants.</summary>
    public string Json(int depth) => _random.Next(depth > 4 ? 6 : 10) switch
    {
        0 => "null",
        1 => OneIn(2) ? "true" : "false",
        2 or 3 => Of(Numbers),
        4 or 5 => Text(),
        6 => $"[{string.Join(',', Enumerable.Range(0, _random.Next(4)).Select(_ => Json(depth + 1)))}]",
        7 => $$"""{"choices":[{{Of(Numbers)}},{{_random.Next(4)}}],"text":{{Json(depth + 1)}},"number":{{Json(depth + 1)}},"order":[0,1]}""",
        8 => $$"""{"quizId":{{Text()}},"kind":"party","pace":{{Text()}},"teamNames":[{{Text()}}],"maxPlayers":{{Json(depth + 1)}},"category":{{Text()}},"language":"en"}""",
        _ => "{" + string.Join(',', Enumerable.Range(0, _random.Next(4)).Select(_ => $"{Text()}:{Json(depth + 1)}")) + "}",
    };

    public byte[] Noise(int length)
    {
        var bytes = new byte[length];
        _random.NextBytes(bytes);
        return bytes;
    }

    public byte[] Damaged(byte[] bytes)
    {
        for (var n = _random.Next(1, 6); n > 0; n--) bytes[_random.Next(bytes.Length)] = (byte)_random.Next(256);
        return OneIn(2) ? bytes[.._random.Next(1, bytes.Length)] : bytes;
    }

    public string Raw() => Of(Texts);

    private string Text() => OneIn(12) ? $"\"{new string('x', _random.Next(1, 3000))}\"" : OneIn(10) ? "\"\\ud800\"" : JsonSerializer.Serialize(Of(Texts));

    private static byte[] Frame(string text) => [.. Encoding.UTF8.GetBytes(text), 0x1e];
}
