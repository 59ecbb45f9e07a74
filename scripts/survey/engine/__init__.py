"""MkDocs as a command: Markdown and data in one folder become a site. The only package that knows MkDocs."""

from .building import Engine, EngineError, build, started, working
from .serving import Server, made_of, serve
from .settings import EngineSettings, address, site_url
from .theme import theme_files

__all__ = [
    "Engine",
    "EngineError",
    "EngineSettings",
    "Server",
    "address",
    "build",
    "made_of",
    "serve",
    "site_url",
    "started",
    "theme_files",
    "working",
]
