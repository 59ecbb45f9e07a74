#!/usr/bin/env python3
"""Write the JSON Schemas of the content files, for editors that check and complete while you type."""

import argparse
from pathlib import Path

from survey.cli import console
from survey.exports.editor_schemas import schemas
from survey.files import write_tree

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    """Read the command line and write the schemas."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "schemas", help="folder for them (build/schemas)")
    options = parser.parse_args()
    with console.report_errors():
        write_tree(options.out, schemas())
    console.print_line(f"The schemas are in {options.out}.")


if __name__ == "__main__":
    main()
