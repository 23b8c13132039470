#!/usr/bin/env bash
# grade.sh TASK FOLDER: what the action's step does. The log gets the text (a runner obeys nothing in it) and annotations, the summary
# gets Markdown, and the output `result` what GitHub Classroom's reporter reads. Ends with 0 where everything could be judged: whether
# failures fail the job is the reporter's to say, or FAIL_ON_FAILURE's.
set -uo pipefail
task=${1:?usage: grade.sh TASK FOLDER}
folder=${2:?usage: grade.sh TASK FOLDER}
ipcgrade=${IPCGRADE:-ipcgrade}
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
trap '' INT TERM  # a job that is cancelled: ipcgrade ends by itself, and what it finished is handed on

# As root students' programs are an unprivileged user's, in namespaces that runners allow nobody else.
as_root=()
if ((EUID != 0)) && sudo -n true 2>/dev/null; then as_root=(sudo -n env "GITHUB_WORKSPACE=${GITHUB_WORKSPACE:-}"); fi

cd "$folder" || exit 2
"${as_root[@]}" "$ipcgrade" run "$task" --reveal "${REVEAL:-visible}" --report github=- \
  --report "github-summary=$out/summary.md" --report "github-classroom=$out/result" --report "junit=$out/junit.xml"
status=$?
if [[ -f $out/summary.md && -n ${GITHUB_STEP_SUMMARY:-} ]]; then cat "$out/summary.md" >>"$GITHUB_STEP_SUMMARY"; fi
if [[ -f $out/result && -n ${GITHUB_OUTPUT:-} ]]; then cat "$out/result" >>"$GITHUB_OUTPUT"; fi
if [[ -f $out/junit.xml && -n ${JUNIT_FILE:-} ]]; then cp "$out/junit.xml" "$JUNIT_FILE"; fi
if ((status == 1)) && [[ ${FAIL_ON_FAILURE:-false} != true ]]; then exit 0; fi
exit "$status"
