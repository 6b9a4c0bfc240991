#!/bin/sh
# Pages per minute of `daiban ocr` and of OCRmyPDF on the same pages, in the same run, with the same cores.
#   compare_ocrmypdf.sh DAIBAN IMAGE...
# Needs Debian's ocrmypdf and tesseract-ocr-chi-sim. OCRmyPDF gets all pages as one PDF, so that its jobs are never idle.
set -eu
daiban=$1
shift
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
seconds() {
    begin=$(date +%s.%N)
    "$@" >"$work/out" 2>"$work/err" || { cat "$work/err" >&2; exit 1; }
    echo "$(date +%s.%N) - $begin" | bc
}
ours=$(seconds "$daiban" ocr "$@" --text --data "$work/data")
img2pdf --imgsize 300dpi "$@" -o "$work/pages.pdf"
theirs=$(seconds ocrmypdf -l chi_sim --jobs 2 --output-type pdf "$work/pages.pdf" "$work/read.pdf")
again=$(seconds "$daiban" ocr "$@" --text --data "$work/data")
echo "$# pages: daiban ocr $ours s and $again s, ocrmypdf $theirs s"
echo "ocrmypdf's time over ours: $(echo "scale=2; 2 * $theirs / ($ours + $again)" | bc)"
