// A reference for the load generator: a Socket.IO server that does the work of a room, and of duels, in memory and keeps nothing.
import { createServer } from "node:http";
import { Server } from "socket.io";
import { Duel, Queue } from "./duel.mjs";
import { Room } from "./room.mjs";

// Rooms and duels by pin.
const rooms = new Map();
const queue = new Queue();
let lastPin = 100000;

const http = createServer((request, response) => response.writeHead(request.url === "/health/ready" ? 200 : 404).end());
const io = new Server(http, { transports: ["websocket"], perMessageDeflate: false, httpCompression: false, serveClient: false });

// Socket.IO's own advice for memory: let go of each connection's first HTTP request.
io.engine.on("connection", (raw) => { raw.request = null; });

io.on("connection", (socket) => {
  socket.on("CreateRoom", ({ rounds }, reply) => {
    const room = new Room(String(++lastPin), rounds);
    rooms.set(room.pin, room);
    socket.join(room.pin);
    reply({ pin: room.pin });
  });

  socket.on("JoinQueue", (wanted, reply) => reply(queue.join(socket, wanted, openDuel)));

  socket.on("JoinRoom", (pin, nickname, team, reply) => {
    const room = rooms.get(pin);
    if (room instanceof Room) socket.join(pin);
    reply(room.join(socket, nickname));
  });

  socket.on("SubmitAnswer", (pin, index, answer, reply) => {
    const room = rooms.get(pin);
    reply(room ? room.answer(socket.id, index, answer) : { accepted: false, code: "room_not_found", message: "No such room.", version: 0 });
    if (room?.isOver) rooms.delete(pin);
  });

  const next = (pin, reply) => {
    const room = rooms.get(pin);
    if (room.isOpen) closeQuestion(room, socket);
    else if (room.isLast) io.to(pin).emit("RoomFinished", room.finish());
    else io.to(pin).emit("QuestionOpened", room.open());
    reply({ accepted: true, code: "", message: "", version: room.version });
  };
  socket.on("StartRoom", next);
  socket.on("NextQuestion", next);
});

function openDuel(sockets) {
  // As long as the product's ids.
  const pin = String(++lastPin).padStart(14, "0");
  rooms.set(pin, new Duel(pin, sockets));
}

function closeQuestion(room, host) {
  const { common, results } = room.close();
  host.emit("QuestionClosed", common);
  for (const { socket, you } of results) socket.emit("QuestionClosed", { ...common, you });
}

setInterval(() => {
  for (const room of rooms.values()) {
    if (room instanceof Duel) {
      room.closeIfLate();
      if (room.isOver) rooms.delete(room.pin);
      continue;
    }

    const count = room.takeCount();
    if (count) io.to(room.pin).emit("AnswerCount", count);
  }
}, 200);

http.listen(Number(process.env.PORT ?? 8082), "127.0.0.1");
for (const signal of ["SIGTERM", "SIGINT"]) process.on(signal, () => process.exit(0));
