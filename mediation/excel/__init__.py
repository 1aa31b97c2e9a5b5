"""Spreadsheets: plain rows go in, an .xlsx or a .csv comes out, and nothing is looked up.

A sheet is told its columns first and then takes rows as they come, a chunk at a time, so that a
hundred thousand of them never stand in memory together.  What was typed by people is written as
text and stays text: no cell becomes a formula, a link or a number because of what it begins with,
and characters that no sheet may hold are left out.

Why XlsxWriter's constant memory (2026-11-25): it writes each row as it comes and needs a few
megabytes whatever the length; the cost is that cells must be given in order and that equal texts
are not shared, which the compression makes up for.
"""
