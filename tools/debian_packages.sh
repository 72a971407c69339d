#!/bin/sh
# Install the Debian packages of a list that are missing; as root or with sudo, else print the exact command.
set -eu
command -v dpkg-query >/dev/null 2>&1 || { echo "not a Debian system: install yourself what $1 names"; exit 0; }
missing=""
for package in $(grep -v '^#' "$1"); do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q "install ok installed" || missing="$missing $package"
done
# a Python from elsewhere brings its own venv, and make is what runs this
[ -n "$missing" ] && python3 -c 'import venv, ensurepip' 2>/dev/null && missing=$(echo "$missing" | sed 's/ python3-venv//')
[ -z "$missing" ] && exit 0
if [ "$(id -u)" = 0 ]; then run=""; elif sudo -n true 2>/dev/null; then run="sudo -n"; else
    echo "Debian packages are missing; install them with:"
    echo "  sudo apt-get update && sudo apt-get install -y --no-install-recommends$missing"
    exit 1
fi
echo "installing Debian packages:$missing"
$run apt-get update -qq
DEBIAN_FRONTEND=noninteractive $run apt-get install -y -qq --no-install-recommends $missing >/dev/null
