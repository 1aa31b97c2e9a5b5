"""The sheet that every letter is written on: one content, set twice.

A letter file says what is to be said; here it is set as plain text and as HTML, so the two
parts cannot drift apart.  The HTML is one table of 600 pixels with inline styles and system
fonts, which is what QQ mail, WeCom on a phone and Outlook's Word engine all manage to show.
"""

import unicodedata
from dataclasses import dataclass, field
from html import escape

from mediation.mail.message import Letter
from mediation.rules.warnings import WarningLevel

MOST_ROWS = 10
_CELL = "padding:6px 8px;border:1px solid #c8ced6;text-align:left;vertical-align:top"
_FONT = "font-family:'Microsoft YaHei','PingFang SC',sans-serif;font-size:14px;line-height:1.7"
_COLOURS = {
    WarningLevel.RED: "#b3261e",
    WarningLevel.ORANGE: "#b34700",
    WarningLevel.YELLOW: "#7a5b00",
    WarningLevel.BLUE: "#1a56a8",
}
_PLAIN_COLOUR = "#2b3440"


@dataclass(frozen=True, slots=True)
class Table:
    """Up to ten rows; what is beyond is counted and left to the platform."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    title: str = ""
    beyond: int = 0


@dataclass(frozen=True, slots=True)
class Content:
    """What a letter says, in the order of reading: what to do, why, the rows, where, who."""

    subject: str
    heading: str
    facts: tuple[tuple[str, str], ...] = ()
    tables: tuple[Table, ...] = ()
    paragraphs: tuple[str, ...] = ()
    path: str = ""
    url: str = ""
    footer: tuple[str, ...] = ()
    level: WarningLevel | None = None
    mark: str = field(default="")


def first_rows(
    columns: tuple[str, ...], rows: tuple[tuple[str, ...], ...], title: str = "", total: int = 0
) -> Table:
    """Return a table of the first ten rows, with the count of those that are left out."""
    shown = rows[:MOST_ROWS]
    return Table(columns, shown, title, max(total, len(rows)) - len(shown))


def set_letter(content: Content) -> Letter:
    """Set a content as a letter: subject, complete plain text, HTML."""
    return Letter(content.subject, _as_text(content), _as_html(content), content.mark)


def _as_text(content: Content) -> str:
    blocks = [content.heading]
    blocks.append("\n".join(f"{label}：{value}" for label, value in content.facts))
    blocks += [_table_as_text(table) for table in content.tables]
    blocks += content.paragraphs
    if content.url:
        blocks.append(f"处理：登录平台 > {content.path}\n{content.url} （内网可用，需登录）")
    body = "\n\n".join(block for block in blocks if block)
    return body + "\n\n—\n" + "\n".join(content.footer) + "\n"


def _table_as_text(table: Table) -> str:
    lines = [table.title] if table.title else []
    widths = [
        max(_width(row[at]) for row in (table.columns, *table.rows))
        for at in range(len(table.columns))
    ]
    for row in (table.columns, *table.rows):
        cells = [cell + " " * (widths[at] - _width(cell)) for at, cell in enumerate(row)]
        lines.append(("  " + "  ".join(cells)).rstrip())
    if table.beyond:
        lines.append(f"  另有{table.beyond}件见平台")
    return "\n".join(lines)


def _width(words: str) -> int:
    return sum(2 if unicodedata.east_asian_width(each) in "WF" else 1 for each in words)


def _as_html(content: Content) -> str:
    colour = _COLOURS[content.level] if content.level else _PLAIN_COLOUR
    rows = [_heading_row(content.heading, colour)]
    facts = "<br>".join(f"{escape(label)}：{escape(value)}" for label, value in content.facts)
    rows.append(_row(facts))
    rows += [_row(_table_as_html(table)) for table in content.tables]
    rows += [_row(escape(paragraph)) for paragraph in content.paragraphs]
    if content.url:
        rows.append(_row(_way_in(content)))
    rows.append(_footer_row(content.footer))
    inner = "".join(row for row in rows if row)
    return (
        '<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{escape(content.subject)}</title></head>"
        '<body style="margin:0;padding:12px;background-color:#f4f6f8">'
        '<table role="presentation" width="600" cellspacing="0" cellpadding="0" '
        f'style="width:100%;max-width:600px;border-collapse:collapse;background-color:#ffffff;'
        f'color:#1f2933;{_FONT}">{inner}</table></body></html>'
    )


def _heading_row(heading: str, colour: str) -> str:
    style = f"padding:14px 16px;background-color:{colour};color:#ffffff;font-size:17px"
    return f'<tr><td style="{style}"><strong>{escape(heading)}</strong></td></tr>'


def _row(inner: str) -> str:
    return f'<tr><td style="padding:10px 16px">{inner}</td></tr>' if inner else ""


def _way_in(content: Content) -> str:
    address = escape(content.url)
    return (
        f"处理：登录平台 &gt; {escape(content.path)}<br>"
        f'<a href="{address}" style="color:#1a56a8">{address}</a> （内网可用，需登录）'
    )


def _table_as_html(table: Table) -> str:
    title = f"<strong>{escape(table.title)}</strong>" if table.title else ""
    head = "".join(f'<th style="{_CELL}">{escape(column)}</th>' for column in table.columns)
    body = "".join(
        "<tr>" + "".join(f'<td style="{_CELL}">{escape(cell)}</td>' for cell in row) + "</tr>"
        for row in table.rows
    )
    beyond = f"<br>另有{table.beyond}件见平台" if table.beyond else ""
    return (
        f'{title}<table cellspacing="0" cellpadding="0" style="width:100%;'
        f'border-collapse:collapse;{_FONT}"><tr>{head}</tr>{body}</table>{beyond}'
    )


def _footer_row(lines: tuple[str, ...]) -> str:
    words = "<br>".join(escape(line) for line in lines)
    return f'<tr><td style="padding:10px 16px;color:#5b6673;font-size:12px">{words}</td></tr>'
