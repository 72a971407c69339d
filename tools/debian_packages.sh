#!/bin/sh
# Install the Debian packages of a list that are missing; as root or with sudo, else print the exact command.
# Usage: debian_packages.sh LIST [ONLY...]; ONLY names the packages of the list that are wanted now.
set -eu
list=$1
shift
python=${PYTHON:-python3}
wanted=${*:-$(grep -v '^#' "$list")}
has_venv() { "$python" -c 'import venv, ensurepip' 2>/dev/null; }
if ! command -v dpkg-query >/dev/null 2>&1; then
    [ "$*" = python3-venv ] && has_venv && exit 0
    echo "not a Debian system; install by its own means what stands for: $(echo $wanted)"
    exit 0
fi
missing=""
for package in $wanted; do
    # a Python from elsewhere brings its own venv
    [ "$package" = python3-venv ] && has_venv && continue
    # so does a Node from elsewhere
    [ "$package" = nodejs ] && command -v node >/dev/null 2>&1 && continue
    [ "$package" = npm ] && command -v npm >/dev/null 2>&1 && continue
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q "install ok installed" || missing="$missing $package"
done
[ -z "$missing" ] && exit 0
if [ "$(id -u)" = 0 ]; then run=""; elif sudo -n true 2>/dev/null; then run="sudo -n"; else
    echo "Debian packages are missing; install them with:"
    echo "  sudo apt-get update && sudo apt-get install -y --no-install-recommends$missing"
    exit 1
fi
echo "installing Debian packages:$missing"
$run apt-get update -qq
$run env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
