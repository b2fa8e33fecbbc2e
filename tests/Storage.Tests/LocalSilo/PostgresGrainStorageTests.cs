using Microsoft.Extensions.Options;
using QuizOrleans.Storage.LocalSilo;
using QuizOrleans.Storage.Tests.Fixtures;

namespace QuizOrleans.Storage.Tests.LocalSilo;

public sealed class PostgresGrainStorageTests : IAsyncLifetime
{
    private static readonly GrainId Ada = GrainId.Create("player", "main/ada");
    private PostgresStore _store = null!;
    private PostgresGrainStorage _storage = null!;

    public async Task InitializeAsync()
    {
        _store = await PostgresStore.New();
        _storage = new PostgresGrainStorage(_store.Database, new OrleansStatements(), _store.Options);
    }

    public async Task DisposeAsync() => await _store.DisposeAsync();

    [Fact]
    public async Task What_was_never_written_is_the_default()
    {
        GrainState<Note> state = new();
        await _storage.ReadStateAsync("note", Ada, state);
        (state.State!.Text, state.ETag, state.RecordExists).ShouldBe(("", null, false));
    }

    [Fact]
    public async Task A_written_state_is_read_back_with_its_version()
    {
        await Write("a");
        var state = await Write("b", etag: "1");
        state.ETag.ShouldBe("2");

        GrainState<Note> read = new();
        await _storage.ReadStateAsync("note", Ada, read);
        (read.State!.Text, read.ETag, read.RecordExists).ShouldBe(("b", "2", true));
        (await _store.Scalar<string>("SELECT convert_from(PayloadBinary, 'UTF8') FROM OrleansStorage")).ShouldBe("""{"Text":"b"}""");
    }

    [Fact]
    public async Task A_stale_version_is_refused()
    {
        await Write("a");
        await Should.ThrowAsync<InconsistentStateException>(() => Write("b"));
        await Should.ThrowAsync<InconsistentStateException>(() => Write("b", etag: "7"));
        await Should.ThrowAsync<InconsistentStateException>(() => _storage.ClearStateAsync("note", Ada, new GrainState<Note>(new Note(), "7")));
    }

    [Fact]
    public async Task A_cleared_state_keeps_counting()
    {
        var state = await Write("a");
        await _storage.ClearStateAsync("note", Ada, state);
        (state.State!.Text, state.ETag, state.RecordExists).ShouldBe(("", "2", false));

        GrainState<Note> read = new();
        await _storage.ReadStateAsync("note", Ada, read);
        (read.ETag, read.RecordExists).ShouldBe(("2", false));
        (await Write("b", read.ETag)).ETag.ShouldBe("3");
    }

    [Fact]
    public async Task Another_service_has_its_own_rows()
    {
        await Write("a");
        PostgresGrainStorage other = new(_store.Database, new OrleansStatements(), Options.Create(new StorageOptions { ServiceId = "other" }));
        GrainState<Note> read = new();
        await other.ReadStateAsync("note", Ada, read);
        read.RecordExists.ShouldBeFalse();
    }

    private async Task<GrainState<Note>> Write(string text, string? etag = null)
    {
        GrainState<Note> state = new(new Note { Text = text }, etag);
        await _storage.WriteStateAsync("note", Ada, state);
        return state;
    }

    public sealed class Note
    {
        public string Text { get; set; } = "";
    }
}
