# shellcheck shell=bash
# Which grain engine builds use. build/Engine.props decides; here we only try to bring Orleans into the NuGet cache first.

# How long a "cannot be restored" is believed before it is tried again.
PROBE_MINUTES=360

ORLEANS_PACKAGES='Sdk Server Persistence.AdoNet Reminders.AdoNet Clustering.Redis TestingHost'

build_property() { dotnet msbuild src/Rules/Rules.csproj -nologo "-getProperty:$1" || die "build/Engine.props cannot be read; see above."; }

# Sets ENGINE and ENGINE_REASON as the build will.
read_engine() {
  ENGINE=$(build_property GrainEngine) || exit 1
  ENGINE_REASON=$(build_property GrainEngineReason) || exit 1
}

# Brings Orleans into the NuGet cache if it restores. A restore that fails half-way leaves the half it found, and that must not
# reach the real cache: so it is tried with a packages folder of its own first. True when Orleans is in the cache at the end.
fetch_orleans() {
  local version cache key stamp
  version=$(build_property OrleansVersion) || exit 1
  cache=$(build_property QuizPackagesRoot) || exit 1
  if orleans_in "$cache" "$version"; then return 0; fi

  key=$(digest "$version $cache ${QUIZ_NUGET_SOURCE:-} $(dotnet nuget list source --format short 2>/dev/null)")
  stamp=$QUIZ_ARTIFACTS/no-orleans.$key
  mkdir -p "$QUIZ_ARTIFACTS"
  if [ "${1:-}" != again ] && [ -n "$(find "$stamp" -mmin "-$PROBE_MINUTES" 2>/dev/null)" ]; then return 1; fi

  say "Trying whether Orleans $version restores …"
  probe_orleans "$version" >"$QUIZ_ARTIFACTS/orleans-probe.log" 2>&1
  if orleans_in "$cache" "$version"; then
    rm -f "$QUIZ_ARTIFACTS"/no-orleans.*
    return 0
  fi
  : >"$stamp"
  return 1
}

orleans_in() { [ -d "$1/microsoft.orleans.runtime/$2" ] && [ -d "$1/microsoft.orleans.sdk/$2" ]; }

probe_orleans() {
  local version=$1 folder name status
  # Inside the repository, so that a nuget.config beside it counts; with empty props of its own, so that nothing else does.
  folder=$(mktemp -d "$QUIZ_ARTIFACTS/probe.XXXXXX") || return 1
  for name in Directory.Build.props Directory.Build.targets Directory.Packages.props; do echo '<Project />' >"$folder/$name"; done
  {
    echo '<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework><NuGetAudit>false</NuGetAudit>'
    echo "<RestoreAdditionalProjectSources>${QUIZ_NUGET_SOURCE:-}</RestoreAdditionalProjectSources></PropertyGroup><ItemGroup>"
    for name in $ORLEANS_PACKAGES; do echo "<PackageReference Include=\"Microsoft.Orleans.$name\" Version=\"$version\" />"; done
    echo '</ItemGroup></Project>'
  } >"$folder/Probe.csproj"
  dotnet restore "$folder/Probe.csproj" --nologo --packages "$folder/packages" && dotnet restore "$folder/Probe.csproj" --nologo --force
  status=$?
  rm -rf "$folder"
  return $status
}

# Decides the engine for `up`, `bench` and `check`, quickly.
choose_engine() {
  [ -n "${GrainEngine:-}" ] || fetch_orleans
  read_engine
}

why_not_orleans() {
  local missing
  missing=$(sed -n 's/.*NU110[0-9]: Unable to find [a-z]* *\([A-Za-z.]*[A-Za-z]\).*/\1/p' "$QUIZ_ARTIFACTS/orleans-probe.log" 2>/dev/null | sort -u | head -3 | paste -s -d ' ' -)
  printf 'these package sources do not hold all of Orleans%s; a fuller one can be named in QUIZ_NUGET_SOURCE' "${missing:+ (missing: $missing …)}"
}

quiz_setup() {
  need_dotnet
  [ -n "${GrainEngine:-}" ] || fetch_orleans again || say "Orleans is not to be had: $(why_not_orleans)."
  read_engine
  say "Restoring packages …"
  dotnet restore QuizOrleans.sln --nologo -v quiet || die "The packages could not be restored; see above."
  if [ -f "$CLIENT/package.json" ]; then
    need_node
    client_packages || exit 1
  fi
  say "Builds use the engine $ENGINE: $ENGINE_REASON."
}
