# shellcheck shell=bash
# `./quiz bench …`: builds the servers that are measured and hands the arguments to the load generator.

quiz_bench() {
  need_dotnet
  need_node
  need_postgres || warn "PostgreSQL is not installed, so nothing durable can be measured (install it with: $(how_to postgresql postgresql@17))."
  choose_engine
  say "Building the servers ($ENGINE: $ENGINE_REASON) …"
  if [ -f "$CLIENT/package.json" ]; then build_client || exit 1; fi
  local project
  for project in src/WebFront bench/BareHub bench/Load; do
    build "$project" -c Release || die "$project could not be built; see above."
  done
  if [ -f bench/peers/package-lock.json ]; then npm_packages "$QUIZ_ROOT/bench/peers" || exit 1; fi
  exec dotnet run -c Release --no-build --project bench/Load -- "$@"
}
