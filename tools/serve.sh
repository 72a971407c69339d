#!/bin/sh
# The site on this machine, filled once with the invented province: names and password, then the address, until Ctrl-C.
set -eu
python=$1
folder=$2
port=$3
export DUDAO_DATABASE=  # a database of the shell's own is none of the demo's business
"$python" -m dudao.web.site.ports 127.0.0.1 "$port"
if [ -e "$folder/people.txt" ]; then
  cat "$folder/people.txt"
  echo "重新开始 / begin anew:  rm -r $folder && make serve"
else
  echo "正在填充虚构的云岭省，约半分钟 / filling the invented province, about half a minute"
  rm -rf "$folder" "$folder.filling"
  DUDAO_HOME="$folder.filling" "$python" -m dudao manage fill_demo examples/yunling
  mv "$folder.filling" "$folder"  # whole or not at all: what was interrupted is filled again
fi
echo "打开后先登录，进入工作台；Ctrl-C 结束 / log in there to get to the workbench; Ctrl-C ends it"
exec "$python" -m dudao serve --home "$folder" --port "$port"
