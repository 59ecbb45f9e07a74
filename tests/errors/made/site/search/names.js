take("names", {"records": [
[0, ""],
[1, "contributions/carillon/"],
[1, "contributions/treble/"],
[1, "explore/"],
[2, "glossary/"],
[3, "glossary/#touch"],
[3, "glossary/#peal"]
]});
