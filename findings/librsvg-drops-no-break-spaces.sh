#!/usr/bin/env bash
# librsvg: no-break spaces at the end of a tspan vanish, as if they were spaces; words of a label stick together.
#
# Version: rsvg-convert 2.54.7 (Debian 12), pdftotext of poppler-utils; Inkscape 1.2.2 and resvg keep them.
# Seen:    SVG collapses and trims spaces (U+0020), not no-break spaces (U+00A0), which are there for exactly that. librsvg
#          trims whatever Unicode calls white space at the ends of each tspan: «a», four no-break spaces, «b» in a tspan
#          of its own is «ab». The same text without the tspan has its distance. Only dx or positions help.
# Why:     Labels in two colours, units behind numbers and legends are written so. rsvg-convert draws the figures of many
#          papers and the SVG of Wikipedia.
# Output:  in one piece: 15.0 points between a and b; in two tspans: 0.0
set -euo pipefail
for program in rsvg-convert pdftotext; do
    command -v "$program" >/dev/null || { echo "$program is not installed"; exit 2; }
done
rsvg-convert --version
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
distance() {
    printf '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="60">%s</svg>' \
        "<text x=\"10\" y=\"40\" font-size=\"20\" fill=\"black\">$1</text>" > label.svg
    rsvg-convert -f pdf label.svg -o label.pdf
    pdftotext -bbox label.pdf - | python3 -c '
import re, sys
words = re.findall(r"xMin=\"([0-9.]+)\".*xMax=\"([0-9.]+)\".*>(\w+)<", sys.stdin.read())
print(f"{float(words[1][0]) - float(words[0][1]):.1f}" if len(words) == 2 else "0.0")'
}
gap='&#160;&#160;&#160;&#160;'
whole=$(distance "a${gap}b")
parts=$(distance "<tspan>a${gap}</tspan><tspan>b</tspan>")
echo "in one piece: $whole points between a and b; in two tspans: $parts"
python3 -c "import sys; sys.exit(0 if $whole > 10 and $parts == 0 else 'this has changed')"
