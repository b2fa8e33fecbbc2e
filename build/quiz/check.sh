# shellcheck shell=bash
# `./quiz check`: what a reviewer should not have to look for.

CHECKS_FAILED=''

# check <name> <command …>: shows the output only of what fails.
check() {
  local name=$1
  shift
  if quietly check.log "$@"; then
    say "ok      $name"
  else
    fail "failed  $name"
    CHECKS_FAILED="$CHECKS_FAILED${CHECKS_FAILED:+, }$name"
  fi
}

npm_script() { npm run --silent --prefix "$CLIENT" "$1"; }

shell_scripts() { shellcheck --external-sources --check-sourced quiz .ci/run; }

quiz_check() {
  [ $# -eq 0 ] || die "'check' takes no arguments."
  need_dotnet
  need_node
  choose_engine
  say "Engine $ENGINE: $ENGINE_REASON."
  # By folder, so that the files of the engine that is not built are looked at too.
  check 'formatting of C#' dotnet format whitespace . --folder --verify-no-changes --exclude artifacts src/WebFront/Client
  check 'C# builds without a warning (analyzers, code style)' dotnet build QuizOrleans.sln --nologo -v quiet -clp:ErrorsOnly
  if [ -f "$CLIENT/package.json" ]; then
    check 'npm packages of the page' client_packages
    check 'types of the page' npm_script typecheck
    check 'lint of the page' npm_script lint
    check 'the page builds' build_client
    check 'size of the page' npm_script size
  fi
  if has shellcheck; then
    check 'shell scripts' shell_scripts
  else
    say "skipped shell scripts (shellcheck is not installed: $(how_to shellcheck shellcheck))"
  fi
  [ -z "$CHECKS_FAILED" ] || die "Failed: $CHECKS_FAILED."
  say "All checks passed."
}
