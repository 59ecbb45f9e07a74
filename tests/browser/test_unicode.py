"""The signs that nobody sees, by the tables of Unicode that a browser brings."""

from survey.text.characters import unseen

PROPERTIES = r"""() => {
    const kinds = ["DI", "NChar", "Co", "Cs", "Cc"].map(kind => `\\p{${kind}}`);
    const hidden = new RegExp(`[${kinds.join("")}]`, "u");
    const found = [];
    for (let code = 0; code <= 0x10ffff; code++) if (hidden.test(String.fromCodePoint(code))) found.push(code);
    return found;
}"""
MORE = {
    0x2028, 0x2029,  # separators of lines and paragraphs
    0xFFF9, 0xFFFA, 0xFFFB, 0xFFFC, 0xFFFD,  # what stands between lines, or for what was lost
    0x2800, 0x1D159, 0x13441, 0x13442,  # what is drawn as nothing
    *range(0x13430, 0x13441),  # how hieroglyphs are put together
}  # fmt: skip


def test_every_sign_is_refused_that_unicode_calls_ignorable_private_or_no_character(visit):
    hidden = set(visit("about/").evaluate(PROPERTIES)) - {ord("\t"), ord("\n")}
    assert {code for code in range(0x110000) if any(unseen(chr(code)))} == hidden | MORE
