"""MkDocs as a command: Markdown and data in one folder become a site. The only package that knows MkDocs."""

from .building import EngineError, build, started
from .serving import serve
from .settings import EngineSettings, address, site_url

__all__ = ["EngineError", "EngineSettings", "address", "build", "serve", "site_url", "started"]
