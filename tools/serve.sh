#!/bin/sh
# The site on this machine, filled once with the invented province: names and password, then the address, until Ctrl-C.
set -eu
python=$1
folder=$2
port=$3
export DUDAO_IS_PUBLIC=true  # readers may register by themselves, to comment
export DUDAO_DATABASE=  # a database of the shell's own is none of the demo's business
"$python" -m dudao.web.site.ports 127.0.0.1 "$port"
if [ -e "$folder/people.txt" ]; then
  cat "$folder/people.txt"
  echo "重新开始 / begin anew:  rm -r $folder && make serve"
else
  sh tools/fill_demo.sh "$python" "$folder"
fi
echo "Ctrl-C 结束 / Ctrl-C ends it"
exec "$python" -m dudao serve --home "$folder" --port "$port"
