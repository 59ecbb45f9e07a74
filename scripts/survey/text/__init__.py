"""Text by its kind: plain, with small markup, finished; and what may stand in it."""
