#!/usr/bin/env bash
# Install the programs that tests/programs asks for: Debian's or Ubuntu's packages, and npm's, pinned by their hashes.
# What is there already takes no time. Where something cannot be installed, that is told, and is an error only if
# PROGRAMS=required, since tests are skipped where their programs are missing.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

servers='apache2|caddy|lighttpd|nginx'
policy=/usr/sbin/policy-rc.d

cannot() {
    echo "tests/programs: $1" >&2
    [ "${PROGRAMS:-}" != required ] || exit 1
}

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo --non-interactive "$@"; fi
}

is_installed() {
    [ "$(dpkg-query --show --showformat='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

running() {
    cat /proc/[0-9]*/comm 2>/dev/null | grep --line-regexp --extended-regexp "$servers" | sort --unique || true
}

# Debian's packages ask this program whether they may start their servers. The tests start their own, on other ports.
forbid_servers() {
    if [ ! -e "$policy" ]; then
        trap 'as_root rm -f "$policy"' EXIT
        printf '#!/bin/sh\nexit 101\n' | as_root tee "$policy" >/dev/null
        as_root chmod 755 "$policy"
    fi
}

install_packages() {
    local before started
    before=$(running)
    forbid_servers
    as_root apt-get update --quiet --quiet || return
    as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install --yes --quiet --quiet --no-install-recommends "$@" >/dev/null || return
    started=$(comm -13 <(echo "$before") <(running))
    if [ -n "$started" ]; then
        echo "tests/programs: the installation started ${started//$'\n'/, }" >&2
        exit 1
    fi
}

missing=()
while read -r package; do
    is_installed "$package" || missing+=("$package")
done < <(grep --invert-match '^#' tests/programs/debian.txt)
# npm may come from elsewhere, with a nodejs that Debian's npm does not go with.
command -v npm >/dev/null || missing+=(nodejs npm)
if [ "${#missing[@]}" -gt 0 ]; then
    if command -v apt-get >/dev/null && { [ "$(id -u)" = 0 ] || command -v sudo >/dev/null; }; then
        echo "tests/programs: installing ${missing[*]}"
        install_packages "${missing[@]}" || cannot "apt-get could not install ${missing[*]}"
    else
        cannot "these are missing, and there is no apt-get or sudo to install them: ${missing[*]}"
    fi
fi

lock=tests/programs/package-lock.json
installed=build/programs/installed.json
if [ -f "$lock" ] && ! cmp --silent "$lock" "$installed"; then
    if command -v npm >/dev/null; then
        mkdir -p build/programs
        cp tests/programs/package.json "$lock" build/programs/
        if npm ci --prefix build/programs --ignore-scripts --no-audit --no-fund --loglevel error; then
            cp "$lock" "$installed"
        else
            cannot "npm could not install what $lock lists"
        fi
    else
        cannot "npm is missing"
    fi
fi
