import { randomUUID } from "node:crypto";
import { choices, explanation, opened, right, timeMs } from "./questions.mjs";

/** One room in memory. The same work and the same messages as bench/BareHub's. */
export class Room {
  version = 0;
  isOpen = false;
  #seats = new Map();
  #index = -1;
  #answered = 0;
  #announced = 0;
  #counts = [0, 0, 0, 0];
  #openedAt = 0;

  constructor(pin, rounds) {
    this.pin = pin;
    this.rounds = rounds;
  }

  get isLast() { return this.#index + 1 >= this.rounds; }

  join(socket, nickname) {
    const playerId = randomUUID().replaceAll("-", "");
    this.#seats.set(socket.id, { socket, playerId, nickname, answer: undefined, tookMs: 0, points: 0, score: 0, answerMs: 0, streak: 0 });
    return { pin: this.pin, version: ++this.version, phase: "lobby", playerId, playerCount: this.#seats.size };
  }

  open() {
    this.#index++;
    this.#answered = this.#announced = 0;
    this.#counts.fill(0);
    for (const seat of this.#seats.values()) {
      seat.answer = undefined;
      seat.points = 0;
    }
    this.isOpen = true;
    this.#openedAt = performance.now();
    return opened({ pin: this.pin, version: ++this.version, since: this.version - 1 }, this.#index, this.rounds, 1000);
  }

  answer(socketId, index, answer) {
    const seat = this.#seats.get(socketId);
    if (!seat) return this.#refuse("not_a_member");
    if (index !== this.#index) return this.#refuse("wrong_question");
    if (!this.isOpen) return this.#refuse("too_late");
    if (seat.answer) return this.#refuse("already_answered");
    const choice = answer?.choices?.length === 1 ? answer.choices[0] : -1;
    if (!choices[choice]) return this.#refuse("invalid_answer");
    seat.answer = answer;
    seat.tookMs = Math.trunc(performance.now() - this.#openedAt);
    this.#counts[choice]++;
    this.#answered++;
    return { accepted: true, code: "", message: "", version: ++this.version };
  }

  /** The count to tell, or null when nothing changed since it was told last. */
  takeCount() {
    if (!this.isOpen || this.#answered === this.#announced) return null;
    this.#announced = this.#answered;
    return { pin: this.pin, version: this.version, since: this.version, index: this.#index, answered: this.#answered, present: this.#seats.size };
  }

  /** Scores the round and ranks everybody: the common part, and each player's own. */
  close() {
    this.isOpen = false;
    for (const seat of this.#seats.values()) score(seat);
    const ranked = this.#ranked();
    const results = ranked.map((s, i) => ({
      socket: s.socket,
      you: { playerId: s.playerId, answer: s.answer, correct: s.points > 0, points: s.points, score: s.score, rank: i + 1, streak: s.streak },
    }));
    const common = {
      pin: this.pin, version: ++this.version, since: this.version - 1, index: this.#index, of: this.rounds, correct: { choices: [right] },
      distribution: this.#counts.map((count, id) => ({ id, count })), explanation, you: undefined, top: top(ranked, 10),
    };
    return { common, results };
  }

  finish() {
    const ranked = this.#ranked();
    return {
      pin: this.pin, version: ++this.version, since: this.version - 1,
      standings: top(ranked, 100), winner: ranked[0]?.playerId ?? null, reason: "completed",
    };
  }

  #refuse(code) { return { accepted: false, code, message: "Refused.", version: this.version }; }

  #ranked() { return [...this.#seats.values()].sort((a, b) => b.score - a.score || a.answerMs - b.answerMs); }
}

function score(seat) {
  const isRight = seat.answer?.choices[0] === right;
  seat.points = isRight ? Math.round(1000 * (1 - seat.tookMs / timeMs / 2)) : 0;
  seat.streak = isRight ? seat.streak + 1 : 0;
  seat.score += seat.points;
  seat.answerMs += seat.answer ? seat.tookMs : timeMs;
}

function top(ranked, count) {
  return ranked.slice(0, count).map((s, i) => ({ rank: i + 1, playerId: s.playerId, nickname: s.nickname, score: s.score, answerMs: s.answerMs }));
}
