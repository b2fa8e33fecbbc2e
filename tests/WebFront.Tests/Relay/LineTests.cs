using System.Text;
using QuizOrleans.WebFront.Relay;

namespace QuizOrleans.WebFront.Tests.Relay;

public sealed class LineTests
{
    private static readonly WordsMessage Long = Message(new string('x', 2000));

    [Fact]
    public void A_reader_that_does_not_read_is_cut_off_and_holds_no_more_than_the_limit()
    {
        var line = TestLine.Open("slow", mostUnsent: 16);
        for (var i = 0; i < 15; i++) line.Line.Send(Long);
        line.Context.ConnectionAborted.IsCancellationRequested.ShouldBeFalse();
        line.Line.Send(Long);
        line.Context.ConnectionAborted.WaitHandle.WaitOne(TimeSpan.FromSeconds(10)).ShouldBeTrue();
    }

    [Fact]
    public async Task Who_reads_in_time_gets_everything_in_order()
    {
        var line = TestLine.Open("steady", mostUnsent: 16);
        var read = new StringBuilder();
        var sent = 0;
        for (var i = 0; i < 200; i++)
        {
            line.Line.Send(Message($"{i};"));
            line.Line.Send(Long);
            sent += $"{i};".Length + 2000;
            await Drain();
        }

        line.Context.ConnectionAborted.IsCancellationRequested.ShouldBeFalse();
        read.Replace("x", "").ToString().ShouldBe(string.Concat(Enumerable.Range(0, 200).Select(i => $"{i};")));

        async Task Drain()
        {
            while (read.Length < sent)
            {
                var result = await line.Sent.ReadAsync();
                read.Append(Encoding.UTF8.GetString(result.Buffer));
                line.Sent.AdvanceTo(result.Buffer.End);
            }
        }
    }

    private static WordsMessage Message(string text) => new([new SharedWords(Encoding.UTF8.GetBytes(text))], null);
}
