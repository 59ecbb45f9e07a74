"""What readers show in talks: slides, QR codes and decks; and how links to the pages look elsewhere.

catalogue, pages ─► wording ─► records ─► jobs ─► kept ─► files
                                 (drawn when new: slide or preview ─► scene ─► svg ─► raster or deck; qr)
"""

from .kept import drawn
from .kit import Kit, talk_kit
from .links import with_pictures

__all__ = ["Kit", "drawn", "talk_kit", "with_pictures"]
