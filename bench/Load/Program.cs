using QuizOrleans.Load.Machine;
using QuizOrleans.Load.Room;

if (args is not ["room", ..])
{
    Console.Error.WriteLine(RoomOptions.Usage);
    return 2;
}

try
{
    // Receive loops run on the threads that poll the sockets: no hop through the pool for each small message. Theirs alone: the servers
    // start without it (ServerProcess).
    Environment.SetEnvironmentVariable(ServerProcess.InlineCompletions, "1");
    ThreadPool.SetMinThreads(Environment.ProcessorCount * 2, Environment.ProcessorCount * 2);
    return await new RoomBench(RoomOptions.Parse(args.AsSpan(1))).Run();
}
catch (ArgumentException e)
{
    Console.Error.WriteLine(e.Message);
    Console.Error.WriteLine(RoomOptions.Usage);
    return 2;
}
catch (InvalidOperationException e)
{
    Console.Error.WriteLine(e.Message);
    return 1;
}
