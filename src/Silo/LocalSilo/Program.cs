// LocalSilo lives in one process, the web front's. A silo by itself needs an engine that forms clusters.
Console.Error.WriteLine(
    "This silo was built with LocalSilo, which runs inside the web front only (QuizOrleans.WebFront). " +
    "To run silos by themselves, build with Orleans: QUIZ_NUGET_SOURCE=<a feed that has Orleans> ./quiz setup, " +
    "then dotnet run --project src/Silo -p:GrainEngine=Orleans. See docs/operations.md.");
return 2;
