#!/usr/bin/env bash
# driver.sh HANDIN: grades a student's archive, or one file, and prints what Autolab reads: the feedback, the stages, and in the last
# line the scores. Nothing is printed before the end, so that no other line can be the last.
set -uo pipefail
handin=${1:?usage: driver.sh HANDIN}
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
task=$(<"$here/task")
mkdir -p work/ipcgrade work/submission
tar -xzf "$here"/ipcgrade-*.tar.gz -C work/ipcgrade --strip-components=1
chmod -R o= work/ipcgrade
if ! tar -xf "$handin" -C work/submission --no-same-owner 2>/dev/null; then cp "$handin" work/submission/; fi
# An archive of one folder: that folder is the submission.
shopt -s nullglob dotglob
entries=(work/submission/*)
folder=work/submission
if ((${#entries[@]} == 1)) && [[ -d ${entries[0]} && ! -L ${entries[0]} ]]; then folder=${entries[0]}; fi

trap '' INT TERM
# Less than the time that the assessment allows, or the scores are never printed.
run=(timeout --signal=TERM "${IPCGRADE_SECONDS:-160}" "$here/work/ipcgrade/bin/ipcgrade" run "$task")
(cd "$folder" && exec "${run[@]}" --quiet --report "autolab=$here/work/result.txt") >work/log.txt 2>&1
if [[ -s work/result.txt ]]; then
  cat work/result.txt
else
  cat work/log.txt
  exit 1
fi
