"""Slides, QR codes and decks for talks, and link previews.

catalogue, pages ─► slide_text ─► records ─► jobs ─► drawing_cache ─► files
                                  (if new: slide or link_preview ─► drawing ─► svg ─► PNG, or deck; qr)
"""

from .assets import SlideAssets, slide_assets, with_pictures
from .drawing_cache import drawn

__all__ = ["SlideAssets", "drawn", "slide_assets", "with_pictures"]
