#!/bin/sh
# The main job on the sample report: print the remarks, leave a page and a commented Word file to open; then a report
# drafted from the same facts, and what a check of it says.
set -eu
dudao=$1
folder=$2
mkdir -p "$folder"
report=examples/yunzhou/report.docx
check() { "$dudao" report check "$report" --facts examples/yunzhou --scheme government-duty-city "$@" || [ $? -eq 1 ]; }
check
check --format html -o "$folder/report.check.html"
check --format docx -o "$folder/report.check.docx"
draft="$folder/yunzhou.draft"
"$dudao" report draft --scheme government-duty-city --facts examples/yunzhou --date 2021-11-05 -o "$draft.docx"
"$dudao" report draft --scheme government-duty-city --facts examples/yunzhou --date 2021-11-05 -o "$draft.pdf"
"$dudao" report check "$draft.docx" --facts examples/yunzhou --scheme government-duty-city --period 2021 | tail -n 1
echo
echo "在浏览器里打开 / open in a browser:   $folder/report.check.html"
echo "在 WPS 或 Word 里打开 / in WPS or Word:  $folder/report.check.docx"
echo "起草的报告 / the drafted report:           $draft.docx, $draft.pdf"
