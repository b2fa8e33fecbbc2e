/** Questions that a language model writes. */
export const generatingEn = {
  g_title: 'Questions from a topic', g_lead: 'A language model writes them while people join. What it cannot write in time is taken from the question bank.', g_topic: 'Topic', g_topicHint: 'Such as “Rivers of Africa” or “The year 1969”', g_count: 'Questions', g_difficulty: 'Difficulty', g_any: 'Any', g_kind: 'Kind', g_language: 'Language',
  g_written: '{done} of {of} written', g_left: 'Ready in at most {seconds} s', g_soon: 'Any moment now', g_starts: 'The game starts by itself as soon as they are ready.', g_start: 'Start when ready', g_willStart: 'Starts when ready', g_ready: 'The questions are ready.',
  g_mixed: 'Only some of the questions are newly written. The others are from the question bank.', g_bank: 'No questions could be written. These are from the question bank, on your topic.', g_packs: 'No questions could be written. These are from the built-in packs, and not all are on your topic.', g_onlyYou: 'Only you see this.', g_noQuestions: 'There were no questions to play.', g_noQuestionsLead: 'None could be written, and the question bank has none that would do.',
};
