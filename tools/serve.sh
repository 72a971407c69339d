#!/bin/sh
# Show what `make demo` left, on this machine only; starts nothing else and ends with Ctrl-C.
set -eu
python=$1
folder=$2
port=$3
echo "http://127.0.0.1:$port/report.check.html"
echo "Ctrl-C 结束 / ends it"
exec "$python" -m http.server "$port" --bind 127.0.0.1 --directory "$folder"
