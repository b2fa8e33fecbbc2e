import { randomUUID } from "node:crypto";
import { choices, explanation, opened, right, timeMs } from "./questions.mjs";

const of = 5;
const points = 10;
const rating = 1500;
const matchMs = 300000;
const rules = {
  title: "general", pace: "auto", scoring: "flat", streakBonus: false, changeAnswers: false, teams: "none", teamNames: [], graceMs: 250, maxPlayers: 2, tieRule: "time",
};

/** Two players, five questions, 10 points a right answer. The same work and the same messages as bench/BareHub's. */
export class Duel {
  isOver = false;
  #version = 0;
  #index = -1;
  #openedAt = 0;
  #madeAt = performance.now();
  #seats;

  constructor(pin, sockets) {
    this.pin = pin;
    this.#seats = sockets.map((socket) => ({
      socket, playerId: randomUUID().replaceAll("-", ""), nickname: "Player", here: false, answer: undefined, tookMs: 0, points: 0, score: 0, answerMs: 0, streak: 0,
    }));
    const [a, b] = this.#seats;
    a.socket.emit("MatchFound", { pin, opponent: view(b), seatMs: 10000 });
    b.socket.emit("MatchFound", { pin, opponent: view(a), seatMs: 10000 });
  }

  join(socket) {
    const own = this.#seatOf(socket.id);
    own.here = true;
    const snapshot = this.#snapshot(own);
    if (this.#index < 0 && this.#seats.every((s) => s.here)) this.#open();
    return snapshot;
  }

  answer(socketId, index, answer) {
    const seat = this.#seatOf(socketId);
    if (this.isOver) return this.#refuse("too_late");
    if (index !== this.#index) return this.#refuse("wrong_question");
    if (seat.answer) return this.#refuse("already_answered");
    if (!choices[answer?.choices?.length === 1 ? answer.choices[0] : -1]) return this.#refuse("invalid_answer");
    seat.answer = answer;
    seat.tookMs = Math.trunc(performance.now() - this.#openedAt);
    const { version } = this.#next();
    if (!this.#seats.every((s) => s.answer)) {
      const told = { pin: this.pin, version, since: version, index, playerId: seat.playerId };
      for (const other of this.#seats) if (other !== seat) other.socket.emit("OpponentAnswered", told);
    }
    const receipt = { accepted: true, code: "", message: "", version: this.#version };
    if (this.#seats.every((s) => s.answer)) this.#close();
    return receipt;
  }

  closeIfLate() {
    if (!this.isOver && this.#index >= 0 && performance.now() - this.#openedAt >= timeMs) this.#close();
  }

  #open() {
    this.#index++;
    for (const seat of this.#seats) {
      seat.answer = undefined;
      seat.points = seat.tookMs = 0;
    }
    this.#openedAt = performance.now();
    this.#emit("QuestionOpened", opened(this.#next(), this.#index, of, points));
  }

  #close() {
    const counts = [0, 0, 0, 0];
    for (const seat of this.#seats) score(seat, counts);
    const ranked = [...this.#seats].sort((a, b) => b.score - a.score || a.answerMs - b.answerMs);
    const top = ranked.map((s, i) => ({ rank: i + 1, playerId: s.playerId, nickname: s.nickname, score: s.score, answerMs: s.answerMs }));
    const common = {
      ...this.#next(), index: this.#index, of, correct: { choices: [right] }, distribution: counts.map((count, id) => ({ id, count })), explanation,
      you: undefined, top, teams: [],
    };
    ranked.forEach((s, i) => s.socket.emit("QuestionClosed", {
      ...common,
      you: { playerId: s.playerId, answer: s.answer, correct: s.points > 0, points: s.points, score: s.score, rank: i + 1, streak: s.streak },
    }));
    if (this.#index + 1 < of) this.#open();
    else this.#finish(ranked, top);
  }

  #finish(ranked, standings) {
    this.isOver = true;
    this.#emit("RoomFinished", {
      ...this.#next(), standings, teams: [], winner: ranked[0].score > ranked[1].score ? ranked[0].playerId : undefined, reason: "completed",
      ratings: this.#seats.map((s) => ({ playerId: s.playerId, before: rating, after: rating })),
    });
  }

  #snapshot(own) {
    const here = this.#seats.filter((s) => s.here);
    return {
      pin: this.pin, version: this.#version, kind: "duel", phase: "lobby", index: this.#index, of, locked: false, hostConnected: false,
      playerCount: here.length, answered: 0, present: here.length,
      players: here.map((s) => ({ playerId: s.playerId, nickname: s.nickname, score: 0, rank: 1, connected: true })),
      rules, you: { playerId: own.playerId, nickname: own.nickname, score: 0, rank: 1, streak: 0, timeFactor: 1 },
      duel: {
        category: "general", rated: true, players: this.#seats.map(view), matchRemainingMs: matchMs - Math.trunc(performance.now() - this.#madeAt),
        answered: [], rematch: [],
      },
    };
  }

  #next() { return { pin: this.pin, version: ++this.#version, since: this.#version - 1 }; }

  #emit(name, message) { for (const { socket } of this.#seats) socket.emit(name, message); }

  #seatOf(socketId) { return this.#seats[0].socket.id === socketId ? this.#seats[0] : this.#seats[1]; }

  #refuse(code) { return { accepted: false, code, message: "Refused.", version: this.#version }; }
}

/** Pairs the two who have waited longest. */
export class Queue {
  #waiting = [];

  /** The ticket; opens a duel for the pair, when there is one. */
  join(socket, { category, language }, found) {
    this.#waiting.push(socket);
    const waiting = this.#waiting.length;
    if (waiting >= 2) found(this.#waiting.splice(0, 2));
    return { category, language, waitedMs: 0, place: waiting, waiting, window: 3000, rating };
  }
}

function score(seat, counts) {
  if (seat.answer) counts[seat.answer.choices[0]]++;
  const isRight = seat.answer?.choices[0] === right;
  seat.points = isRight ? points : 0;
  seat.streak = isRight ? seat.streak + 1 : 0;
  seat.score += seat.points;
  seat.answerMs += seat.answer ? seat.tookMs : timeMs;
}

function view(seat) { return { playerId: seat.playerId, nickname: seat.nickname, rating, provisional: true, kind: "human" }; }
