namespace QuizOrleans.WebFront.Tests.Fixtures;

/// <summary>Tests that look at the whole process, its memory say: no other runs beside them.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
