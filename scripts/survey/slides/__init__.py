"""What readers show in talks: slides, QR codes and decks; and how links to the pages look elsewhere.

catalogue, pages ─► wording ─► records ─► jobs ─► kept ─► files
                                 (drawn when new: slide or preview ─► scene ─► svg ─► raster or deck; qr)
"""

from .assets import SlideAssets, slide_assets, with_pictures
from .drawing_cache import drawn

__all__ = ["SlideAssets", "drawn", "slide_assets", "with_pictures"]
