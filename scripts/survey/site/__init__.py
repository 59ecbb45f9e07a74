"""From pages and files to a verified, published site: rendering, MkDocs, checks, permalinks, editions, publishing."""
