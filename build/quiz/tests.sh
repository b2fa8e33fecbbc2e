# shellcheck shell=bash
# `./quiz test`: every suite, one after another, and one closing line with the sums.

PASSED=0 FAILED=0 SKIPPED=0

# No suite takes this long; one that does hangs, and is ended so that the others still run.
HANG_LIMIT=8m

quiz_test() {
  local engine='' filter=''
  while [ $# -gt 0 ]; do
    case "$1" in
      --engine) [ $# -gt 1 ] || die "--engine needs a value: local, orleans or all."; engine=$2; shift ;;
      --engine=*) engine=${1#--engine=} ;;
      -*) die "'test' does not know the option '$1'; it takes --engine local|orleans|all and a filter." ;;
      *) [ -z "$filter" ] || die "'test' takes one filter; put a filter with spaces in quotes."; filter=$1 ;;
    esac
    shift
  done
  case "$engine" in '' | local | orleans | all) ;; *) die "There is no engine '$engine'; it is local, orleans or all." ;; esac

  need_dotnet
  need_node
  need_postgres || warn "PostgreSQL is not installed, so its tests cannot pass (install it with: $(how_to postgresql postgresql@17))."
  need_chromium || warn "Chromium is not installed, so the browser tests cannot pass (install it with: $(how_to chromium 'chromium --cask'))."
  QUIZ_CHROMIUM=$(chromium_path) && export QUIZ_CHROMIUM
  rm -rf "$QUIZ_ARTIFACTS/test-results"
  mkdir -p "$QUIZ_ARTIFACTS/test-results"

  run_client_suite "$filter"
  case "$engine" in
    local) run_lane LocalSilo 'asked for with --engine local' "$filter" ;;
    orleans) run_orleans_lane required "$filter" ;;
    all)
      run_lane LocalSilo 'asked for with --engine all' "$filter"
      run_orleans_lane optional "$filter"
      ;;
    *)
      choose_engine
      run_lane "$ENGINE" "$ENGINE_REASON" "$filter"
      ;;
  esac
  if [ -n "$filter" ] && [ $((PASSED + FAILED)) -eq 0 ]; then
    fail "No test's name contains '$filter'."
    FAILED=1
  fi
  local skipped=''
  [ "$SKIPPED" -gt 0 ] && skipped=", $SKIPPED skipped"
  printf '%s passed, %s failed%s\n' "$PASSED" "$FAILED" "$skipped"
  [ "$FAILED" -eq 0 ]
}

run_orleans_lane() {
  if fetch_orleans again; then
    run_lane Orleans "its packages are in the NuGet cache" "$2"
  elif [ "$1" = required ]; then
    fail "The Orleans lane cannot run: $(why_not_orleans)."
    FAILED=$((FAILED + 1))
  else
    say "Engine Orleans: not run, because $(why_not_orleans)."
  fi
}

# count <passed> <failed> <skipped> <suite>
count() {
  PASSED=$((PASSED + $1)) FAILED=$((FAILED + $2)) SKIPPED=$((SKIPPED + $3))
  say "  $4: $1 passed, $2 failed$([ "$3" -gt 0 ] && printf ', %s skipped' "$3")"
}

run_lane() {
  local engine=$1 why=$2 filter=$3 project
  say "Engine $engine: $why. Building …"
  export GrainEngine=$engine
  if ! build QuizOrleans.sln; then
    count 0 1 0 "the build with $engine failed, so none of its suites ran"
  else
    for project in tests/*.Tests; do run_suite "$engine" "$(basename "$project")" "$filter"; done
  fi
  unset GrainEngine
}

run_suite() {
  local engine=$1 name=$2 filter=$3 results=$QUIZ_ARTIFACTS/test-results/$1 status counts
  local dll=artifacts/$engine/bin/$name/debug/QuizOrleans.$name.dll
  if ! [ -f "$dll" ]; then
    count 0 1 0 "$name (there is no $dll)"
    return
  fi
  case "$filter" in '' | *[=~]*) ;; *) filter="FullyQualifiedName~$filter" ;; esac
  dotnet test "$dll" --nologo --logger "trx;LogFileName=$name.trx" --logger 'console;verbosity=minimal' --results-directory "$results" \
    --blame-hang-timeout "$HANG_LIMIT" --blame-hang-dump-type none ${filter:+--filter "$filter"} </dev/null >"$results.$name.log" 2>&1
  status=$?
  counts=$(trx_counts "$results/$name.trx")
  # shellcheck disable=SC2086
  set -- ${counts:-0 0 0}
  # A run that ends badly without a failed test (a crash, a hang) is a failure too.
  if [ "$status" -ne 0 ] && [ "$2" -eq 0 ]; then set -- "$1" 1 "$3"; fi
  if [ "$2" -gt 0 ]; then cat "$results.$name.log" >&2; fi
  if [ $(($1 + $2 + $3)) -gt 0 ] || [ -z "$filter" ]; then count "$1" "$2" "$3" "$name"; fi
}

# Prints "passed failed skipped" of a trx file; nothing when there is none.
trx_counts() {
  [ -f "$1" ] || return 0
  node - "$1" <<'JS'
const counters = /<Counters ([^>]*)\/>/.exec(require('fs').readFileSync(process.argv[2], 'utf8'));
if (counters) {
  const of = name => Number(new RegExp(`\\b${name}="(\\d+)"`).exec(counters[1])?.[1] ?? 0);
  const failed = of('failed') + of('error') + of('timeout') + of('aborted');
  console.log(of('passed'), failed, Math.max(0, of('total') - of('passed') - failed));
}
JS
}

# Prints the same of vitest's report. With a filter it calls all others skipped; they are not counted.
vitest_counts() {
  node - "$1" "$2" <<'JS'
const [report, filter] = process.argv.slice(2);
const r = JSON.parse(require('fs').readFileSync(report, 'utf8'));
console.log(r.numPassedTests, r.numFailedTests, filter ? 0 : r.numPendingTests + (r.numTodoTests ?? 0));
JS
}

# The page's own tests, and the page itself, which the browser tests open.
run_client_suite() {
  local report=$QUIZ_ARTIFACTS/test-results/client.json log=$QUIZ_ARTIFACTS/test-results/client.log status counts
  [ -f "$CLIENT/package.json" ] || return 0
  if ! client_packages; then
    count 0 1 0 'src/WebFront/Client (its packages cannot be installed)'
    return
  fi
  build_client || count 0 1 0 'src/WebFront/Client (the page does not build)'
  (cd "$CLIENT" && npm test --silent -- --reporter=default --reporter=json "--outputFile.json=$report" --passWithNoTests \
    ${1:+--testNamePattern "$1"} </dev/null) >"$log" 2>&1
  status=$?
  counts=$(vitest_counts "$report" "$1" 2>/dev/null)
  # shellcheck disable=SC2086
  set -- "$1" ${counts:-0 0 0}
  if [ "$status" -ne 0 ] && [ "$3" -eq 0 ]; then set -- "$1" "$2" 1 "$4"; fi
  if [ "$3" -gt 0 ]; then cat "$log" >&2; fi
  if [ $(($2 + $3 + $4)) -gt 0 ] || [ -z "$1" ]; then count "$2" "$3" "$4" 'src/WebFront/Client'; fi
}
