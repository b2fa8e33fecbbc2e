using QuizOrleans.Silo;
using QuizOrleans.WebFront.Hosting;

SharedBuffers.Widen();

// One machine: the silo runs in this process.
var app = WebFrontApp.Build(args, builder => builder.AddQuizSilo());
await app.RunAsync();
