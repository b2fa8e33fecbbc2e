namespace QuizOrleans.Grains.Quizzes;
public static class QuizMapping { public static QuizOrleans.Rules.Quizzes.Quiz ToQuiz(QuizDraft d) => throw new NotImplementedException(); }
