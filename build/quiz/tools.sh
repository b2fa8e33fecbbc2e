# shellcheck shell=bash
# What must be on the machine. Installed where we may (root on Debian or Ubuntu); elsewhere one command is named.

apt_refreshed=''

# A name has a candidate in apt's lists, which are fetched once when they are missing or too old to know it.
apt_offers() {
  [ -n "$(apt_candidate "$1")" ] && return 0
  if [ -z "$apt_refreshed" ]; then
    apt_refreshed=yes
    apt-get update >/dev/null 2>&1 || return 1
  fi
  [ -n "$(apt_candidate "$1")" ]
}

apt_candidate() { apt-cache policy "$1" 2>/dev/null | sed -n 's/^  Candidate: //p' | grep -v '(none)'; }

apt_install() {
  local log=$QUIZ_ARTIFACTS/apt.log
  mkdir -p "$QUIZ_ARTIFACTS"
  say "Installing $* (apt-get) …"
  if DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@" >"$log" 2>&1 </dev/null; then return 0; fi
  if [ -z "$apt_refreshed" ]; then
    apt_refreshed=yes
    apt-get update >>"$log" 2>&1
    DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@" >>"$log" 2>&1 </dev/null && return 0
  fi
  warn "apt-get could not install $*; its words are in artifacts/apt.log."
  return 1
}

# The command a person types for something that we may not install: how_to <debian package> <homebrew formula>.
how_to() {
  if is_mac; then printf 'brew install %s' "$2"; elif is_root; then printf 'apt-get install %s' "$1"; else printf 'sudo apt-get install %s' "$1"; fi
}

# (grep -q would stop reading, and with pipefail a writer that is cut off counts as a failure.)
has_sdk() { has dotnet && dotnet --list-sdks 2>/dev/null | grep '^10\.' >/dev/null; }

need_dotnet() {
  has_sdk && return 0
  local place
  for place in "${DOTNET_ROOT:-}" "$HOME/.dotnet" /usr/share/dotnet /usr/local/share/dotnet; do
    if [ -n "$place" ] && [ -x "$place/dotnet" ] && "$place/dotnet" --list-sdks 2>/dev/null | grep '^10\.' >/dev/null; then
      export DOTNET_ROOT=$place PATH="$place:$PATH"
      return 0
    fi
  done
  if may_install && apt_offers dotnet-sdk-10.0 && apt_install dotnet-sdk-10.0 && has_sdk; then return 0; fi
  if is_mac; then die "The .NET SDK 10 is missing; install it with: brew install --cask dotnet-sdk"; fi
  die "The .NET SDK 10 is missing; install it with: curl -fsSL https://dot.net/v1/dotnet-install.sh | bash -s -- --channel 10.0"
}

# build <project> [arguments]: silent unless it fails.
build() { quietly build.log dotnet build "$@" --nologo -v quiet -clp:ErrorsOnly; }

has_node() { has npm && has node && node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)'; }

need_node() {
  has_node && return 0
  if may_install && apt_offers nodejs; then
    case "$(apt_candidate nodejs)" in
      2[0-9].* | 3[0-9].*) apt_install nodejs npm && has_node && return 0 ;;
    esac
  fi
  if is_mac; then die "Node.js 20.19 or later is missing; install it with: brew install node"; fi
  if is_root; then die "Node.js 20.19 or later is missing; install it with: curl -fsSL https://deb.nodesource.com/setup_22.x | bash - && apt-get install -y nodejs"; fi
  die "Node.js 20.19 or later is missing; install it with: curl -fsSL https://deb.nodesource.com/setup_22.x | sudo bash - && sudo apt-get install -y nodejs"
}

# Prints the folder with initdb, pg_ctl and psql: of that major version; `any` is the newest.
postgres_bin() {
  local wanted=$1 folder version best='' best_version=-1
  for folder in /usr/lib/postgresql/*/bin /usr/pgsql-*/bin /opt/homebrew/opt/postgresql*/bin /usr/local/opt/postgresql*/bin \
    /Applications/Postgres.app/Contents/Versions/*/bin "$(dirname "$(command -v initdb || echo /nowhere/initdb)")"; do
    if ! [ -x "$folder/initdb" ] || ! [ -x "$folder/pg_ctl" ] || ! [ -x "$folder/psql" ]; then continue; fi
    version=$("$folder/postgres" --version 2>/dev/null | sed 's/[^0-9]*\([0-9]*\).*/\1/')
    if [ "$wanted" != any ] && [ "$version" != "$wanted" ]; then continue; fi
    if [ "${version:-0}" -gt "$best_version" ]; then best=$folder best_version=$version; fi
  done
  [ -n "$best" ] && printf '%s\n' "$best"
}

# True when PostgreSQL's programs are there, now or after an installation.
need_postgres() {
  postgres_bin any >/dev/null && return 0
  may_install && apt_install postgresql && postgres_bin any >/dev/null
}

chromium_path() {
  local name
  if [ -n "${QUIZ_CHROMIUM:-}" ]; then
    printf '%s\n' "$QUIZ_CHROMIUM"
    return
  fi
  for name in chromium chromium-browser google-chrome google-chrome-stable; do
    if has "$name"; then
      command -v "$name"
      return
    fi
  done
  for name in '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome' /Applications/Chromium.app/Contents/MacOS/Chromium; do
    if [ -x "$name" ]; then
      printf '%s\n' "$name"
      return
    fi
  done
  return 1
}

need_chromium() {
  chromium_path >/dev/null && return 0
  may_install && apt_install chromium && chromium_path >/dev/null
}
