# shellcheck shell=bash
# `./quiz up`: everything that is needed, then one process in the foreground until Ctrl-C.

SERVER_PID=''
SIGNALS=0

quiz_up() {
  [ $# -eq 0 ] || die "'up' takes no arguments; its settings are environment variables (PORT, DATABASE_URL, JWT_SECRET, QUIZ_DATA_DIR)."
  PORT=${PORT:-8080}
  case "$PORT" in '' | *[!0-9]*) die "PORT must be a number, not '$PORT'." ;; esac
  local wanted=${QUIZ_DATA_DIR:-$QUIZ_ROOT/.data}
  QUIZ_DATA_DIR=$(data_folder "$wanted") || die "The data folder '$wanted' (QUIZ_DATA_DIR) cannot be made."
  export PORT QUIZ_DATA_DIR

  need_dotnet
  need_node
  claim_data_folder
  port_is_free || die "Port $PORT is taken; choose another: PORT=8081 ./quiz up"
  choose_engine
  build_client || exit 1
  say "Building ($ENGINE: $ENGINE_REASON) …"
  build src/WebFront/WebFront.csproj -c Release || die "The build failed; see above."

  trap 'stop_all' EXIT
  trap 'SIGNALS=$((SIGNALS + 1)); forward_signal' INT TERM HUP
  local store
  if [ -n "${DATABASE_URL:-}" ]; then
    store='the PostgreSQL of DATABASE_URL'
  elif start_postgres; then
    store="a private PostgreSQL in $PG_HOME"
  else
    store='memory only'
    warn '****************************************************************'
    warn "NOTHING WILL BE KEPT: $PG_WHY_NOT."
    warn 'Games and quizzes live in memory and are gone when this stops.'
    warn '****************************************************************'
  fi
  [ "$SIGNALS" -eq 0 ] || exit 130
  run_server "$store"
}

# Others may pass through (the user "postgres" must), and see nothing.
data_folder() { mkdir -p "$1" && chmod 711 "$1" && (cd "$1" && pwd -P); }

port_is_free() { node -e 'const s = require("net").createServer(); s.once("error", () => process.exit(1)); s.listen(+process.argv[1], "0.0.0.0", () => s.close())' "$PORT"; }

# One `up` a data folder. A server that a killed run left behind is stopped: it holds the port and the database.
claim_data_folder() {
  local other
  other=$(cat "$QUIZ_DATA_DIR/up.pid" 2>/dev/null)
  if [ "$other" != $$ ] && runs_as "$other" 'quiz up'; then
    die "Another './quiz up' (process $other) uses $QUIZ_DATA_DIR; stop it, or give this one a QUIZ_DATA_DIR of its own."
  fi
  printf '%s\n' $$ >"$QUIZ_DATA_DIR/up.pid"
  other=$(cat "$QUIZ_DATA_DIR/server.pid" 2>/dev/null)
  if runs_as "$other" QuizOrleans.WebFront; then
    say "Stopping the server (process $other) that an earlier run left behind …"
    end_process "$other"
  fi
  rm -f "$QUIZ_DATA_DIR/server.pid"
}

# A polite request, a bounded wait, then force.
end_process() {
  local tenths=0
  kill -TERM "$1" 2>/dev/null
  while kill -0 "$1" 2>/dev/null && [ "$tenths" -lt "${STOP_TENTHS:-450}" ] && [ "$SIGNALS" -lt 2 ]; do
    sleep 0.1
    tenths=$((tenths + 1))
  done
  kill -KILL "$1" 2>/dev/null
}

run_server() {
  local store=$1 dll=$QUIZ_ROOT/artifacts/$ENGINE/bin/WebFront/release/QuizOrleans.WebFront.dll status
  export ASPNETCORE_ENVIRONMENT=${ASPNETCORE_ENVIRONMENT:-Development}
  (cd src/WebFront && exec dotnet "$dll") </dev/null &
  SERVER_PID=$!
  printf '%s\n' "$SERVER_PID" >"$QUIZ_DATA_DIR/server.pid"
  announce "$store" &
  local announcer=$!

  # A trapped signal ends `wait` early; only the end of the server ends this.
  while wait "$SERVER_PID"; status=$?; kill -0 "$SERVER_PID" 2>/dev/null; do :; done
  kill "$announcer" 2>/dev/null
  SERVER_PID=''
  [ "$SIGNALS" -gt 0 ] && exit 0
  [ "$status" -eq 0 ] || fail "The server ended by itself (exit code $status); see above."
  exit "$status"
}

# Says where the game is as soon as the server is ready.
announce() {
  node --input-type=module - "$PORT" "$SERVER_PID" "$1" "$ENGINE" "$ENGINE_REASON" <<'JS'
import os from 'node:os';
const [port, server, store, engine, reason] = process.argv.slice(2);
const local = `http://localhost:${port}`;
const alive = () => { try { process.kill(+server, 0); return true; } catch { return false; } };
const ready = () => fetch(`http://127.0.0.1:${port}/health/ready`).then(r => r.ok, () => false);
const pause = () => new Promise(done => setTimeout(done, 250));
for (let tries = 1; !(await ready()); tries++) {
  if (!alive()) process.exit(0);
  if (tries === 120) console.log(`quiz: The server runs but is not ready yet; ${local}/health/ready says what it waits for.`);
  await pause();
}
const lan = Object.values(os.networkInterfaces()).flat().find(a => a.family === 'IPv4' && !a.internal)?.address;
console.log(`
  QuizOrleans is up.
    Play       ${local}
    Host       ${local}/host${lan ? `
    Phones     http://${lan}:${port}   (same network)` : ''}
    Keeps      ${store}
    Engine     ${engine}: ${reason}
  Ctrl-C stops it.
`);
JS
}

forward_signal() {
  if [ -z "$SERVER_PID" ]; then return; fi
  if [ "$SIGNALS" -eq 1 ]; then
    say "Stopping; once more to force it."
    end_process "$SERVER_PID"
  else
    kill -KILL "$SERVER_PID" 2>/dev/null
  fi
}

stop_all() {
  trap '' INT TERM HUP
  if [ -n "$SERVER_PID" ]; then end_process "$SERVER_PID"; fi
  stop_postgres
  rm -f "$QUIZ_DATA_DIR/up.pid" "$QUIZ_DATA_DIR/server.pid"
}
