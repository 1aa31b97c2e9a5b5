"""Papers: a frozen dataclass goes in, the bytes of a PDF come out, and nothing is looked up.

A paper first becomes blocks (`blocks`), the blocks become rows of the GB/T 9704 grid
(`typesetting`, on `line_breaking` and `fonts`), the rows become pages (`page_breaks`) and the
pages are drawn (`frame`).  The text that is hashed is made of the same blocks, so what is printed
and what is sealed cannot differ.

Why not ReportLab's Paragraph (2026-11-20): it parses what a party says as markup (a half-open
`<b>` stops the paper, an `<img>` opens a file), breaks lines before 。 and after （, and cannot
change the font for one character.  We set the lines ourselves and use its canvas only; the cost
is these few files, and that a table or a picture needs a block of its own.
"""
