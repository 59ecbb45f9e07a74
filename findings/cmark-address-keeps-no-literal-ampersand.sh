#!/usr/bin/env bash
# cmark (CommonMark's reference, GitHub's reader): a backslash before «&» does not keep an address from being changed.
#
# Version: cmarkgfm 2025.10.22, markdown-it-py 4.3.0.
# Seen:    CommonMark lets any sign be escaped in the address and the title of a link. In text, `\&lt;` is «&lt;»; in an address,
#          cmark decodes the entity first and takes the backslash away afterwards, so that `\&lt;` is «<». markdown-it follows
#          the specification. So one Markdown has two addresses, and for a title it has two texts.
# Why:     Query strings hold «&lt», «&copy», «&reg» and the like as names of parameters. A writer of Markdown that escapes by the
#          specification sends readers on GitHub elsewhere; only «&amp;» is read alike by all.
# Output:  cmark: /a?b=1%3C2 and «d < e»; markdown-it: /a?b=1&lt;2 and «d &lt; e»; with &amp; both say the latter
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check cmarkgfm==2025.10.22 markdown-it-py==4.3.0 2>/dev/null
venv/bin/python - <<'PYTHON'
import re
import sys
from html import unescape

from cmarkgfm import cmark
from markdown_it import MarkdownIt


def seen(html):
    return tuple(unescape(re.search(f'{name}="([^"]*)"', html)[1]) for name in ("href", "title"))


def both(text):
    return {
        "cmark": seen(cmark.markdown_to_html(text, 0)),
        "markdown-it": seen(MarkdownIt("commonmark").render(text)),
    }


escaped, named = both(r'[x](/a?b=1\&lt;2 "d \&lt; e")'), both('[x](/a?b=1&amp;lt;2 "d &amp;lt; e")')
for reader in escaped:
    print(f"{reader}: with a backslash {escaped[reader]}, with &amp; {named[reader]}")
right = ("/a?b=1&lt;2", "d &lt; e")
changed = escaped != {"cmark": ("/a?b=1%3C2", "d < e"), "markdown-it": right}
sys.exit("this has changed" if changed or set(named.values()) != {right} else 0)
PYTHON
