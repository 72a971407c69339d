#!/bin/sh
# The folder of a site filled with the invented province, made once: names and password stand in its people.txt.
set -eu
python=$1
folder=$2
export DUDAO_DATABASE=  # a database of the shell's own is none of the demo's business
[ -e "$folder/people.txt" ] && exit 0
echo "正在填充虚构的云岭省，要几分钟 / filling the invented province, a few minutes"
rm -rf "$folder" "$folder.filling"
DUDAO_HOME="$folder.filling" "$python" -m dudao manage fill_demo examples/yunling
mv "$folder.filling" "$folder"  # whole or not at all: what was interrupted is filled again
