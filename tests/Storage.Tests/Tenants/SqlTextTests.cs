using System.Text.RegularExpressions;

namespace QuizOrleans.Storage.Tests.Tenants;

/// <summary>Reads every SQL text of the product: each one that touches a tenant's table names the tenant for each table it touches.</summary>
public sealed partial class SqlTextTests
{
    /// <summary>How statements begin that are for all tenants, and why.</summary>
    private static readonly Dictionary<string, string> ForAll = new()
    {
        ["SELECT * FROM ( (SELECT tenant, id, created_at FROM matches WHERE status = 'waiting'"] = "The keeper ends what nobody calls; each match is then called on behalf of its own tenant.",
        ["WITH expired AS (SELECT tenant, id FROM token_families WHERE expires_at <= $1"] = "The daily clean-up; what follows joins by tenant.",
        ["SELECT tenant, player, nameless, requested_at FROM erasures WHERE (requested_at"] = "The daily clean-up; each player is then forgotten on behalf of his own tenant.",
        ["WITH game AS (SELECT tenant, id FROM games WHERE finished_at < $1"] = "The daily clean-up of what is old; what follows joins by tenant.",
    };

    /// <summary>Tables whose key does not begin with the tenant, and why.</summary>
    private static readonly Dictionary<string, string> OtherKey = new()
    {
        ["audit"] = "Rows are never found by their number alone; every index that is read begins with the tenant.",
    };

    /// <summary>Tables without the column, and why.</summary>
    private static readonly Dictionary<string, string> WithoutTenant = new()
    {
        ["journal"] = "A stream's name begins with its kind and its grain's key, tenant first.",
        ["journal_snapshots"] = "The same.",
        ["schema_migrations"] = "Of the deployment.",
        ["OrleansQuery"] = "Of the engine.",
        ["OrleansStorage"] = "A row is found by its grain's id, which holds the key, tenant first.",
        ["OrleansRemindersTable"] = "The same.",
    };

    [Fact]
    public void Every_table_of_ours_has_the_tenant_first_in_its_key()
    {
        var tables = Tables().ToList();
        tables.Count.ShouldBeGreaterThan(5);
        foreach (var (name, columns) in tables.Where(t => !WithoutTenant.ContainsKey(t.Name)))
        {
            columns.ShouldMatch(@"\btenant\s+text\b[^,]*NOT NULL", $"{name} has no tenant.");
            if (!OtherKey.ContainsKey(name)) columns.ShouldMatch(@"PRIMARY KEY \(tenant\b", $"{name}'s key does not begin with the tenant.");
        }
    }

    [Fact]
    public void Every_statement_names_the_tenant_of_each_table_it_touches()
    {
        var tables = Tables().Select(t => t.Name).Where(t => !WithoutTenant.ContainsKey(t)).ToArray();
        var statements = Statements().ToList();
        statements.Count.ShouldBeGreaterThan(15);
        foreach (var (file, sql) in statements.Where(s => !ForAll.Keys.Any(start => s.Sql.StartsWith(start, StringComparison.Ordinal))))
        {
            foreach (Match use in Use().Matches(sql))
            {
                var (verb, table, alias) = (use.Groups["verb"].Value, use.Groups["table"].Value, use.Groups["alias"].Value);
                if (!tables.Contains(table)) continue;
                var named = verb == "INTO"
                    ? $@"INTO {table} (AS \w+ )?\(tenant,"
                    : $@"(?<![\w.])({Regex.Escape(alias.Length > 0 && !Keyword().IsMatch(alias) ? alias : table)}\.)tenant = |(?<![\w.])tenant = \$";
                sql.ShouldMatch(named, $"{file}: {table} is read or written for whatever tenant in:\n{sql}");
            }
        }
    }

    [Fact]
    public void The_exceptions_are_still_there()
    {
        var statements = Statements().ToList();
        ForAll.Keys.ShouldAllBe(start => statements.Any(s => s.Sql.StartsWith(start, StringComparison.Ordinal)));
    }

    private static IEnumerable<(string Name, string Columns)> Tables() =>
        Directory.EnumerateFiles(Path.Combine(Source(), "Schema"), "*.sql").SelectMany(file => CreateTable().Matches(File.ReadAllText(file)))
            .Select(m => (m.Groups["name"].Value, m.Groups["columns"].Value));

    /// <summary>Every string in the storage's source that is a statement.</summary>
    private static IEnumerable<(string File, string Sql)> Statements() =>
        from file in Directory.EnumerateFiles(Source(), "*.cs", SearchOption.AllDirectories)
        from Match text in Texts().Matches(File.ReadAllText(file))
        let sql = White().Replace(text.Groups["raw"].Success ? text.Groups["raw"].Value : text.Groups["plain"].Value, " ").Trim()
        where Verb().IsMatch(sql)
        select (Path.GetFileName(file), sql);

    private static string Source()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "QuizOrleans.sln"))) folder = folder.Parent!;
        return Path.Combine(folder.FullName, "src", "Storage");
    }

    [GeneratedRegex("\\$?\"\"\"(?<raw>.*?)\"\"\"|\"(?<plain>[^\"\\n]*)\"", RegexOptions.Singleline)]
    private static partial Regex Texts();

    [GeneratedRegex(@"\b(SELECT|INSERT INTO|UPDATE|DELETE FROM|WITH \w+ AS)\b")]
    private static partial Regex Verb();

    [GeneratedRegex(@"(\b(?<verb>FROM|JOIN|UPDATE|INTO)\s+|(?<=\bFROM\s+\w+(\s+\w+)?\s*),\s*)(?<table>\w+)(\s+(AS\s+)?(?<alias>\w+))?")]
    private static partial Regex Use();

    [GeneratedRegex("^(AS|WHERE|SET|ON|JOIN|ORDER|GROUP|LIMIT|CROSS|USING|VALUES|me)$")]
    private static partial Regex Keyword();

    [GeneratedRegex(@"\s+")]
    private static partial Regex White();

    [GeneratedRegex(@"CREATE TABLE (IF NOT EXISTS )?(?<name>\w+) \((?<columns>.*?)\n\);", RegexOptions.Singleline)]
    private static partial Regex CreateTable();
}
