using QuizOrleans.Silo;
using QuizOrleans.Silo.Hosting;
using QuizOrleans.WebFront.Hosting;

SharedBuffers.Widen();

// One machine: the silo runs in this process.
return await ProcessRun.Run(() => WebFrontApp.Build(args, builder => builder.AddQuizSilo()));
