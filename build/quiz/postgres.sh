# shellcheck shell=bash
# A private PostgreSQL for one machine: its own cluster under the data folder, loopback only, a random free port and password,
# fsync on. Sets DATABASE_URL. Whatever stopped it last time, a plug pulled included, the next start recovers.

PG_HOME=''    # holds data/, log, password
PG_BIN=''
PG_WHY_NOT='' # one sentence, when it cannot be started
PG_STARTED='' # set while it may run on our account

# PostgreSQL refuses to run as root; then its programs run as the user "postgres", which comes with the package.
as_postgres() {
  if ! is_root; then
    (cd / && "$@")
  elif has runuser; then
    (cd / && runuser -u postgres -- "$@")
  else
    # shellcheck disable=SC2016 # the inner shell expands it
    (cd / && su postgres -s /bin/sh -c 'exec "$0" "$@"' -- "$@")
  fi
}

# Sets PG_HOME: <data>/postgres, or a folder in /var/lib when the user "postgres" cannot get there (below /root, say).
# The place is written down in <data>/postgres-home, so that the data is found again after the repository has moved.
place_postgres() {
  local noted=$QUIZ_DATA_DIR/postgres-home
  PG_HOME=$(cat "$noted" 2>/dev/null)
  if [ -n "$PG_HOME" ] && [ -d "$PG_HOME" ]; then return 0; fi
  PG_HOME=$QUIZ_DATA_DIR/postgres
  mkdir -p "$PG_HOME" && chmod 700 "$PG_HOME" || return 1
  if is_root; then
    chown postgres "$PG_HOME" || return 1
    if ! as_postgres test -w "$PG_HOME"; then
      rmdir "$PG_HOME"
      PG_HOME=/var/lib/quizorleans-$(digest "$QUIZ_DATA_DIR")
      mkdir -p "$PG_HOME" && chmod 700 "$PG_HOME" && chown postgres "$PG_HOME" || return 1
      say "PostgreSQL may not run as root, and its user cannot reach $QUIZ_DATA_DIR: the data lies in $PG_HOME."
    fi
  fi
  printf '%s\n' "$PG_HOME" >"$noted"
}

utf8_locale() {
  local name
  for name in C.UTF-8 C.utf8 en_US.UTF-8 en_US.utf8; do
    if locale -a 2>/dev/null | grep -x "$name" >/dev/null; then
      printf '%s' "$name"
      return
    fi
  done
  printf 'C'
}

create_cluster() {
  local half_made=$PG_HOME/data.new
  say "Creating a private PostgreSQL cluster in $PG_HOME …"
  # Its own name until it is whole, so that an interrupted one is never taken for a cluster.
  rm -rf "$half_made"
  node -e 'process.stdout.write(require("crypto").randomBytes(24).toString("hex"))' >"$PG_HOME/password" && chmod 600 "$PG_HOME/password" || return 1
  if is_root; then chown postgres "$PG_HOME/password"; fi
  as_postgres "$PG_BIN/initdb" -D "$half_made" -U quiz --pwfile="$PG_HOME/password" --auth=scram-sha-256 --encoding=UTF8 \
    --locale="$(utf8_locale)" >"$QUIZ_DATA_DIR/initdb.log" 2>&1 || return 1
  mv "$half_made" "$PG_HOME/data"
}

postmaster_pid() { sed -n 1p "$PG_HOME/data/postmaster.pid" 2>/dev/null; }
postmaster_runs() { runs_as "$(postmaster_pid)" postgres && as_postgres "$PG_BIN/pg_ctl" -D "$PG_HOME/data" status >/dev/null 2>&1; }

free_port() { node -e 'const s = require("net").createServer(); s.listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })'; }

# Prints the port on success. A port may be taken between our question and the start, and processes that outlive a killed
# server need a moment to see that it is gone: hence several tries.
launch_postgres() {
  local try port pid
  for try in 1 2 3 4 5 6 7 8; do
    pid=$(postmaster_pid)
    # After a crash the number may belong to some other program now, and PostgreSQL would then not dare to start.
    if [ -n "$pid" ] && ! runs_as "$pid" postgres; then rm -f "$PG_HOME/data/postmaster.pid"; fi
    port=$(free_port) || return 1
    if as_postgres "$PG_BIN/pg_ctl" -D "$PG_HOME/data" -l "$PG_HOME/log" -w -t 120 \
      -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=on -c max_connections=200" start >/dev/null 2>&1 </dev/null; then
      printf '%s\n' "$port"
      return 0
    fi
    sleep "$try"
  done
  return 1
}

run_sql() { PGPASSWORD=$(cat "$PG_HOME/password") "$PG_BIN/psql" -X -q -t -A -h 127.0.0.1 -p "$1" -U quiz -d postgres -c "$2" 2>/dev/null; }

# True when it runs and DATABASE_URL is set; else PG_WHY_NOT says why in one sentence.
start_postgres() {
  local port wanted=any
  PG_WHY_NOT="PostgreSQL is not installed (install it with: $(how_to postgresql postgresql@17))"
  need_postgres || return 1
  if is_root && ! id postgres >/dev/null 2>&1; then
    PG_WHY_NOT='PostgreSQL may not run as root, and there is no user "postgres" to run it'
    return 1
  fi
  PG_WHY_NOT="no folder for PostgreSQL could be made below $QUIZ_DATA_DIR"
  place_postgres || return 1

  [ -f "$PG_HOME/data/PG_VERSION" ] && wanted=$(cat "$PG_HOME/data/PG_VERSION")
  PG_BIN=$(postgres_bin "$wanted") ||
    die "The data in $PG_HOME was written by PostgreSQL $wanted, which is not installed; install it, or set DATABASE_URL."
  if [ "$wanted" = any ] && ! create_cluster; then
    PG_WHY_NOT="initdb failed (see $QUIZ_DATA_DIR/initdb.log)"
    return 1
  fi

  PG_STARTED=yes
  if postmaster_runs; then
    port=$(sed -n 4p "$PG_HOME/data/postmaster.pid")
    say "Taking over the PostgreSQL that an earlier run left behind."
  else
    port=$(launch_postgres) || die "The private PostgreSQL in $PG_HOME does not start; its log is $PG_HOME/log."
  fi
  [ "$(run_sql "$port" "select 1 from pg_database where datname = 'quizorleans'")" = 1 ] || run_sql "$port" 'create database quizorleans' ||
    die "The private PostgreSQL in $PG_HOME does not answer; its log is $PG_HOME/log."
  DATABASE_URL=postgres://quiz:$(cat "$PG_HOME/password")@127.0.0.1:$port/quizorleans
  export DATABASE_URL
}

stop_postgres() {
  [ -n "$PG_STARTED" ] || return 0
  PG_STARTED=''
  # One that has ended already, or was killed and left its pid file, needs no stopping.
  postmaster_runs || return 0
  as_postgres "$PG_BIN/pg_ctl" -D "$PG_HOME/data" -m fast -w -t 60 stop >/dev/null 2>&1 </dev/null || warn "PostgreSQL in $PG_HOME did not stop."
}
