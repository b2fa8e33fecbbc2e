using QuizOrleans.Silo;
using QuizOrleans.WebFront.Hosting;

var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
builder.UseUsualVariables();
builder.Services.AddWebFront();
// One machine: the silo runs in this process.
builder.AddQuizSilo();

var app = builder.Build();
app.UseWebFront();
app.Logger.LogEngine();
await app.RunAsync();
