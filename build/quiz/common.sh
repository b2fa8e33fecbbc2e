# shellcheck shell=bash
# What every part uses: messages, small questions about the machine, and the settings that hold for all of them.

QUIZ_ARTIFACTS=$QUIZ_ROOT/artifacts

# A build must leave nothing running behind that holds our output open (a pipe in CI would never end).
export MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_GENERATE_ASPNET_CERTIFICATE=false
export NO_UPDATE_NOTIFIER=1 npm_config_fund=false npm_config_audit=false npm_config_update_notifier=false

if [ -t 1 ] && [ -z "${NO_COLOR:-}" ]; then
  BOLD=$(printf '\033[1m') RED=$(printf '\033[31m') YELLOW=$(printf '\033[33m') PLAIN=$(printf '\033[0m')
else
  BOLD='' RED='' YELLOW='' PLAIN=''
  export NO_COLOR=1
fi

say() { printf '%s\n' "${BOLD}quiz:${PLAIN} $*"; }
warn() { printf '%s\n' "${YELLOW}quiz: $*${PLAIN}" >&2; }
fail() { printf '%s\n' "${RED}quiz: $*${PLAIN}" >&2; }
die() {
  fail "$@"
  exit 1
}

has() { command -v "$1" >/dev/null 2>&1; }
is_root() { [ "$(id -u)" = 0 ]; }
is_mac() { [ "$(uname -s)" = Darwin ]; }
may_install() { is_root && has apt-get; }

# quietly <log> <command …>: shows what the command printed only when it fails.
quietly() {
  local log=$QUIZ_ARTIFACTS/$1 status=0
  shift
  mkdir -p "$QUIZ_ARTIFACTS"
  "$@" >"$log" 2>&1 </dev/null || status=$?
  [ "$status" -eq 0 ] || cat "$log" >&2
  return "$status"
}

# A short name for a text. cksum is in POSIX, so it is everywhere.
digest() { printf '%s' "$1" | cksum | tr -d ' \t'; }

# A short name for the contents of the files below a folder; further arguments are names to leave out.
digest_folder() {
  local folder=$1 name
  local -a prune
  prune=()
  shift
  for name in "$@"; do prune+=(-name "$name" -prune -o); done
  (cd "$folder" && find . ${prune[@]+"${prune[@]}"} -type f -exec cksum {} + | LC_ALL=C sort | cksum | tr -d ' \t')
}

# runs_as <pid> <part of its command line>: is that process alive, and is it what we think it is?
runs_as() {
  case "$1" in '' | *[!0-9]*) return 1 ;; esac
  case "$(ps -p "$1" -o command= 2>/dev/null)" in *"$2"*) return 0 ;; *) return 1 ;; esac
}
