"""``python -m survey``: the command `survey`."""

from .cli import main

if __name__ == "__main__":
    main()
