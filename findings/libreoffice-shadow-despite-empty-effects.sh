#!/usr/bin/env bash
# LibreOffice Impress: a shape whose list of effects is empty has the theme's shadow all the same.
#
# Version: LibreOffice 7.4.7 (Debian 12), python-pptx 1.0.2, poppler-utils.
# Seen:    In PowerPoint's files an empty <a:effectLst/> means «no effects», whatever the style of the theme brings
#          (ECMA-376 part 1, 20.1.8.26), and python-pptx documents `shape.shadow.inherit = False` as the way to write it.
#          LibreOffice reads the style's effectRef instead and draws the shadow. Only without <p:style> it is gone.
# Why:     Slides made by programs get grey bars below every filled shape, which nobody sees who tries them in PowerPoint.
# Output:  shadow.inherit = False: greys of 237 and 250 below the shape; without p:style: white
set -euo pipefail
for program in soffice pdftoppm; do
    command -v "$program" >/dev/null || { echo "$program is not installed"; exit 2; }
done
soffice --version
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check python-pptx==1.0.2 pillow==12.0.0 2>/dev/null
venv/bin/python - <<'PYTHON'
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.oxml.ns import qn
from pptx.util import Inches

deck = Presentation()
for keeps_style in (True, False):
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    shape = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, Inches(1), Inches(1), Inches(4), Inches(2))
    shape.fill.solid()
    shape.fill.fore_color.rgb = RGBColor(0, 0, 255)
    shape.line.fill.background()
    shape.shadow.inherit = False
    if not keeps_style:
        shape._element.remove(shape._element.find(qn("p:style")))
deck.save("deck.pptx")
PYTHON
HOME="$folder" soffice "-env:UserInstallation=file://$folder/profile" --headless --convert-to pdf deck.pptx >/dev/null 2>&1
pdftoppm -r 72 -png deck.pdf slide
venv/bin/python - <<'PYTHON'
import sys

from PIL import Image


def below(path):
    """Return the colours right below the middle of the shape's lower edge, which is 3 inches from the top."""
    with Image.open(path).convert("RGB") as picture:
        return {picture.getpixel((3 * 72, y)) for y in range(3 * 72 + 2, 3 * 72 + 5)}


styled, bare = below("slide-1.png"), below("slide-2.png")
print(f"shadow.inherit = False: {sorted(styled)}; without p:style: {sorted(bare)}")
sys.exit(0 if bare == {(255, 255, 255)} and min(styled) < (250, 250, 250) else "this has changed")
PYTHON
