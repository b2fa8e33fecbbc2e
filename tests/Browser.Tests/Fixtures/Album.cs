using Microsoft.Playwright;

namespace QuizOrleans.Browser.Tests.Fixtures;

/// <summary>Numbered pictures of what visitors see, in <see cref="Build.Screenshots"/>.</summary>
/// <param name="wholePages">Not the window only.</param>
public sealed class Album(string name, bool wholePages = false)
{
    private int _shots;

    /// <summary>Pictures of pages that fit their windows and have a name for everything one can touch.</summary>
    public async Task Look(string step, params IReadOnlyCollection<Visitor> visitors)
    {
        foreach (var visitor in visitors)
        {
            await visitor.FitsItsWindow();
            await visitor.EverythingHasAName();
        }

        await Capture(step, visitors);
    }

    /// <summary>Pictures, whatever is on them.</summary>
    public async Task Capture(string step, params IReadOnlyCollection<Visitor> visitors)
    {
        _shots++;
        foreach (var visitor in visitors)
        {
            var path = Path.Combine(Build.Screenshots, $"{name}-{_shots:00}-{step}-{visitor.Name.Split(' ')[0].ToLowerInvariant()}.png");
            await visitor.Page.ScreenshotAsync(new PageScreenshotOptions { Path = path, FullPage = wholePages, Animations = ScreenshotAnimations.Disabled });
        }
    }
}
