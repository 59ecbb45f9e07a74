#!/usr/bin/env python3
"""`survey serve` as a script, for callers that use this path."""

from survey.cli import main

if __name__ == "__main__":
    main("serve")
