namespace QuizOrleans.WebFront.Hosting;

/// <summary>The web front, ready to run: the program's and the tests'.</summary>
public static class WebFrontApp
{
    /// <param name="args">Command line; beats the environment.</param>
    /// <param name="configure">What else lives in this process: a silo, on one machine.</param>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder> configure)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        builder.UseUsualVariables();
        builder.WebHost.ConfigureKestrel(server =>
        {
            server.AddServerHeader = false;
            server.Limits.MaxRequestBodySize = Endpoints.QuizEndpoints.MaxImportBytes;
        });
        builder.Services.AddWebFront();
        configure(builder);
        var app = builder.Build();
        app.UseWebFront();
        app.Logger.LogEngine();
        return app;
    }
}
