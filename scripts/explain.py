#!/usr/bin/env python3
"""`survey explain`, for who calls it by the name of this script."""

from survey.cli import main

if __name__ == "__main__":
    main("explain")
