"""Whatever happens to the real files: reading them ends in a catalogue or in problems, never in a traceback."""

import random
from pathlib import Path

import pytest

from survey.content import load
from survey.files import read_tree
from survey.problems import ContentError

CONTENT = read_tree(Path(__file__).parents[1] / "content", "content")
READ = [path for path in sorted(CONTENT) if path.endswith((".yml", ".bib"))]
SIGNS = [
    *"{}[]:,-#&*!|>'\"%@`\\~^=?_$<\n\t ",
    "\n\n",
    "  ",
    ": ",
    " #",
    "- ",
    "---\n",
    "<<: *a",
    "&a ",
    "!!python/name:os.system ",
    "\0",
    "\r",
    "\u202e",
    "\ufeff",
    "\ufffe",
    "é",
    "漢",
    "٣",
    "🐝",
    "9" * 40,
    "[" * 40,
    "\\begin{a}",
    "\\verb",
    "{" * 40,
    "@misc{",
    " and ",
    "[x](javascript:y)",
    "[x](term:)",
    "null",
    "true",
    "x" * 3_000,
]


def damaged(content: bytes, dice: random.Random) -> bytes:
    """Return *content* after a few accidents: signs put in, bytes lost, lines moved, given twice or indented."""
    text = content.decode("utf-8")
    for _ in range(dice.randint(1, 6)):
        at = dice.randrange(len(text) + 1)
        lines = text.split("\n")
        line = dice.randrange(len(lines))
        match dice.randrange(7):
            case 0 | 1:
                text = text[:at] + dice.choice(SIGNS) + text[at:]
            case 2:
                text = text[:at] + text[at + dice.choice([1, 1, 5, 200]) :]
            case 3:
                text = "\n".join([*lines[:line], *lines[line + 1 :]])
            case 4:
                text = "\n".join([*lines[:line], lines[line], *lines[line:]])
            case 5:
                text = "\n".join([*lines[:line], f"{' ' * dice.randint(1, 4)}{lines[line]}", *lines[line + 1 :]])
            case 6:
                other = dice.randrange(len(lines))
                lines[line], lines[other] = lines[other], lines[line]
                text = "\n".join(lines)
    damaged_bytes = text.encode("utf-8")
    if dice.random() < 0.1:
        at = dice.randrange(len(damaged_bytes) + 1)
        return damaged_bytes[:at] + bytes([dice.randrange(128, 256)]) + damaged_bytes[at:]
    return damaged_bytes


@pytest.mark.parametrize("seed", range(16))
def test_damage_never_ends_in_a_traceback(seed: int) -> None:
    dice = random.Random(seed)
    files = {**CONTENT, **{path: damaged(CONTENT[path], dice) for path in dice.sample(READ, 12)}}
    if dice.random() < 0.3:
        del files[dice.choice(READ)]
    try:
        load(files)
    except ContentError as error:
        assert all(problem.place.path.startswith("content/") and problem.place.line > 0 for problem in error.problems)
        assert all("\n" not in str(problem) for problem in error.problems)


@pytest.mark.parametrize("path", [path for path in READ if path.count("/") == 0])
def test_damage_to_one_file_that_all_others_use(path: str) -> None:
    dice = random.Random(path)
    with pytest.raises(ContentError):
        load({**CONTENT, path: damaged(CONTENT[path], dice) + b"\n\t@"})
