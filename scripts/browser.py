#!/usr/bin/env python3
"""See to it that there is a Chromium for the browser tests, and print where."""

from survey.cli import console
from survey.cli.chromium import find_chromium, install_chromium


def main() -> None:
    """Find a Chromium, or install one."""
    with console.report_errors():
        console.print_line(str(find_chromium() or install_chromium()))


if __name__ == "__main__":
    main()
