#!/usr/bin/env bash
# Install the programs that tests/programs asks for: Debian's or Ubuntu's packages, and npm's, pinned by their hashes.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

as_root=()
[ "$(id -u)" = 0 ] || as_root=(sudo --non-interactive)
mapfile -t packages < <(grep -v '^#' tests/programs/debian.txt)
if [ "${#packages[@]}" -gt 0 ]; then
    "${as_root[@]}" apt-get update --quiet --quiet
    # With this runlevel Debian's packages start no server: the tests start their own, on ports of their own.
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 \
        apt-get install --yes --quiet --quiet --no-install-recommends "${packages[@]}"
fi
if [ -f tests/programs/package-lock.json ]; then
    mkdir -p build/programs
    cp tests/programs/package.json tests/programs/package-lock.json build/programs/
    npm ci --prefix build/programs --ignore-scripts --no-audit --no-fund
fi
