"""Types of text (plain, with markup, escaped) and the conversions between them."""
