#!/bin/sh
# Both jobs on the examples. First the report: print the remarks, leave a page and a commented Word file to open; then a
# report drafted from the same facts, and what a check of it says. Then measuring the example province: a quality report,
# verdicts, and for one county that fails the page that explains why, with the results as workbook and Parquet.
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

province=examples/yunling
measure() { "$dudao" indicator compute --scheme "$1" --data "$province" --period 2021 --brief; }
echo
"$dudao" data check "$province" --scheme quality-balance | tail -n 4
echo
measure quality-balance
echo
measure education-funding
echo
measure government-duty-city
results="$folder/yunling.quality-balance"
for format in xlsx parquet; do
  "$dudao" indicator compute --scheme quality-balance --data "$province" --period 2021 --format "$format" -o "$results.$format"
done
"$dudao" indicator explain --scheme quality-balance --data "$province" --period 2021 --body 990202 --indicator RECOGNISED \
  --format html -o "$folder/why-lancheng-fails.html"

echo
echo "报告 / the report"
echo "  在浏览器里打开 / open in a browser:   $folder/report.check.html"
echo "  在 WPS 或 Word 里打开 / in WPS or Word:  $folder/report.check.docx"
echo "  起草的报告 / the drafted report:           $draft.docx, $draft.pdf"
echo "测算 / measuring"
echo "  一个县为什么没有达标 / why a county fails:  $folder/why-lancheng-fails.html"
echo "  全部结果 / all results:                    $results.xlsx, .parquet"
