#!/usr/bin/env python3
"""Say what an error code means and what to do, or write ERRORS.md."""

from survey.cli.explain import main

if __name__ == "__main__":
    main()
