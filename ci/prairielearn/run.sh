#!/usr/bin/env bash
# The entrypoint of a PrairieLearn question: grades /grade/student by the task named in /grade/tests/task. Runs as root; students'
# programs do not. GRADE and IPCGRADE are for trying it out elsewhere.
set -uo pipefail
grade=${GRADE:-/grade}
ipcgrade=${IPCGRADE:-ipcgrade}
results=$grade/results/results.json
task=$(<"$grade/tests/task")
# A course's own tasks, in the question's tests or for the whole course.
for root in "$grade/tests" "$grade/serverFilesCourse/ipcgrade"; do
  if [[ -d $root/suites ]]; then
    export IPCGRADE_ROOT=$root
    break
  fi
done

mkdir -p "$grade/results"
for folder in results tests serverFilesCourse data; do
  if [[ -e $grade/$folder ]]; then chmod -R o= "$grade/$folder"; fi
done
cd "$grade/student" || exit 1
# Of a grader that passes its own time limit PrairieLearn takes nothing: this one ends before, with what was finished.
timeout --signal=TERM "${IPCGRADE_SECONDS:-25}" "$ipcgrade" run "$task" --quiet --report "prairielearn=$results"
[[ -s $results ]]
