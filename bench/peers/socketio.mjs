// A reference for the load generator: a Socket.IO server that does a room's work in memory and keeps nothing.
import { createServer } from "node:http";
import { Server } from "socket.io";
import { Room } from "./room.mjs";

const rooms = new Map();
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

  socket.on("JoinRoom", (pin, nickname, team, reply) => {
    const joined = rooms.get(pin).join(socket, nickname);
    socket.join(pin);
    reply(joined);
  });

  socket.on("SubmitAnswer", (pin, index, answer, reply) => reply(rooms.get(pin).answer(socket.id, index, answer)));

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

function closeQuestion(room, host) {
  const { common, results } = room.close();
  host.emit("QuestionClosed", common);
  for (const { socket, you } of results) socket.emit("QuestionClosed", { ...common, you });
}

setInterval(() => {
  for (const room of rooms.values()) {
    const count = room.takeCount();
    if (count) io.to(room.pin).emit("AnswerCount", count);
  }
}, 200);

http.listen(Number(process.env.PORT ?? 8082), "127.0.0.1");
for (const signal of ["SIGTERM", "SIGINT"]) process.on(signal, () => process.exit(0));
