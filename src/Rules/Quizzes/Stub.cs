namespace QuizOrleans.Rules.Quizzes;
public static class TypedAnswers { public static string Normalise(string s) => s; }
