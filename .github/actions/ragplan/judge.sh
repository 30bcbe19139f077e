#!/usr/bin/env bash
# Lints and checks the repository in the working directory: annotations to the log, Markdown to the job
# summary. The exit code becomes an output, which the action's last step obeys: nothing is said after that.
set -euo pipefail

told=$(mktemp -d "$RUNNER_TEMP/ragplan-told.XXXXXX")
report=$told/report.md

# What the change is compared with. A pull request is checked out as its merge, whose first parent is what
# it would change; the base the event names is older where others have merged since.
base() {
  local merged
  if [ -n "$BASE" ]; then
    printf '%s' "$BASE"
  elif [ -n "$PULL_BASE" ] && [ "$(git rev-parse HEAD)" = "$GITHUB_SHA" ] &&
    merged=$(git rev-parse --quiet --verify 'HEAD^1'); then
    printf '%s' "$merged"
  else
    printf '%s' "$PULL_BASE"
  fi
}

checking=(--plans "$PLANS")
compared=$(base)
[ -z "$compared" ] || checking+=(--base "$compared")
[ -z "$AS_OF" ] || checking+=(--as-of "$AS_OF")
[ -z "$FAIL_ON" ] || checking+=(--fail-on "$FAIL_ON")

# An error anywhere in the text spoils the plan, whoever made it. Check tells it, and the new from the old.
linting=(--plans "$PLANS" --fail-on error)
[ "$FAIL_ON" != never ] || linting=(--plans "$PLANS" --fail-on never)

lint=0 check=0 written=0
"$RAGPLAN" lint "${linting[@]}" --format concise >/dev/null 2>"$told/lint-said" || lint=$?
"$RAGPLAN" check "${checking[@]}" --format github >"$told/check" 2>"$told/check-said" || check=$?
"$RAGPLAN" check "${checking[@]}" --format markdown >"$report" 2>/dev/null || written=$?

# Of what plan text may have reached, only annotations are let through to the runner.
grep -aE '^::(error|warning|notice) ' "$told/check" || true

code=$check
[ "$lint" -gt 1 ] || : >"$told/lint-said"
if [ "$check" -gt 1 ] || [ "$lint" -gt 1 ] || [ "$written" != "$check" ] || [ ! -s "$report" ]; then
  code=2
  {
    echo '**ragplan could not look, so nothing has been judged.**'
    echo
    sort -u "$told/lint-said" "$told/check-said" | sed 's/^/    /'
  } >"$report"
elif [ "$lint" = 1 ]; then
  code=1
  {
    echo
    echo '**Errors in the text of the plans may not stay, whoever made them.**'
  } >>"$report"
fi

cat "$report" >>"$GITHUB_STEP_SUMMARY"
printf '%s\n' "exit-code=$code" "report=$report" >>"$GITHUB_OUTPUT"
