import type { generatingEn } from './en';

export const generatingDe: typeof generatingEn = {
  g_title: 'Fragen zu einem Thema', g_lead: 'Ein Sprachmodell schreibt sie, während alle dazukommen. Was es nicht rechtzeitig schafft, kommt aus der Fragenbank.', g_topic: 'Thema', g_topicHint: 'Etwa „Flüsse Afrikas“ oder „Das Jahr 1969“', g_count: 'Fragen', g_difficulty: 'Schwierigkeit', g_any: 'Egal', g_kind: 'Art', g_language: 'Sprache',
  g_written: '{done} von {of} geschrieben', g_left: 'Fertig in höchstens {seconds} s', g_soon: 'Jeden Moment', g_starts: 'Das Spiel beginnt von selbst, sobald sie fertig sind.', g_start: 'Starten, sobald fertig', g_willStart: 'Startet von selbst', g_ready: 'Die Fragen sind fertig.',
  g_mixed: 'Nur ein Teil der Fragen ist neu geschrieben. Die anderen sind aus der Fragenbank.', g_bank: 'Es konnten keine Fragen geschrieben werden. Diese sind aus der Fragenbank, zu deinem Thema.', g_packs: 'Es konnten keine Fragen geschrieben werden. Diese sind aus den mitgelieferten Paketen und nicht alle zu deinem Thema.', g_onlyYou: 'Das siehst nur du.', g_noQuestions: 'Es gab keine Fragen zu spielen.', g_noQuestionsLead: 'Es konnten keine geschrieben werden, und die Fragenbank hat keine passenden.',
};
