using System.Buffers;
using System.Collections.Immutable;
using System.Net;
using System.Text;

namespace QuizOrleans.Rules.Quizzes.Import;

/// <summary>
/// Tells which of OpenTDB's encodings a file is in. The site encodes every text of a response alike, so the whole file decides, never one
/// text: "100%25" or "abcd" in one place proves nothing.
/// <list type="bullet">
/// <item><b>base64</b>: the row types are themselves encoded: the first type that is known in either form is <c>bXVsdGlwbGU=</c> or
/// <c>Ym9vbGVhbg==</c>. A text that merely looks like base64 is not asked.</item>
/// <item><b>percent</b> (RFC 3986 and "legacy", where a space is +): in most rows every text consists only of what such encoders leave as
/// it is and of whole escapes of valid UTF-8, and one of these rows has an escape. A plain row fails at its first space, and a
/// sentence has one; that one damaged row must not spoil the file is why it is most and not all. In neither form does a literal +
/// survive, so + is a space.</item>
/// <item><b>HTML entities</b>, the site's default: anything else. Text without entities comes out as it is.</item>
/// </list>
/// </summary>
internal static class OpenTdbEncoding
{
    // Letters and digits, and what PHP's urlencode and rawurlencode or JavaScript's encodeURIComponent leave alone.
    private static readonly SearchValues<char> PercentAlphabet =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~!*'()+%");

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The file's decoder; it gives null for a text that is not in the file's encoding.</summary>
    public static Func<string, string?> Detect(ImmutableArray<OpenTdbRow> rows)
    {
        var type = rows.Select(r => r.Type).FirstOrDefault(t => t is "multiple" or "boolean" || FromBase64(t) is "multiple" or "boolean");
        if (type is not (null or "multiple" or "boolean")) return FromBase64;
        var percent = rows.Where(r => r.Map(FromPercent) is not null).ToArray();
        return percent.Length * 2 > rows.Length && percent.Any(r => r.Texts.Any(t => t.Contains('%'))) ? FromPercent : WebUtility.HtmlDecode;
    }

    private static string? FromBase64(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) ? FromUtf8(bytes.AsSpan(0, length)) : null;
    }

    private static string? FromPercent(string text)
    {
        if (text.AsSpan().ContainsAnyExcept(PercentAlphabet)) return null;
        var bytes = new List<byte>(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '%')
            {
                bytes.Add((byte)(text[i] == '+' ? ' ' : text[i]));
                continue;
            }

            if (i + 2 >= text.Length || !char.IsAsciiHexDigit(text[i + 1]) || !char.IsAsciiHexDigit(text[i + 2])) return null;
            bytes.Add(Convert.FromHexString(text.AsSpan(i + 1, 2))[0]);
            i += 2;
        }

        return FromUtf8(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(bytes));
    }

    private static string? FromUtf8(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
