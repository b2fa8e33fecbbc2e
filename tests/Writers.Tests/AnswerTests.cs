using QuizOrleans.Grains.Generation;
using QuizOrleans.Testing.LanguageModels;

namespace QuizOrleans.Writers.Tests;

public sealed class AnswerTests : WriterTest
{
    [Theory]
    [InlineData(ModelWire.Gemini)]
    [InlineData(ModelWire.OpenAi)]
    public async Task A_call_asks_for_the_schema_and_brings_the_text_and_its_tokens(ModelWire wire)
    {
        Models.Answers(ask => $$"""{"questions":["{{ask.Model}} é"]}""");
        var written = (await Writer(wire).Ask(Call("model-b", "key-2"), default)).ShouldBeOfType<WriterReply.Written>();
        written.ShouldBe(new WriterReply.Written("""{"questions":["model-b é"]}""", false, 13, 7));
        var ask = Models.Calls.Single().Ask;
        (ask.Key, ask.Model, ask.Instruction, ask.Data, ask.MaxTokens).ShouldBe((OtherKey, "model-b", Instruction, Data, 4000));
        ask.Schema!.Value.GetProperty("required")[0].GetString().ShouldBe("questions");
    }

    [Theory]
    [InlineData(ModelWire.Gemini)]
    [InlineData(ModelWire.OpenAi)]
    public async Task An_answer_cut_off_says_so(ModelWire wire)
    {
        Models.On().Always(ModelReply.Truncated("""{"questions":["wha"""));
        var written = (await Writer(wire).Ask(Call(), default)).ShouldBeOfType<WriterReply.Written>();
        (written.Json, written.IsTruncated).ShouldBe(("""{"questions":["wha""", true));
    }

    [Theory]
    [InlineData(ModelWire.Gemini)]
    [InlineData(ModelWire.OpenAi)]
    public async Task A_slow_drip_is_read_to_its_end(ModelWire wire)
    {
        Models.On().Always(ModelReply.Text("""{"questions":[]}""").Dripping(TimeSpan.FromMilliseconds(2), 32));
        (await Writer(wire).Ask(Call(), default)).ShouldBeOfType<WriterReply.Written>().Json.ShouldBe("""{"questions":[]}""");
    }

    [Fact]
    public async Task A_schema_that_is_not_strict_is_not_called_strict()
    {
        Models.Answers(_ => "{}");
        var open = Call() with { Schema = """{"type":"object","properties":{"a":{"type":"string"},"b":{"type":"string"}},"required":["a"]}""" };
        (await Writer(ModelWire.OpenAi).Ask(open, default)).ShouldBeOfType<WriterReply.Written>();
    }

    [Theory]
    [InlineData(ModelWire.Gemini, "object")]
    [InlineData(ModelWire.Gemini, "none")]
    [InlineData(ModelWire.OpenAi, "object")]
    [InlineData(ModelWire.OpenAi, "none")]
    public async Task A_server_that_knows_no_schema_is_told_it_in_words(ModelWire wire, string output)
    {
        Models.Answers(_ => "{}");
        await Writer(wire, ("StructuredOutput", output)).Ask(Call(), default);
        var ask = Models.Calls.Single().Ask;
        ask.Schema.ShouldBeNull();
        ask.Instruction.ShouldStartWith(Instruction);
        ask.Instruction.ShouldContain("\"questions\"");
    }

    [Fact]
    public async Task Json_in_a_code_block_is_taken_out_of_it()
    {
        Models.Answers(_ => "```json\n{\"questions\":[]}\n```\n");
        (await Writer(ModelWire.OpenAi, ("StructuredOutput", "none")).Ask(Call(), default)).ShouldBeOfType<WriterReply.Written>().Json.ShouldBe("""{"questions":[]}""");
    }

    [Fact]
    public async Task A_server_without_keys_is_sent_none()
    {
        Models.Answers(_ => "{}");
        var writer = Writers(new Dictionary<string, string?> { ["OPENAI_BASE_URL"] = Models.OpenAi.ToString(), ["OPENAI_MODEL"] = "llama-x" }).Single();
        (await writer.Ask(Call("llama-x", writer.Keys.Single().Entry), default)).ShouldBeOfType<WriterReply.Written>();
        Models.Calls.Single().Key.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(ModelWire.Gemini)]
    [InlineData(ModelWire.OpenAi)]
    public async Task How_much_to_think_is_said_when_it_is_configured(ModelWire wire)
    {
        Models.Answers(_ => "{}");
        (await Writer(wire, ("Thinking", "low")).Ask(Call(), default)).ShouldBeOfType<WriterReply.Written>();
    }
}
