"""The survey's generator: structured content in, a verified static site out."""
