"""Pure: a digest as stored, and what of it still leaves when she decides.

Release takes lines out of stored blocks; it never plans and never words anything again.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from relocalisons.core.kernel.decisions import NOTHING_SAID, Meaning, Understood
from relocalisons.core.kernel.model import CellRef, FindingKind
from relocalisons.core.kernel.words.french import THIN, count_of, plural_word
from relocalisons.core.programme.decisions.decision_tabs import LINE_MARK
from relocalisons.core.programme.decisions.decisions import normalised
from relocalisons.core.reminders.digests import (
    Digest,
    DigestBlock,
    DigestGroup,
    DigestKind,
    DigestLine,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """What leaves (None when nothing is left to say), and the lines taken out with the reason."""

    digest: Digest | None
    left_out: tuple[tuple[DigestLine, str], ...]


def line_row_key(digest_key: str, line: DigestLine) -> str:
    """The key of the row that a naming line has of its own in « Relances »."""
    return f"{digest_key}{LINE_MARK}{line.key}"


def keep_what_may_leave(
    digest: Digest,
    *,
    approved: frozenset[str] = frozenset(),
    settled: frozenset[str] = frozenset(),
    unseen: frozenset[str] = frozenset(),
) -> Release:
    """The stored digest without settled lines and without naming lines that were not approved.

    `approved` holds `DigestLine.key` of naming lines; `settled` the keys of findings resolved, or
    decided otherwise, since the digest was prepared; `unseen` of those that nobody can tell any
    more, or whose line has gone: they do not leave, and nobody is thanked for them.
    """
    left_out: list[tuple[DigestLine, str]] = []
    blocks: list[DigestBlock] = []
    for block in digest.blocks:
        kept: list[DigestLine] = []
        for line in block.lines:
            if line.finding_key in unseen:
                left_out.append((line, "ligne ou classeur qui ne se lit plus depuis"))
            elif line.finding_key in settled:
                left_out.append((line, "réglé depuis la préparation du message"))
            elif line.names_partner and line.key not in approved:
                left_out.append((line, "mention d’un autre partenaire non validée"))
            else:
                kept.append(line)
        if kept:
            blocks.append(replace(block, lines=tuple(kept)))
    if not blocks and not digest.welcome:
        return Release(digest=None, left_out=tuple(left_out))
    thanks = sum(
        1 for line, _ in left_out if line.finding_key in settled - unseen and not line.names_partner
    )
    kept_digest = replace(digest, blocks=tuple(blocks), settled=digest.settled + thanks)
    return Release(digest=kept_digest, left_out=tuple(left_out))


@dataclass(frozen=True, slots=True, kw_only=True)
class StillOpen:
    """What may still be said on `as_of`: keys of the open findings, and what she decided on them.

    `words`: finding key → her decision; without a decision the key is not in it. `unseen`: keys of
    those that nobody can tell today; `gone`: numbers of lines struck or deleted.
    """

    keys: frozenset[str]
    words: Mapping[str, Understood]
    as_of: date
    unseen: frozenset[str] = frozenset()
    gone: frozenset[str] = frozenset()

    def is_lost(self, line: DigestLine) -> bool:
        """Whether what a line says can no longer be said, although nobody settled it."""
        return line.finding_key in self.unseen or normalised(line.number) in self.gone

    def says(self, line: DigestLine) -> bool:
        """Whether a stored line still holds: neither resolved nor decided otherwise since.

        A date that she granted and that the line already tells, or one that passed, changes
        nothing.
        """
        if line.finding_key not in self.keys:
            return False
        word = self.words.get(line.finding_key, NOTHING_SAID)
        comes_back = word.until is not None and word.until <= self.as_of
        match word.meaning:
            case Meaning.VOID:
                return False
            case Meaning.SEEN | Meaning.DONE:
                return comes_back
            case Meaning.GRANTED:
                return comes_back or line.due == word.until
            case _:
                return True


def say_left_out(release: Release) -> str:
    """« 2 lignes retirées (réglé depuis la préparation du message) », for « Relances »."""
    counts = Counter(reason for _, reason in release.left_out)
    return f"{THIN}; ".join(
        f"{count_of(count, 'ligne')} {plural_word(count, 'retirée')} ({reason})"
        for reason, count in counts.items()
    )


def to_document(digest: Digest) -> dict[str, Any]:
    """The digest as JSON values, for the store."""
    return {
        "partner": digest.partner,
        "partner_name": digest.partner_name,
        "profile": digest.profile,
        "person": digest.person,
        "role": digest.role,
        "as_of": digest.as_of.isoformat(),
        "settled": digest.settled,
        "thanked": digest.thanked,
        "kind": digest.kind.value,
        "about_person": digest.about_person,
        "opening": digest.opening,
        "salutation": digest.salutation,
        "welcome": digest.welcome,
        "answer_by": digest.answer_by.isoformat() if digest.answer_by else None,
        "sheet": _place_to(digest.sheet),
        "blocks": [
            {"group": block.group.value, "lines": [_line_to(line) for line in block.lines]}
            for block in digest.blocks
        ],
    }


def from_document(document: Mapping[str, Any], *, kinds: Mapping[str, FindingKind]) -> Digest:
    """The digest that `to_document` wrote; `kinds` are all that were ever declared, by value."""
    return Digest(
        partner=document["partner"],
        partner_name=document["partner_name"],
        profile=document["profile"],
        person=document["person"],
        role=document["role"],
        as_of=date.fromisoformat(document["as_of"]),
        settled=document["settled"],
        thanked=document.get("thanked", 0),
        kind=DigestKind(document.get("kind", DigestKind.DIGEST)),
        about_person=document.get("about_person", ""),
        opening=document.get("opening", ""),
        salutation=document.get("salutation", ""),
        welcome=document.get("welcome", False),
        answer_by=date.fromisoformat(answer_by)
        if (answer_by := document.get("answer_by"))
        else None,
        sheet=_place_from(document["sheet"]),
        blocks=tuple(
            DigestBlock(
                group=DigestGroup(block["group"]),
                lines=tuple(_line_from(line, kinds) for line in block["lines"]),
            )
            for block in document["blocks"]
        ),
    )


def marks_in(document: Mapping[str, Any]) -> dict[str, str]:
    """Finding key → what its row said when the stored digest asked for it."""
    return {
        line["finding_key"]: line["mark"]
        for block in document["blocks"]
        for line in block["lines"]
        if line.get("mark")
    }


def _line_to(line: DigestLine) -> dict[str, Any]:
    return {
        "finding_key": line.finding_key,
        "kind": line.kind.value,
        "number": line.number,
        "label": line.label,
        "text": line.text,
        "status": line.status,
        "due": line.due.isoformat() if line.due else None,
        "about": line.about,
        "level": line.level,
        "place": _place_to(line.place),
        "names_partner": line.names_partner,
        "mark": line.mark,
        "already_told": line.already_told,
        "size": line.size,
        "rank": line.rank,
    }


def _line_from(document: Mapping[str, Any], kinds: Mapping[str, FindingKind]) -> DigestLine:
    due = document["due"]
    return DigestLine(
        finding_key=document["finding_key"],
        kind=kinds[document["kind"]],
        number=document["number"],
        label=document["label"],
        text=document["text"],
        status=document["status"],
        due=date.fromisoformat(due) if due else None,
        about=document["about"],
        level=document["level"],
        place=_place_from(document["place"]),
        names_partner=document["names_partner"],
        mark=document.get("mark", ""),
        already_told=document.get("already_told", ""),
        size=document.get("size", 1),
        rank=document.get("rank", 0),
    )


def _place_to(place: CellRef | None) -> dict[str, Any] | None:
    if place is None:
        return None
    return {
        "file_id": place.file_id,
        "workbook": place.workbook,
        "tab": place.tab,
        "sheet_id": place.sheet_id,
        "cell": place.cell,
    }


def _place_from(document: Mapping[str, Any] | None) -> CellRef | None:
    return CellRef(**document) if document else None
