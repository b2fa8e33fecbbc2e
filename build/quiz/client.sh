# shellcheck shell=bash
# The TypeScript page: packages, and the build into src/WebFront/wwwroot; both only when their sources have changed.

CLIENT=$QUIZ_ROOT/src/WebFront/Client
WWWROOT=$QUIZ_ROOT/src/WebFront/wwwroot

# npm_packages <folder>: `npm ci` when the lock file or Node is another than last time.
npm_packages() {
  local folder=$1 stamp=$1/node_modules/.quiz-stamp now
  now=$(cksum <"$folder/package-lock.json")-$(node --version)
  [ "$(cat "$stamp" 2>/dev/null)" = "$now" ] && return 0
  say "Installing npm packages in ${folder#"$QUIZ_ROOT"/} …"
  if ! quietly npm.log npm ci --prefix "$folder" --no-progress --loglevel=error; then
    fail "npm ci failed in ${folder#"$QUIZ_ROOT"/}; see above."
    return 1
  fi
  mkdir -p "$folder/node_modules" && printf '%s' "$now" >"$stamp"
}

client_packages() { npm_packages "$CLIENT"; }

build_client() {
  local stamp=$QUIZ_ARTIFACTS/client.stamp now
  now=$(digest_folder "$CLIENT" node_modules dist coverage .vite)
  if [ -f "$WWWROOT/index.html" ] && [ "$(cat "$stamp" 2>/dev/null)" = "$now" ]; then return 0; fi
  client_packages || return 1
  say "Building the page …"
  if ! quietly client-build.log npm run build --prefix "$CLIENT" --silent; then
    fail "The page could not be built; see above."
    return 1
  fi
  printf '%s' "$now" >"$stamp"
}
