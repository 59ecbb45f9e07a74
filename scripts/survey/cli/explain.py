"""Explain an error code and what to do, with a bad and a good example.

ERRORS.md has the same text for all codes. --renew writes it from the files in
scripts/survey/cli/error_codes/; to change a text, edit it there.

Example:
  %(prog)s CAT001
"""

import re
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path, PurePosixPath

from .. import COMMAND, ROOT
from ..content.model import Flag, Line, Record
from ..content.strict_yaml import read
from ..files import add_files
from ..problems import ContentError, EnvironmentProblem
from . import console

TEXTS = Path(__file__).with_name("error_codes")
RENEW = f"{COMMAND} explain --renew"
"""The command that writes ERRORS.md."""

LANGUAGES = {"yml": "yaml", "bib": "bibtex", "html": "html", "svg": "xml", "xml": "xml", "js": "js", "jinja": "jinja"}
"""File name extension to the language name of a Markdown code block."""
STANDS_FOR = {
    r"<U\+[0-9A-F]+>": "`{}` stands for that character.",
    r"<0x[0-9A-F]{2}>": "`{}` stands for that byte.",
    r"<[0-9]+ × [^>]+>": "`{}` stands for a text of that length.",
    r"<[0-9]+ bytes>": "`{}` stands for a file of that size.",
}
"""Pattern of a placeholder in an example, for what cannot be printed, to the sentence that explains it."""
HEAD = f"""\
<!-- Written by `{RENEW}` from scripts/survey/cli/error_codes/: change the texts there. -->

# Error codes

Every problem is reported with a code: `file:line:column: CODE message (hint)` for content and templates, and
`page: CODE message` for MkDocs and the finished site. `{COMMAND} explain CODE` prints what this page says of a code. A
code never changes its meaning. Notes are reported, too, but do not stop a build. Where a text says `survey …`, type
`{COMMAND} …`.

The examples are about a survey of software for bell ringers.
"""


class Example(Record):
    """A file of an example: its wrong lines and the same lines corrected; None where the file does not exist."""

    file: Line
    """Path in the project."""
    bad: str | None = None
    link: Line | None = None
    """Target of the file, if the mistake is that it is a symbolic link."""
    good: str | None = None


class Explanation(Record):
    """An error code and its explanation."""

    code: Line
    title: Line
    note: Flag = False
    """Whether the problem is a note, which does not stop a build."""
    meaning: str
    """What it means, and why that is a problem."""
    mend: str
    """What to do."""
    example: tuple[Example, ...]


class CodeGroup(Record):
    """The codes that begin with the same three letters. These letters are also the name of the group's file."""

    name: Line
    about: str
    codes: tuple[Explanation, ...]


def explanation(code: str) -> str:
    """Return the explanation of *code*, with examples, as Markdown.

    Raises EnvironmentProblem, which suggests similar codes, if there is no such code.
    """
    wanted = code.strip().upper()
    known = explanations()
    for each in known:
        if each.code == wanted:
            return _text(each)
    codes = [each.code for each in known]
    near = [each for each in codes if each[:3] == wanted] or get_close_matches(wanted, codes, n=4)
    hint = f"did you mean {' or '.join(near[:4])}?" if near else "ERRORS.md lists all codes"
    raise EnvironmentProblem(f"there is no error code '{code}'; {hint}")


def explanations() -> tuple[Explanation, ...]:
    """Return the explanations of all codes, in the order of the codes."""
    return tuple(each for group in _groups() for each in group.codes)


def errors_md() -> str:
    """Return the text of ERRORS.md: a table of all codes, then a section for each."""
    groups = _groups()
    rows = (f"| [{each.code}](#{each.code.lower()}) | {each.title} |" for group in groups for each in group.codes)
    parts = [HEAD, "\n".join(("| code | meaning |", "|---|---|", *rows)) + "\n"]
    for group in groups:
        parts += [f"## {group.name}\n", group.about, *(_text(each) for each in group.codes)]
    return "\n".join(parts)


def _groups() -> tuple[CodeGroup, ...]:
    return tuple(map(_group, sorted(TEXTS.glob("*.yml"))))


def _group(path: Path) -> CodeGroup:
    document = read(f"{TEXTS.name}/{path.name}", path.read_bytes())
    if isinstance(document, tuple):
        raise ContentError(document)
    return CodeGroup.model_validate(document.data)


def _text(each: Explanation) -> str:
    """Return the section of a code."""
    about = " This is a note: it does not stop a build." if each.note else ""
    return "\n".join(
        (
            f"### {each.code}\n",
            f"**{each.title}.**{about}\n",
            each.meaning,
            f"**What to do.** {each.mend}",
            *_bad(each),
            *_example("Good", [(item.file, item.good) for item in each.example]),
        )
    )


def _bad(each: Explanation) -> Iterator[str]:
    """Yield the bad example: contents of files, target of a symbolic link, files that do not exist."""
    files = [(item.file, item.bad) for item in each.example]
    if links := [item for item in each.example if item.link]:
        yield from (f"Bad: `{item.file}` is a symbolic link to `{item.link}`.\n" for item in links)
    else:
        yield from _example("Bad", files)
    if any(item.bad and item.good for item in each.example):
        yield from (f"and there is no file `{file}`.\n" for file, bad in files if bad is None)


def _example(title: str, files: Sequence[tuple[str, str | None]]) -> Iterator[str]:
    """Yield an example. A file without text does not exist; this is stated only if no file of the example does."""
    shown = [(file, text) for file, text in files if text is not None]
    if not shown:
        yield f"{title}: there is no file `{files[0][0]}`.\n"
    for index, (file, text) in enumerate(shown):
        language = LANGUAGES.get(PurePosixPath(file).suffix[1:], "text")
        yield f"{'and' if index else title}, in `{file}`:\n\n```{language}\n{text}```\n"
        for pattern, words in STANDS_FOR.items():
            yield from (f"{words.format(found)}\n" for found in re.findall(pattern, text))


def add_options(parser: ArgumentParser) -> None:
    """Add the options of the command."""
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("code", nargs="?", metavar="CODE", help="a code such as CAT001")
    what.add_argument("--renew", action="store_true", help="write ERRORS.md")


def run(options: Namespace) -> None:
    """Print the explanation of a code, or write ERRORS.md."""
    with console.report_errors():
        if options.renew:
            if not (ROOT / "scripts" / "survey").is_dir():
                raise EnvironmentProblem("--renew writes ERRORS.md of a checkout of this program; this is none")
            add_files(ROOT, {"ERRORS.md": errors_md().encode()})
            console.print_line(f"{ROOT / 'ERRORS.md'} is up to date.")
        else:
            console.print_line(explanation(options.code).rstrip("\n"))
