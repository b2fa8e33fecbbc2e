using QuizOrleans.Load.Bank;
using QuizOrleans.Load.Duels;
using QuizOrleans.Load.Machine;
using QuizOrleans.Load.Room;
using QuizOrleans.Load.Runs;

Func<Task<int>>? bench;
try
{
    bench = args switch
    {
        ["room", .. var rest] => Room(BenchOptions.Parse<RoomOptions>(rest)),
        ["bank", .. var rest] => Bank(BenchOptions.Parse<BankOptions>(rest)),
        ["duels", .. var rest] => Duels(BenchOptions.Parse<DuelsOptions>(rest)),
        _ => null,
    };
}
catch (ArgumentException e)
{
    Console.Error.WriteLine(e.Message);
    bench = null;
}

if (bench is null)
{
    Console.Error.WriteLine(RoomOptions.Usage);
    Console.Error.WriteLine(DuelsOptions.Usage);
    Console.Error.WriteLine(BankOptions.Usage);
    Console.Error.WriteLine(BenchOptions.Usage);
    return 2;
}

try
{
    // Receive loops run on the threads that poll the sockets: no hop through the pool for each small message. Theirs alone: the servers
    // start without it (ServerProcess).
    Environment.SetEnvironmentVariable(ServerProcess.InlineCompletions, "1");
    ThreadPool.SetMinThreads(Environment.ProcessorCount * 2, Environment.ProcessorCount * 2);
    return await bench();
}
catch (InvalidOperationException e)
{
    Console.Error.WriteLine(e.Message);
    return 1;
}

static Func<Task<int>> Room(RoomOptions options) =>
    new Bench<RoomResult>(options, (target, repeat) => new RoomRun(target, options, repeat), results => RoomTable.Of(options, results)).Run;

static Func<Task<int>> Duels(DuelsOptions options) =>
    new Bench<DuelsResult>(options, (target, repeat) => new DuelsRun(target, options, repeat), results => DuelsTable.Of(options, results)).Run;

static Func<Task<int>> Bank(BankOptions options) => new BankRun(options).Run;
