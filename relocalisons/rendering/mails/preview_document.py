"""Rendering: the week's mails as one page of HTML for Drive: contents, then about three a page.

The words are those that each reader gets; only addresses and the foot, which never change, are
left out, and that is said. Mails that differ by a name alone are one, with the names.
"""

import html
from collections.abc import Iterable
from dataclasses import dataclass

from relocalisons.core.kernel.words.french import NBSP, count_of, shorten, typo
from relocalisons.rendering.mails.context import one_line

_FOOT = "\n-- \n"
_ITEM = "- "  # begins what is asked
_FIRST_WORDS = 90  # characters in the table of contents
_NAME = "…"  # stands for the name where mails differ by it alone
_STYLE = (
    "body{font-family:Arial,sans-serif;font-size:9pt;line-height:1.15}"
    "p{margin:0 0 2pt 0}h1{font-size:15pt;margin:0 0 4pt 0}"
    "h2{font-size:11pt;margin:9pt 0 2pt 0}td{font-size:9pt;padding:1pt 4pt}"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class MailToRead:
    """A mail as it waits: its key, whose it is, its subject, how many lines, its text twin.

    `row`: the row of several equal mails on which it stands; empty for a row of its own.
    """

    key: str
    partner: str
    person: str
    subject: str
    lines: int
    text: str
    row: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What one heading of the document stands for: one mail, or several that are alike."""

    mails: tuple[MailToRead, ...]
    paragraphs: tuple[str, ...]

    @property
    def heading(self) -> str:
        """« P07, Jeanne Vernet – Votre certificat… »; of several, how many they are."""
        first = self.mails[0]
        if len(self.mails) > 1:
            return f"{count_of(len(self.mails), 'personne')} – {one_line(first.subject)}"
        who = ", ".join(filter(None, (one_line(first.partner), one_line(first.person))))
        return f"{who} – {one_line(first.subject)}"


def parts_of(mails: Iterable[MailToRead]) -> tuple[Part, ...]:
    """The mails in their order, those alike at the place of the first."""
    found: dict[tuple[str, str, tuple[str, ...]], list[MailToRead]] = {}
    for mail in mails:
        found.setdefault((mail.row, *what_all_read(mail)), []).append(mail)
    return tuple(
        Part(
            mails=tuple(alike),
            paragraphs=said if len(alike) > 1 else _paragraphs(alike[0]),
        )
        for (*_, said), alike in found.items()
    )


def what_all_read(mail: MailToRead) -> tuple[str, tuple[str, ...]]:
    """Subject and words of a mail without its reader's name: the same for mails that are equal."""
    return mail.subject, _paragraphs(mail, without_name=True)


def preview_html(parts: tuple[Part, ...], *, week: str) -> str:
    """The whole page; each part has a heading and an anchor, the contents lead to it."""
    rows = "".join(_contents(part, number=number) for number, part in enumerate(parts, start=1))
    body = "".join(_section(part, number=number) for number, part in enumerate(parts, start=1))
    count = sum(len(part.mails) for part in parts)
    note = typo(
        f"{count_of(count, 'message')}. Un message ne part qu’après votre décision dans "
        "« Relances ». Les adresses et le pied de page, toujours les mêmes, ne sont pas recopiés."
    )
    head = "".join(
        f"<td><b>{words}</b></td>" for words in ("Pour", "Objet", "Demandes", "Premiers mots")
    )
    return (
        f'<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><style>{_STYLE}</style>'
        f"</head><body><h1>Relances, semaine {html.escape(week)}</h1><p>{html.escape(note)}</p>"
        f"<table><tr>{head}</tr>{rows}</table>{body}</body></html>"
    )


def _contents(part: Part, *, number: int) -> str:
    first = part.mails[0]
    who = f"{len(part.mails)} personnes" if len(part.mails) > 1 else _reader(first)
    asked = (each.removeprefix(_ITEM) for each in part.paragraphs if each.startswith(_ITEM))
    words = next(asked, next(iter(part.paragraphs[1:]), ""))
    cells = (one_line(first.subject), str(first.lines or ""), shorten(words, limit=_FIRST_WORDS))
    told = "".join(f"<td>{html.escape(cell)}</td>" for cell in cells)
    return f'<tr><td><a href="#m{number}">{html.escape(who)}</a></td>{told}</tr>'


def _reader(mail: MailToRead) -> str:
    """« Jeanne Vernet (P07) »; the code alone of somebody without a name."""
    code = one_line(mail.partner)
    person = one_line(mail.person)
    return f"{person} ({code})" if person and person != code else code


def _section(part: Part, *, number: int) -> str:
    names = ", ".join(map(_reader, part.mails))
    alike = f"Pour{NBSP}: {names}" if len(part.mails) > 1 else ""
    told = "".join(f"<p>{html.escape(words)}</p>" for words in (alike, *part.paragraphs) if words)
    return f'<h2><a name="m{number}"></a>{html.escape(part.heading)}</h2>{told}'


def _paragraphs(mail: MailToRead, *, without_name: bool = False) -> tuple[str, ...]:
    """Its words without addresses and foot; a thing asked is one paragraph with what it says."""
    text = mail.text.split(_FOOT)[0]
    if without_name and mail.person:
        text = text.replace(mail.person, _NAME)
    found: list[str] = []
    for line in text.splitlines():
        words = one_line(line)
        if "://" in words or "mailto:" in words:
            if found and line == words and found[-1].endswith(":"):
                found.pop()  # it only announced the address
            continue
        if not words:
            continue
        if line.startswith("  ") and found:
            found[-1] += f" {words}" if found[-1].endswith((".", "?", "!")) else f". {words}"
        else:
            found.append(words)
    return tuple(found)
