"""SVG to PNG. The only user of resvg, which sets text like a browser and needs neither one nor the machine's fonts."""

from pathlib import Path

import resvg_py


def png(svg: bytes, fonts: tuple[Path, ...], width: int) -> bytes:
    """Return the picture *svg* as a PNG of *width* pixels, transparent where nothing is drawn; text is in *fonts*."""
    return resvg_py.svg_to_bytes(
        svg_string=svg.decode(), skip_system_fonts=True, font_files=[str(path) for path in fonts], width=width
    )
