#!/usr/bin/env bash
# Runs `greenroom plan` with what the environment says, and tells the job of it.
set -euo pipefail

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd)
plan="$RUNNER_TEMP/greenroom-plan.json"
summary="${GREENROOM_MARKDOWN:-$RUNNER_TEMP/greenroom-plan.md}"

# Values stand behind `=`, so that none is taken for an option.
arguments=("--markdown=$summary")
if [ -n "${GREENROOM_HEAD:-}" ]; then arguments+=("--head=$GREENROOM_HEAD"); fi
if [ -n "${GREENROOM_CHANGES:-}" ]; then arguments+=("--changes=$GREENROOM_CHANGES"); fi
if [ -n "${GREENROOM_LINK:-}" ]; then arguments+=("--link=$GREENROOM_LINK"); fi
while IFS= read -r name; do
  if [ -n "$name" ]; then arguments+=("--model=$name"); fi
done <<<"${GREENROOM_MODEL:-}"
while IFS= read -r run; do
  if [ -n "$run" ]; then arguments+=("--predictions=$run"); fi
done <<<"${GREENROOM_PREDICTIONS:-}"
arguments+=(--)
if [ -n "${GREENROOM_BASE:-}" ]; then arguments+=("$GREENROOM_BASE"); fi

status=0
"$root/greenroom" plan --format json "${arguments[@]}" >"$plan" || status=$?
# Bad input: there is no plan, and what is wrong stands in the log.
if [ "$status" -gt 1 ]; then exit "$status"; fi

cat -- "$summary" >>"$GITHUB_STEP_SUMMARY"
verdict=$(node -p 'JSON.parse(fs.readFileSync(process.argv[1], "utf8")).verdict' "$plan")
{
  echo "verdict=$verdict"
  echo "plan=$plan"
} >>"$GITHUB_OUTPUT"
# A path may be somebody's words: it may not end its line.
printf 'summary=%s\n' "${summary//[$'\r\n']/}" >>"$GITHUB_OUTPUT"

if [ "$status" -eq 1 ] && [ "${GREENROOM_FAIL:-true}" != false ]; then exit 1; fi
