import type { DrawRule } from './bankWire';
import type { Duel, DuelReason, RatingChange, RematchEnd } from './duelWire';

// The wire, as docs/protocol.md has it. Null members may be absent; unknown ones are ignored.

export type QuestionKind = 'single' | 'multiple' | 'trueFalse' | 'typed' | 'number' | 'order' | 'poll' | 'slide';
export type Phase = 'lobby' | 'generating' | 'countdown' | 'question' | 'reveal' | 'paused' | 'finished';
type Maybe<T> = T | null | undefined;

/** One member is set. */
export interface Answer {
  choices?: Maybe<number[]>;
  text?: Maybe<string>;
  number?: Maybe<number>;
  order?: Maybe<number[]>;
}

export interface PlayerView { playerId: string; nickname: string; team?: Maybe<string>; score: number; rank: number; connected: boolean }
export interface Standing { rank: number; playerId: string; nickname: string; team?: Maybe<string>; score: number; answerMs: number }
export interface Team { rank: number; team: string; score: number; members: number }
export interface Choice { id: number; text: string }
export interface AnswerShare { id?: Maybe<number>; text?: Maybe<string>; count: number }

export interface Rules {
  title: string; pace: 'host' | 'auto'; scoring: string; streakBonus: boolean; changeAnswers: boolean;
  teams: 'none' | 'free' | 'fixed'; teamNames: string[]; graceMs: number; maxPlayers: number; tieRule: string;
}

export interface Question {
  index: number; of: number; kind: QuestionKind; text: string; choices: Choice[]; points: number;
  timeMs: number; remainingMs: number; unit: string; category: string;
}

export interface Result { playerId: string; answer?: Maybe<Answer>; correct: boolean; points: number; score: number; rank: number; streak: number }

export interface Reveal {
  index: number; of: number; correct?: Maybe<Answer>; distribution: AnswerShare[]; explanation: string;
  top: Standing[]; teams: Team[]; nextInMs?: Maybe<number>;
}

export interface Finished {
  standings: Standing[]; teams: Team[]; winner?: Maybe<string>; reason: DuelReason | 'ended' | 'no_questions';
  /** In a duel: who forfeited, declined or did not come. */
  loser?: Maybe<string>;
  ratings?: Maybe<RatingChange[]>;
}

export interface You {
  playerId: string; nickname: string; team?: Maybe<string>; score: number; rank: number; streak: number;
  timeFactor: number; answer?: Maybe<Answer>; result?: Maybe<Result>;
}

/** Where questions that were written for a room came from: the host alone is told. */
export interface Furnishing { source: 'model' | 'mixed' | 'bank' | 'packs'; code: string; message: string }

/** `extraTime`: who has some, as the host gave it. */
export interface HostView { answerKey?: Maybe<Answer>; hostKey: string; generation?: Maybe<Furnishing>; extraTime?: Maybe<{ playerId: string; factor: number }[]> }

/** How far the writing of a room's questions is; `starts`: the game begins as soon as they are there. */
export interface Writing { done: number; of: number; remainingMs: number; starts: boolean }

export interface RoomSnapshot {
  pin: string; version: number; kind: 'party' | 'pub' | 'duel'; phase: Phase; pausedPhase?: Maybe<Phase>; pauseReason?: Maybe<'host' | 'host_away'>;
  index: number; of: number; locked: boolean; hostConnected: boolean; playerCount: number; answered: number; present: number;
  players: PlayerView[]; rules: Rules; question?: Maybe<Question>; reveal?: Maybe<Reveal>; finished?: Maybe<Finished>;
  remainingMs?: Maybe<number>; you?: Maybe<You>; host?: Maybe<HostView>; duel?: Maybe<Duel>; generation?: Maybe<Writing>;
}

interface Versioned { pin: string; version: number; since: number }

export type RoomEvent = Versioned & (
  | { type: 'PlayerJoined' | 'PlayerUpdated'; players: PlayerView[]; playerCount?: Maybe<number> }
  | { type: 'PlayerLeft'; playerId: string; reason: 'left' | 'kicked'; playerCount: number }
  | ({ type: 'GenerationProgress' } & Writing)
  | { type: 'QuestionsReady'; of: number; generation?: Maybe<Furnishing> }
  | { type: 'CountdownStarted'; index: number; of: number; remainingMs: number }
  | ({ type: 'QuestionOpened' } & Question)
  | { type: 'AnswerCount'; index: number; answered: number; present: number }
  | ({ type: 'QuestionClosed'; you?: Maybe<Result> } & Reveal)
  | { type: 'OpponentAnswered'; index: number; playerId: string }
  | { type: 'TurnEnded'; playerId: string; score: number; remainingMs: number }
  | { type: 'RoomPaused'; reason: 'host' | 'host_away' }
  | { type: 'RoomResumed'; phase: Phase; remainingMs?: Maybe<number> }
  | { type: 'RoomLocked'; locked: boolean }
  | { type: 'HostChanged'; hostId: string }
  | ({ type: 'RoomFinished'; you?: Maybe<Standing> } & Finished)
  | { type: 'Resynced'; room: RoomSnapshot }) | RematchNews;

/** Carries no version: the room is over. */
export type RematchNews = { pin: string } & ({ type: 'RematchWanted'; playerId: string; remainingMs?: Maybe<number> } | ({ type: 'RematchOff' } & RematchEnd));

export type RoomEventType = RoomEvent['type'];

export const roomEventTypes: readonly RoomEventType[] = [
  'PlayerJoined', 'PlayerUpdated', 'PlayerLeft', 'GenerationProgress', 'QuestionsReady', 'CountdownStarted', 'QuestionOpened', 'AnswerCount', 'OpponentAnswered', 'QuestionClosed', 'TurnEnded',
  'RoomPaused', 'RoomResumed', 'RoomLocked', 'HostChanged', 'RoomFinished', 'Resynced', 'RematchWanted', 'RematchOff',
];

export interface Receipt { accepted: boolean; code?: Maybe<string>; message?: Maybe<string>; version: number }
export interface RoomCreated { pin: string; hostKey: string; room: RoomSnapshot }

/** What questions are to be written about. */
export interface Topic {
  topic: string; subject?: string; examType?: string; difficulty?: '' | 'easy' | 'medium' | 'hard'; kind?: Exclude<QuestionKind, 'poll' | 'slide'>;
  language?: string; count?: number;
}

export interface RoomSettings {
  /** What to play: a quiz, rules by which the bank is drawn from, or a topic to have questions written about. */
  quizId?: string; draw?: readonly DrawRule[]; generate?: Topic; title?: string; kind?: 'party' | 'pub'; pace?: 'host' | 'auto'; questionTimeSeconds?: number; scoring?: 'timed' | 'flat' | 'noSpeed';
  flatPoints?: number; streakBonus?: boolean; partialCredit?: boolean; changeAnswers?: boolean; teams?: 'none' | 'free' | 'fixed';
  teamNames?: string[]; maxPlayers?: number; shuffleQuestions?: boolean; shuffleChoices?: boolean; countdownSeconds?: number;
  revealSeconds?: number; lateJoin?: boolean;
}

export interface SignedIn {
  token: string; playerId: string; nickname: string; expiresInSeconds: number; refreshToken: string; refreshExpiresInSeconds: number;
  roles: string[];
  /** Of an account; guests have none. */
  email?: Maybe<string>;
}
export interface Account { accountId: string; email: string; emailProven: boolean; nickname: string; roles: string[]; createdAt: string }
export interface QuizSummary { quizId: string; title: string; category: string; language: string; questions: number; ownerId: string; updatedAt: string }
export interface QuizPage { items: QuizSummary[]; next?: Maybe<string> }
export interface RowFault { row: number; code: string; reason: string }
export interface QuizSaved { quizId?: Maybe<string>; version?: number; imported: number; rejected: RowFault[] }
