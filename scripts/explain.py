#!/usr/bin/env python3
"""Say what an error code means and what to do, or write ERRORS.md."""

from survey.cli import explain


def main() -> None:
    """Read the command line; print what a code means, or write ERRORS.md."""
    explain.main()


if __name__ == "__main__":
    main()
