#!/usr/bin/env bash
# Gradescope runs this once, as root, while it makes the image: a compiler (and rpcgen with libtirpc, for `rpc`), and ipcgrade from the tarball in the autograder's zip.
# AUTOGRADER and IPCGRADE_PREFIX are for trying it out elsewhere.
set -euo pipefail
autograder=${AUTOGRADER:-/autograder}
prefix=${IPCGRADE_PREFIX:-/opt/ipcgrade}

export DEBIAN_FRONTEND=noninteractive
apt-get update
apt-get install -y --no-install-recommends gcc libc6-dev make libtirpc-dev pkg-config rpcsvc-proto

mkdir -p "$prefix"
tar -xzf "$autograder"/source/ipcgrade-*.tar.gz -C "$prefix" --strip-components=1
# Students' programs run as somebody else: the suites are not theirs to read.
chmod -R o= "$autograder/source" "$prefix"
"$prefix/bin/ipcgrade" --version
