#!/usr/bin/env python3
"""Compare the time of a whole build with that of plain MkDocs on the same generated pages; the ratio matters."""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

from survey.cli import console

ROOT = Path(__file__).resolve().parents[2]


def main() -> None:
    """Run both commands alternately and print the medians and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder:
        ours = [sys.executable, "-m", "survey", "build", "--out", f"{folder}/ours"]
        plain = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", f"{folder}/plain"]
        seconds(ours), seconds(plain)  # the first round fills caches
        pairs = [(seconds(ours), seconds(plain)) for _ in range(rounds)]
    mine, theirs = (statistics.median(times) for times in zip(*pairs, strict=True))
    console.print_line(
        f"survey build {mine:.2f} s, plain mkdocs build {theirs:.2f} s, ratio {mine / theirs:.2f} ({rounds} rounds)"
    )


def seconds(command: list[str]) -> float:
    """Return the wall time of *command* in seconds. Raises CalledProcessError if it fails."""
    start = perf_counter()
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
    return perf_counter() - start


if __name__ == "__main__":
    main()
