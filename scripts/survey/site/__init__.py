"""Pages and files to a verified site: rendering, MkDocs, checks, permalinks, editions, publishing."""
