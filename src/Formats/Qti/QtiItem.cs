using System.Collections.Immutable;
using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using QuizOrleans.Rules.Quizzes;

namespace QuizOrleans.Formats.Qti;

/// <summary>One assessmentItem with one choice, text or order interaction.</summary>
internal static class QtiItem
{
    private static readonly string[] Media = ["img", "object", "audio", "video", "math", "svg"];

    public static RawRow Read(XElement item)
    {
        var line = item is IXmlLineInfo info && info.HasLineInfo() ? info.LineNumber : 0;
        var body = Named(item, "itemBody").FirstOrDefault();
        if (body is null) return RawRow.Bad(line, "text_missing", "The item has no body.");
        if (body.Descendants().FirstOrDefault(e => Media.Contains(e.Name.LocalName)) is { } media)
            return RawRow.Bad(line, "media_unsupported", $"The item shows something that is no text ({media.Name.LocalName}).");
        XElement[] interactions = [.. body.Descendants().Where(e => e.Name.LocalName.EndsWith("Interaction", StringComparison.Ordinal))];
        if (interactions.Length != 1) return RawRow.Bad(line, "kind_unsupported", "An item must have exactly one interaction.");
        var interaction = interactions[0];
        var identifier = Attribute(interaction, "responseIdentifier");
        var declaration = Named(item, "responseDeclaration").FirstOrDefault(d => Attribute(d, "identifier") == identifier);
        if (declaration is null) return RawRow.Bad(line, "answer_missing", "The item declares no response for its interaction.");
        var (question, fault) = interaction.Name.LocalName switch
        {
            "choiceInteraction" => Choice(interaction, declaration),
            "orderInteraction" => Order(interaction, declaration),
            "textEntryInteraction" or "extendedTextInteraction" => Text(declaration),
            var other => (null, new Fault("kind_unsupported", $"Items with {other} are not known.")),
        };
        if (question is null) return new RawRow(line, null, [fault!]);
        var explanation = string.Join('\n', Named(item, "modalFeedback").Select(QtiText.Of).Where(t => t.Length > 0).Distinct());
        return RawRow.Good(line, question with { Text = QtiText.Asked(body, interaction, Attribute(item, "title")), Explanation = explanation });
    }

    private static (Question?, Fault?) Choice(XElement interaction, XElement declaration)
    {
        var correct = Correct(declaration).ToHashSet(StringComparer.Ordinal);
        ImmutableArray<Choice> choices = [.. Named(interaction, "simpleChoice").Select(c => new Choice(QtiText.Of(c), correct.Contains(Attribute(c, "identifier"))))];
        if (Attribute(declaration, "cardinality") == "multiple") return (new MultipleChoice { Text = "", Choices = choices }, null);
        return choices is [{ Text: var one }, { Text: var other }] && Is(one, "true") && Is(other, "false") && choices.Count(c => c.Correct) == 1
            ? (new TrueFalse { Text = "", Answer = choices[0].Correct }, null)
            : (new SingleChoice { Text = "", Choices = choices }, null);
    }

    private static (Question?, Fault?) Order(XElement interaction, XElement declaration)
    {
        var items = Named(interaction, "simpleChoice").GroupBy(c => Attribute(c, "identifier")).ToDictionary(g => g.Key, g => QtiText.Of(g.First()), StringComparer.Ordinal);
        string[] order = [.. Correct(declaration)];
        return order.Length == items.Count && order.Distinct().Count() == order.Length && order.All(items.ContainsKey)
            ? (new Order { Text = "", Items = [.. order.Select(id => items[id])] }, null)
            : (null, new Fault("answer_invalid", "The right order must name every choice once."));
    }

    private static (Question?, Fault?) Text(XElement declaration)
    {
        string[] accepted = [.. Correct(declaration).Concat(Mapped(declaration)).Distinct(StringComparer.Ordinal)];
        if (accepted.Length == 0) return (null, new Fault("answer_missing", "A text without a right answer (an essay) cannot be judged at once."));
        if (Attribute(declaration, "baseType") is not ("integer" or "float")) return (new Typed { Text = "", Accepted = [.. accepted] }, null);
        return double.TryParse(accepted[0], NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? (new Numeric { Text = "", Number = number }, null)
            : (null, new Fault("number_missing", "The right answer is not a number."));
    }

    private static IEnumerable<string> Correct(XElement declaration) =>
        Named(declaration, "correctResponse").SelectMany(c => Named(c, "value")).Select(v => v.Value.Trim()).Where(v => v.Length > 0);

    /// <summary>Further answers that earn something.</summary>
    private static IEnumerable<string> Mapped(XElement declaration) =>
        Named(declaration, "mapEntry")
            .Where(e => double.TryParse(Attribute(e, "mappedValue"), NumberStyles.Float, CultureInfo.InvariantCulture, out var points) && points > 0)
            .Select(e => Attribute(e, "mapKey").Trim()).Where(k => k.Length > 0);

    // By local name: versions 2.0 to 2.2 differ in their namespaces only.
    private static IEnumerable<XElement> Named(XElement parent, string name) => parent.Descendants().Where(e => e.Name.LocalName == name);

    private static string Attribute(XElement element, string name) => element.Attribute(name)?.Value ?? "";

    private static bool Is(string text, string word) => text.Equals(word, StringComparison.OrdinalIgnoreCase);
}
