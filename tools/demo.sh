#!/bin/sh
# The main job on the sample report: print the remarks, leave a page and a commented Word file to open.
set -eu
dudao=$1
folder=$2
mkdir -p "$folder"
report=examples/yunzhou/report.docx
check() { "$dudao" report check "$report" --facts examples/yunzhou --scheme government-duty-city "$@" || [ $? -eq 1 ]; }
check
check --format html -o "$folder/report.check.html"
check --format docx -o "$folder/report.check.docx"
echo
echo "在浏览器里打开 / open in a browser:   $folder/report.check.html"
echo "在 WPS 或 Word 里打开 / in WPS or Word:  $folder/report.check.docx"
