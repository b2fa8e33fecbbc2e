using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using QuizOrleans.Silo;
using QuizOrleans.Silo.Hosting;

// A silo by itself: no players connect here, only its health is asked for.
return await ProcessRun.Run(() =>
{
    var builder = WebApplication.CreateSlimBuilder(args);
    builder.AddQuizSilo();
    builder.Services.AddHealthChecks();
    var app = builder.Build();
    app.MapHealthChecks("/health/live", new() { Predicate = _ => false });
    app.MapHealthChecks("/health/ready");
    return app;
});
