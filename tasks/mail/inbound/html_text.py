"""The words that a reader of an HTML mail sees; no element of it is kept, run or fetched.

The parser of the standard library has no recursion: twenty thousand nested elements are a loop.
"""

import re
from html.parser import HTMLParser

LARGEST = 2_000_000  # characters of HTML that are read; the rest is told as cut
_SILENT = frozenset(
    ("script", "style", "head", "title", "template", "noscript", "svg", "math", "object", "iframe",
     "button", "select", "textarea", "datalist", "audio", "video", "canvas")
)  # fmt: skip
_BLOCKS = frozenset(
    ("p", "div", "br", "li", "tr", "table", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre",
     "ul", "ol", "hr", "section", "article", "header", "footer", "form")
)  # fmt: skip
_VOID = frozenset(
    ("br", "hr", "img", "input", "meta", "link", "base", "area", "col", "embed", "wbr")
)
_UNSEEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|opacity\s*:\s*0(?![.\d]*[1-9])|"
    r"font-size\s*:\s*0(?![.\d]*[1-9])|(?:max-)?(?:height|width)\s*:\s*0(?:px)?\s*(?:;|$)|mso-hide\s*:\s*all",
    re.IGNORECASE,
)
_WHITE = re.compile(r"(?<!-)color\s*:\s*(?:#fff(?:fff)?\b|white\b|transparent)", re.IGNORECASE)
_QUOTES = re.compile(r"gmail_quote|moz-cite-prefix|yahoo_quoted|divRplyFwdMsg|OutlookMessageHeader")


class _Seen(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.hidden: list[str] = []
        # Of each open element: whether it is silent, hidden, quoted.
        self.open: list[tuple[str, bool, bool, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS:
            self.parts.append("\n")
        if tag in _VOID:
            return
        silent, hidden, quoted = self.open[-1][1:] if self.open else (False, False, False)
        facts = {name: value or "" for name, value in attrs}
        style = facts.get("style", "")
        unseen = "hidden" in facts or bool(_UNSEEN.search(style) or _WHITE.search(style))
        marks = f"{facts.get('class', '')} {facts.get('id', '')}"
        is_quote = tag == "blockquote" or bool(_QUOTES.search(marks))
        if is_quote and not quoted:
            self.parts.append("\n")
        self.open.append((tag, silent or tag in _SILENT, hidden or unseen, quoted or is_quote))

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.parts.append("\n")
        for place in range(len(self.open) - 1, max(-1, len(self.open) - 50), -1):
            if self.open[place][0] == tag:
                del self.open[place:]
                return

    def handle_data(self, data: str) -> None:
        silent, hidden, quoted = self.open[-1][1:] if self.open else (False, False, False)
        if silent:
            return
        if hidden:
            self.hidden.append(data)
            return
        text = re.sub(r"\s+", " ", data)
        if quoted and text.strip():
            text = f"\n> {text}"
        self.parts.append(text)


def seen_text(html: str) -> tuple[str, bool]:
    """What is seen of an HTML part, quotes behind `>`; and whether words were hidden in it."""
    parser = _Seen()
    parser.feed(html[:LARGEST])
    parser.close()
    text = "".join(parser.parts)
    text = re.sub(r" *\n *", "\n", text)
    return re.sub(r"\n{3,}", "\n\n", text).strip(), bool("".join(parser.hidden).strip())
