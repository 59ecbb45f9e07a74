"""See to it that there is a Chromium for the browser tests, and print where."""

import sys

from survey.browser import find_chromium, install_chromium
from survey.problems import EnvironmentProblem


def main() -> int:
    """Find or install a Chromium. Returns 0, or 2 when there is none to be had."""
    try:
        print(find_chromium() or install_chromium())
    except EnvironmentProblem as problem:
        print(f"browser: {problem}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
