using System.Collections.Immutable;
using System.Text.Json;
using Npgsql;
using QuizOrleans.Grains.Bank;
using QuizOrleans.Storage.Database;

namespace QuizOrleans.Storage.Bank;

/// <summary>Questions as rows: read by <see cref="QuestionSql.Columns"/>, written as the JSON of its recordset.</summary>
internal static class QuestionRow
{
    public static BankEntry Read(NpgsqlDataReader reader) => new(
        reader.GetString(0),
        reader.GetInt32(1),
        reader.GetString(2),
        reader.GetString(3),
        reader.GetString(4),
        new DateTimeOffset(reader.GetDateTime(5)),
        new DateTimeOffset(reader.GetDateTime(6)),
        reader.IsDBNull(7) ? null : reader.GetString(7),
        reader.IsDBNull(8) ? null : new DateTimeOffset(reader.GetDateTime(8)),
        reader.IsDBNull(9) ? null : StoredJson.Read<Provenance>(reader.GetFieldValue<byte[]>(9)),
        StoredJson.Read<BankDraft>(reader.GetFieldValue<byte[]>(10)));

    public static async Task<ImmutableArray<BankEntry>> ReadAll(NpgsqlCommand command, CancellationToken cancellation)
    {
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await ReadAll(reader, cancellation);
    }

    public static async Task<ImmutableArray<BankEntry>> ReadAll(NpgsqlDataReader reader, CancellationToken cancellation)
    {
        var entries = ImmutableArray.CreateBuilder<BankEntry>();
        while (await reader.ReadAsync(cancellation)) entries.Add(Read(reader));
        return entries.DrainToImmutable();
    }

    public static byte[] Write(ImmutableArray<IndexedQuestion> questions)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartArray();
            foreach (var question in questions) Write(json, question);
            json.WriteEndArray();
        }

        return bytes.ToArray();
    }

    private static void Write(Utf8JsonWriter json, IndexedQuestion question)
    {
        var (entry, draft) = (question.Entry, question.Entry.Question);
        json.WriteStartObject();
        json.WriteString("id", entry.QuestionId);
        json.WriteNumber("version", entry.Version);
        json.WriteString("space", entry.Space);
        json.WriteString("owner", entry.OwnerId);
        json.WriteString("editor", entry.EditorId);
        json.WriteString("created", entry.CreatedAt);
        json.WriteString("updated", entry.UpdatedAt);
        json.WriteString("verified_by", entry.VerifiedBy);
        if (entry.VerifiedAt is { } at) json.WriteString("verified_at", at);
        if (entry.Provenance is { } provenance) Raw("provenance", StoredJson.Write(provenance));
        json.WriteString("kind", draft.Kind);
        json.WriteString("category", draft.Category);
        json.WriteString("language", draft.Language);
        json.WriteString("difficulty", draft.Difficulty);
        json.WriteString("status", draft.Status);
        json.WriteString("exam_type", draft.ExamType);
        json.WriteString("subject", draft.Subject);
        json.WriteStartArray("tags");
        foreach (var tag in draft.Tags) json.WriteStringValue(tag);
        json.WriteEndArray();
        json.WriteString("edition", question.Edition);
        json.WriteString("fingerprint", question.Likeness.Fingerprint);
        json.WriteString("likeness", question.Likeness.Text);
        json.WriteString("words", question.Words);
        Raw("document", StoredJson.Write(draft));
        json.WriteEndObject();

        void Raw(string name, byte[] value)
        {
            json.WritePropertyName(name);
            json.WriteRawValue(value);
        }
    }
}
