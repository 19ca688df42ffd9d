#!/usr/bin/env bash
# Builds everything once and runs every test project. Ends with a line "N passed, N failed".
#
#   tests/run.sh                  all test projects
#   tests/run.sh Domain Data      only ProblemSolving.Domain.Tests and ProblemSolving.Data.Tests
#
# CONFIGURATION (default Release)   build configuration
# CHROMIUM                          browser to use instead of the system's Chromium
# TEST_LIMIT_SECONDS (900)          a test project that runs longer is ended and counts as failed
# PROBLEMSOLVING_TEST_POSTGRES      connection string of an own PostgreSQL server instead of a private one
set -euo pipefail

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
cd "$root"
configuration="${CONFIGURATION:-Release}"
results="$root/artifacts/test-results"
rm -rf "$results"
mkdir -p "$results"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

say() { printf '%s\n' "$*"; }

# --- tools ---------------------------------------------------------------

postgres_bin() { ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1; }
has_chromium() { [ -n "${CHROMIUM:-}" ] || command -v chromium >/dev/null || command -v chromium-browser >/dev/null; }
has_postgres() { [ -n "${PROBLEMSOLVING_TEST_POSTGRES:-}" ] || [ -n "$(postgres_bin)" ]; }
has_korean_font() { command -v fc-list >/dev/null && fc-list :lang=ko | grep -q .; }

install_missing() {
  local missing=()
  has_chromium || missing+=(chromium)
  has_postgres || missing+=(postgresql)
  has_korean_font || missing+=(fontconfig fonts-noto-cjk)
  [ ${#missing[@]} -eq 0 ] && return
  if ! command -v apt-get >/dev/null || [ "$(id -u)" -ne 0 ]; then
    say "Missing: ${missing[*]}. They can only be installed here by root with apt-get; tests that need them are skipped."
    return
  fi
  say "Installing ${missing[*]} …"
  export DEBIAN_FRONTEND=noninteractive
  if ! { apt-get update -qq && apt-get install -y -qq --no-install-recommends "${missing[@]}"; } >"$results/apt.log" 2>&1; then
    say "Could not install ${missing[*]} (see artifacts/test-results/apt.log); tests that need them are skipped."
  fi
}

if ! command -v dotnet >/dev/null; then
  say "The .NET SDK named in global.json is needed: https://dotnet.microsoft.com/download"
  exit 1
fi
install_missing

# --- a private PostgreSQL server -----------------------------------------

cluster=""
cleanup() {
  for lane in "${lanes[@]:-}"; do
    [ -z "$lane" ] && continue
    kill "$lane" 2>/dev/null || true   # goes once what it waits for is gone
    pkill -P "$lane" 2>/dev/null || true
  done
  if [ -n "$cluster" ]; then
    as_postgres "$(postgres_bin)/pg_ctl" -D "$cluster/data" -m immediate -w stop >/dev/null 2>&1 || true
    rm -rf "$cluster"
  fi
}
trap cleanup EXIT
trap 'exit 130' INT TERM

# The server refuses to run as root.
as_postgres() {
  if [ "$(id -u)" -eq 0 ]; then
    (cd / && setpriv --reuid=postgres --regid=postgres --init-groups -- "$@")
  else
    "$@"
  fi
}

# Asks the kernel for a port nobody uses by looking for one that refuses a connection.
free_port() {
  local port
  for _ in $(seq 50); do
    port=$((20000 + RANDOM % 12000))
    if ! (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
      say "$port"
      return
    fi
  done
  return 1
}

start_postgres() {
  [ -n "${PROBLEMSOLVING_TEST_POSTGRES:-}" ] && return
  local bin port
  bin="$(postgres_bin)"
  if [ -z "$bin" ]; then
    say "No PostgreSQL server: its tests are skipped."
    return
  fi
  cluster="$(mktemp -d "${TMPDIR:-/tmp}/problemsolving-pg.XXXXXX")"
  port="$(free_port)"
  [ "$(id -u)" -eq 0 ] && chown postgres "$cluster"
  chmod 700 "$cluster"
  if as_postgres "$bin/initdb" -D "$cluster/data" -U tests --auth=trust --encoding=UTF8 --locale=C --no-sync >"$results/postgres.log" 2>&1 \
    && as_postgres "$bin/pg_ctl" -D "$cluster/data" -w -t 30 -l "$cluster/server.log" \
      -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off -c max_connections=200" start >>"$results/postgres.log" 2>&1; then
    export PROBLEMSOLVING_TEST_POSTGRES="Host=127.0.0.1;Port=$port;Database=postgres;Username=tests"
    say "PostgreSQL for the tests listens on port $port."
  else
    say "PostgreSQL did not start (see artifacts/test-results/postgres.log): its tests are skipped."
  fi
}

# --- build ----------------------------------------------------------------

started=$SECONDS

build() {
  # Hard links instead of copies: the engines' native libraries are large and every test project has them beside it.
  dotnet build "$1" -c "$configuration" -nologo -v quiet \
    -p:CreateHardLinksForCopyFilesToOutputDirectoryIfPossible=true \
    -p:CreateHardLinksForCopyLocalIfPossible=true \
    -p:CreateHardLinksForCopyAdditionalFilesIfPossible=true >>"$results/build.log" 2>&1 && return
  grep -E 'error|warning' "$results/build.log" | sort -u | head -n 100 || true
  say "The build failed (see artifacts/test-results/build.log)."
  say "0 passed, 1 failed"
  exit 1
}

# --- tests ----------------------------------------------------------------

start_postgres

projects=()
if [ $# -gt 0 ]; then
  for name in "$@"; do projects+=("tests/ProblemSolving.$name.Tests"); done
else
  projects=(tests/*.Tests)
fi

# Two lanes on two cores. A third made all of them slower.
# A project that hangs is ended and its unfinished tests are named, so that a run always comes to its last line.
limit="${TEST_LIMIT_SECONDS:-900}"

run_project() {
  local folder="$1" name program start=$SECONDS code=0
  name="$(basename "$folder")"
  program="$folder/bin/$configuration/net10.0/$name.dll"
  if [ -f "$program" ]; then
    # Compiling with profiles pays back in hours, not in the minutes a test process or the program under test lives: a quarter of its work.
    DOTNET_TieredPGO=0 timeout --foreground --kill-after=10 "$limit" dotnet "$program" -noColor -noLogo -noAutoReporters -diagnostics -longRunning 60 \
      -result-trx "$results/$name.trx" >"$results/$name.log" 2>&1 || code=$?
  else
    code=missing
  fi
  # appears whole: the report waits for it
  printf '%s %s\n' "$code" "$((SECONDS - start))" >"$results/$name.end.tmp"
  mv "$results/$name.end.tmp" "$results/$name.end"
}

passed=0 failed=0 skipped=0
report() {
  local name log code took summary total bad skip unrun good
  name="$(basename "$1")"
  log="$results/$name.log"
  read -r code took <"$results/$name.end"
  if [ "$code" = missing ]; then
    say "$name: not built"
    failed=$((failed + 1))
    return
  fi
  summary="$(grep -E '^ *'"$name"' +Total: [0-9]+' "$log" | tail -n 1 || true)"
  if [ "$code" -eq 124 ] || [ "$code" -eq 137 ]; then
    say "$name: did not end within $limit s and was stopped; what ran for long:"
    grep -E 'Long running test|Long-running' "$log" | tail -n 20 || true
    tail -n 20 "$log"
    failed=$((failed + 1))
    return
  fi
  if [ -z "$summary" ]; then
    say "$name: ended with code $code and without a result"
    tail -n 60 "$log"
    failed=$((failed + 1))
    return
  fi
  count() { local number; number="$(sed -nE "s/.*$1: ([0-9]+).*/\1/p" <<<"$summary")"; printf '%s' "${number:-0}"; }
  total="$(count Total)" bad=$(($(count Failed) + $(count Errors))) skip="$(count Skipped)" unrun="$(count 'Not Run')"
  if [ "$total" -eq 0 ] && [ "$bad" -eq 0 ]; then
    # a project may hold no test yet; a run without any test fails below
    say "$name: no tests"
    return
  fi
  # an error outside a test is not part of the total
  good=$((total - $(count Failed) - skip - unrun))
  if [ "$code" -ne 0 ] && [ "$bad" -eq 0 ]; then bad=1; fi
  passed=$((passed + good)) failed=$((failed + bad)) skipped=$((skipped + skip))
  say "$name: $good passed, $bad failed$([ "$skip" -eq 0 ] || printf ', %s skipped' "$skip") ($took s)"
  if [ "$bad" -gt 0 ]; then
    grep -vE '^ *(Discovering|Discovered|Starting|Finished):|^[0-9:]+ \[(INF|WRN)\] ' "$log" | head -n 200 || true   # a long log ends the pipe early, and that is no error
  fi
  if [ "$skip" -gt 0 ]; then
    grep -A 1 -F '[SKIP]' "$log" | grep -vE '\[SKIP\]|^--' | sed -E 's/^ +/  skipped: /' | sort | uniq -c | sed -E 's/^ *([0-9]+) +skipped: /  \1 × /'
  fi
}

# The projects of these names that were asked for, in this order.
chosen() {
  local name folder
  for name in "$@"; do
    for folder in "${projects[@]}"; do [ "$(basename "$folder")" != "ProblemSolving.$name.Tests" ] || printf '%s\n' "$folder"; done
  done
}

# Whoever is free takes the next that nobody has taken.
lane() {
  local folder
  for folder in "$@"; do
    mkdir "$results/$(basename "$folder").taken" 2>/dev/null || continue
    run_project "$folder"
  done
}

# The compiler keeps little more than one core busy, and the rules and the engine need nothing that is compiled after them: their tests
# begin beside the rest of the build. Then the longest first.
mapfile -t early < <(chosen Domain Analysis)
mapfile -t queue < <(chosen Browser Application Web; printf '%s\n' "${projects[@]}")
lanes=()
say "Building ($configuration) …"
for folder in "${early[@]}"; do build "$folder"; done
(
  lane "${early[@]}"
  until [ -e "$results/built" ]; do sleep 0.2; done
  lane "${queue[@]}"
) &
lanes+=($!)
build ProblemSolving.sln
touch "$results/built"
say "Built in $((SECONDS - started)) s."
lane "${queue[@]}" &
lanes+=($!)
goes_on() {
  local pid
  for pid in "${lanes[@]}"; do kill -0 "$pid" 2>/dev/null && return; done
  return 1
}
for folder in "${projects[@]}"; do
  end="$results/$(basename "$folder").end"
  until [ -f "$end" ]; do
    # a lane that is gone without a word must not be waited for
    goes_on || [ -f "$end" ] || printf '1 0\n' >"$end"
    sleep 0.2
  done
  report "$folder"
done
wait "${lanes[@]}" || true
lanes=()
rm -rf "$results"/*.taken "$results/built"   # not before: a lane that comes later would take the project once more

say "Took $((SECONDS - started)) s. Results: artifacts/test-results, pictures: artifacts/screens"
if [ $((passed + failed)) -eq 0 ]; then
  say "No test ran."
  say "0 passed, 1 failed"
  exit 1
fi
line="$passed passed, $failed failed"
[ "$skipped" -eq 0 ] || line="$line, $skipped skipped"
say "$line"
[ "$failed" -eq 0 ]
