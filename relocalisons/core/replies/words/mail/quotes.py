"""Pure: the lines that a person wrote, without those that their mail program repeats.

Three ways together: what we sent is known, so a line of it is never an answer; `>` and the
headers of mail programs begin a quote; a header block needs two header lines of which one has a
date or an address, so that « De : la banque » stays somebody's words.
"""

import re
from dataclasses import dataclass

from relocalisons.core.reading.cells.words import fold
from relocalisons.core.replies.model import Ask, Reply

MOST_LINES = 600
LONGEST_LINE = 2000
_WROTE = re.compile(r"(?:le|on|el|am) .{4,160}(?:a ecrit|wrote|schrieb) ?:$")
_WROTE_OPEN = re.compile(r"(?:le|on) .{4,120}\d.{0,110}$")
_RULE = re.compile(
    r"(?:[-_]{2,} ?(?:mail original|message d'origine|message transfere|message original|"
    r"forwarded message|original message|message initial|message transmis)\b.*|_{10,}|"
    r"(?:debut du message (?:reexpedie|transfere)|begin forwarded message) ?:)"
)
_HEADER = re.compile(
    r"(?:de|from|envoye|sent|date|a|to|cc|copie a|objet|subject|repondre a|message du)\b ?:? .*"
)
_COLON = re.compile(r"(?:de|from|envoye|sent|date|a|to|cc|copie a|objet|subject) ?:")
_UNTIL = re.compile(r"^\s?\((?:pour )?le [^)]*\)", re.IGNORECASE)  # of our line, its day
_DATED = re.compile(r"@|\d{1,2}[ /.:]\S+[ /.:]\d{2,4}|\d{1,2}:\d\d")
_LEAST = 4


@dataclass(frozen=True, slots=True)
class OwnLine:
    """A line that a person wrote, and the line of ours that it stands under, if any."""

    text: str
    ref: str | None = None


def own_lines(reply: Reply) -> list[OwnLine]:
    """What a person wrote, in order; an empty line stays, it parts two thoughts."""
    lines = [line[:LONGEST_LINE] for line in reply.body.splitlines()[:MOST_LINES]]
    sent = fold(reply.sent_text)
    whole = {fold(line) for line in reply.sent_text.splitlines()} - {fold(reply.person)}
    kept: list[OwnLine] = []
    under: str | None = None
    tail = _tail_of(lines)
    ours_until = _last_of_ours(lines, tail, sent)
    for place, line in enumerate(lines):
        bare, quoted = _unquoted(line)
        folded = fold(bare)
        asked = _asked(folded, reply.asks)
        if _is_ours(folded, sent if quoted or place >= tail else whole):
            under = asked.ref if asked else None
        elif asked and sent and not _is_copied(bare, asked):
            kept.append(OwnLine(bare.strip(), under))
        elif asked and sent and (rest := _added(bare, asked)):
            kept.append(OwnLine(f"{asked.ref} : {rest}", asked.ref))
        elif quoted or _opens_quote(lines, place) or place >= ours_until:
            under = None if folded else under
        elif place >= tail and not _between(lines, place, sent):
            continue
        else:
            kept.append(OwnLine(bare.rstrip(), under))
    return kept


def _unquoted(line: str) -> tuple[str, bool]:
    bare = line.lstrip(" \u00a0")
    marked = bare.startswith(">")
    while bare.startswith(">"):
        bare = bare[1:].lstrip(" \u00a0")
    return bare, marked


def _is_ours(folded: str, sent: str | set[str]) -> bool:
    """Whether we sent that line: whole, or in a quote as a mail program wrapped it."""
    return len(folded) >= _LEAST and " " in folded and folded in sent


def _asked(folded: str, asks: tuple[Ask, ...]) -> Ask | None:
    """The line of ours that this line repeats."""
    start = folded.lstrip("-*• ")
    return next(
        (ask for ask in asks if start.startswith(f"{fold(ask.ref)} : {fold(ask.title)}")), None
    )


def _added(line: str, ask: Ask) -> str:
    """What somebody typed behind a line of ours, as they typed it."""
    at = _end_of_title(line, ask)
    rest = _UNTIL.sub("", line[at:])
    return rest.strip(" \u00a0:-=>")


def _is_copied(line: str, ask: Ask) -> bool:
    """Whether it repeats our line; « payé le 9 avril » beside « Payé le » is their own word."""
    title = " ".join(ask.title.split())
    return " ".join(line[: _end_of_title(line, ask)].split()).endswith(title)


def _end_of_title(line: str, ask: Ask) -> int:
    """Where the title of our line ends in a line that begins with it."""
    start = f"{fold(ask.ref)} : {fold(ask.title)}"
    return next(
        (at for at in range(len(line) + 1) if fold(line[:at]).lstrip("-*• ") == start), len(line)
    )


def _opens_quote(lines: list[str], place: int) -> bool:
    """Whether a line announces a quote, alone or with the next one."""
    folded = fold(lines[place])
    if _WROTE.fullmatch(folded) or _RULE.fullmatch(folded):
        return True
    before = fold(lines[place - 1]) if place else ""
    after = fold(lines[place + 1]) if place + 1 < len(lines) else ""
    opened = bool(_WROTE_OPEN.fullmatch(folded) and _WROTE.fullmatch(f"{folded} {after}"))
    return opened or bool(_WROTE_OPEN.fullmatch(before) and _WROTE.fullmatch(f"{before} {folded}"))


def _tail_of(lines: list[str]) -> int:
    """Where the mail that is answered begins, when it is repeated whole without `>`."""
    for place in range(len(lines)):
        if _RULE.fullmatch(fold(lines[place])) or _is_header_block(lines, place):
            return place
        if _opens_quote(lines, place):
            following = [line for line in lines[place + 1 : place + 5] if line.strip()]
            if following and not any(line.lstrip().startswith(">") for line in following):
                return place
    return len(lines)


def _is_header_block(lines: list[str], place: int) -> bool:
    if not _COLON.match(fold(lines[place])):
        return False
    block: list[str] = []
    for line in lines[place : place + 6]:
        folded = fold(line)
        if not _HEADER.fullmatch(folded):
            break
        block.append(folded)
    return len(block) >= 2 and any(_DATED.search(line) for line in block[:3])


def _last_of_ours(lines: list[str], tail: int, sent: str) -> int:
    """After the last line of ours in a mail repeated whole, nothing is an answer."""
    ours = [n for n in range(tail, len(lines)) if _is_ours(fold(_unquoted(lines[n])[0]), sent)]
    return ours[-1] + 1 if ours else (tail if tail < len(lines) else len(lines))


def _between(lines: list[str], place: int, sent: str) -> bool:
    """Whether a line stands between two lines of ours: an answer typed into the quote."""
    before = any(_is_ours(fold(line), sent) for line in lines[max(0, place - 3) : place])
    return before and not _is_header_block(lines, place)
