using QuizOrleans.Load.Room;

if (args is not ["room", ..])
{
    Console.Error.WriteLine(RoomOptions.Usage);
    return 2;
}

try
{
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
