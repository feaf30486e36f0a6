"""Sample: the deliverables and what becomes of each: there, missing, refused, coming in time."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from random import Random

from relocalisons.sample.deliverables.titles import DELIVERABLE_TITLES, DeliverableTitle
from relocalisons.sample.engine import ids
from relocalisons.sample.engine.cells import (
    Row,
    Typed,
    ambiguous,
    day,
    nothing,
    text,
    unreadable,
)
from relocalisons.sample.engine.days import between, month_end
from relocalisons.sample.engine.headers import usual_tab
from relocalisons.sample.engine.people import owner_cell
from relocalisons.sample.plan.schedule import plan_actions

DELIVERABLES = usual_tab(
    "deliverables",
    "Livrables",
    """
    number*: N°; title*: Titre; action: Action; owner*: Responsable; due*: Échéance;
    revised_due: Échéance révisée; type: Type; format: Format attendu; folder: Dossier Drive;
    naming_rule*: Règle de nommage; file_link: Lien fichier; version: Version; status*: Statut;
    reviewer: Relecteur; validated_by: Validé par; validated_on: Validé le;
    confidentiality: Confidentialité; funders_to_cite: Financeurs à citer; linkedin: LinkedIn;
    project_drive: Drive projet; event: Événement; website: Site
    """,
    renamed={
        "number": ("N° livrable",),
        "title": ("Intitulé",),
        "owner": ("Porteur", "Partenaire responsable"),
        "due": ("Date limite", "À rendre le"),
        "revised_due": ("Nouvelle échéance",),
        "folder": ("Dossier",),
        "naming_rule": ("Nom du fichier attendu",),
        "file_link": ("Lien",),
        "status": ("État",),
    },
    groups={
        "number": "Livrable",
        "due": "Échéances",
        "type": "Nature",
        "folder": "Dépôt",
    },
    left_out=frozenset({"event", "reviewer", "website"}),
)


class Fate(StrEnum):
    """What becomes of a deliverable, seen from the demo nights of March."""

    DONE = "done"  # its file was there before the story
    LINKED = "linked"  # its file is elsewhere, and a link says where
    UPLOADED = "uploaded"  # its file comes in January or February
    MISSING = "missing"  # due before March, no file
    EMPTY = "empty"  # a file of no bytes
    MISNAMED = "misnamed"  # a file whose name breaks the rule
    DRAFT = "draft"  # a Word draft where a PDF is due
    ANYWHERE = "anywhere"  # missing, and its line names no folder
    CAUGHT_UP = "caught_up"  # missing, then uploaded in March
    MID_MARCH = "mid_march"
    END_MARCH = "end_march"
    APRIL = "april"
    NO_RULE = "no_rule"  # nobody wrote how the file is to be named
    REFUSED = "refused"
    STRUCK = "struck"
    UNREADABLE = "unreadable"
    AMBIGUOUS = "ambiguous"
    UNKNOWN_OWNER = "unknown_owner"
    FUTURE = "future"


_PRESENT_EARLY = 11
_TO_COME = 6
_MIDDLE = (
    [Fate.UPLOADED] * 4
    + [Fate.MISSING, Fate.EMPTY, Fate.MISNAMED, Fate.DRAFT, Fate.ANYWHERE]
    + [Fate.CAUGHT_UP] * 2
    + [Fate.MID_MARCH] * 4
    + [Fate.END_MARCH] * 4
    + [Fate.APRIL] * 3
    + [Fate.NO_RULE] * 2
    + [Fate.REFUSED, Fate.STRUCK, Fate.UNREADABLE, Fate.AMBIGUOUS, Fate.UNKNOWN_OWNER]
)

_PAST = (date(2025, 12, 15), date(2026, 2, 20))
_DUES = {
    Fate.DONE: (date(2025, 10, 15), date(2025, 12, 31)),
    Fate.LINKED: (date(2025, 11, 3), date(2026, 1, 31)),
    Fate.UPLOADED: (date(2026, 1, 12), date(2026, 2, 27)),
    Fate.MID_MARCH: (date(2026, 3, 12), date(2026, 3, 16)),
    Fate.END_MARCH: (date(2026, 3, 24), date(2026, 3, 31)),
    Fate.APRIL: (date(2026, 4, 3), date(2026, 4, 14)),
    Fate.FUTURE: (date(2026, 6, 30), date(2027, 7, 15)),
}
_STATUSES = {
    Fate.DONE: ("validé", "diffusé", "validé"),
    Fate.LINKED: ("diffusé", "validé"),
    Fate.UPLOADED: ("en rédaction",),
    Fate.MISNAMED: ("déposé",),
    Fate.EMPTY: ("déposé",),
    Fate.DRAFT: ("en relecture",),
    Fate.REFUSED: ("refusé",),
    Fate.FUTURE: ("à produire",),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedDeliverable:
    """A deliverable with its date and its fate."""

    title: DeliverableTitle
    fate: Fate
    due: date

    @property
    def number(self) -> str:
        """« L04 »."""
        return self.title.number

    @property
    def folder_id(self) -> str:
        """The folder of the drive where its file is expected."""
        return ids.file_id(f"folder/{self.number}")


def plan_deliverables(seed: int) -> tuple[PlannedDeliverable, ...]:
    """Every deliverable with its fate, in order of number."""
    rng = Random(f"{seed}:deliverables")
    middle = list(_MIDDLE)
    rng.shuffle(middle)
    early = [Fate.LINKED, Fate.LINKED] + [Fate.DONE] * (_PRESENT_EARLY - 2)
    rng.shuffle(early)
    late = [Fate.FUTURE] * (len(DELIVERABLE_TITLES) - len(early) - len(middle))
    ends = {each.number: each.revised_end or each.end for each in plan_actions(seed)}
    planned = []
    for title, fate in zip(DELIVERABLE_TITLES, early + middle + late, strict=True):
        first, last = _DUES.get(fate, _PAST)
        due = between(rng, first, last)
        if rng.random() < 0.4 and month_end(due) <= last:
            due = month_end(due)
        if fate is Fate.FUTURE:  # handed in when its action ends
            due = max(ends[title.action], first)
        planned.append(PlannedDeliverable(title=title, fate=fate, due=due))
    return tuple(planned)


def deliverable_rows(
    planned: tuple[PlannedDeliverable, ...], *, seed: int
) -> dict[str, tuple[Row, ...]]:
    """The lines on the eve of the story, by owner; one of them was numbered twice."""
    rng = Random(f"{seed}:deliverable_rows")
    rows: dict[str, list[Row]] = {}
    for each in planned:
        rows.setdefault(each.title.owner, []).append(_row(each, rng=rng))
    doubled = planned[-1]
    original = rows[doubled.title.owner][-1]
    rows[doubled.title.owner].append(
        Row(
            uid=f"{doubled.number}-copie",
            cells={**original.cells, "title": text(f"{doubled.title.title} (version courte)")},
        )
    )
    return {owner: tuple(lines) for owner, lines in rows.items()}


def _row(each: PlannedDeliverable, *, rng: Random) -> Row:
    title, fate = each.title, each.fate
    folder: Typed = text(ids.folder_url(each.folder_id))
    if fate in (Fate.ANYWHERE, Fate.LINKED):
        folder = text(None)
    validated = fate is Fate.DONE
    link = None
    if fate is Fate.LINKED or (fate is Fate.DONE and rng.random() < 0.5):
        link = ids.file_url(ids.file_id(f"file/{each.number}/v1"))
    due: Typed = day(each.due)
    if fate is Fate.UNREADABLE:
        due = unreadable("31/02/2026")
    elif fate is Fate.AMBIGUOUS:
        due = ambiguous("15/02/2026 ou 28/02/2026")
    owner = owner_cell(title.owner, rng=rng)
    if fate is Fate.UNKNOWN_OWNER:
        owner = Typed("Équipe projet", None, messy=True)
    cells = {
        "number": text(each.number),
        "title": text(title.title),
        "action": text(title.action),
        "owner": owner,
        "due": due,
        "type": text(title.type),
        "format": text(title.extension.upper()),
        "folder": folder,
        "naming_rule": nothing() if fate is Fate.NO_RULE else text(title.naming_rule),
        "file_link": text(link),
        "version": text("v1" if fate is Fate.DONE else None),
        "status": text(rng.choice(_STATUSES.get(fate, ("à produire", "en rédaction")))),
        "reviewer": text("Camille Aubanel"),
        "validated_by": text("COPIL" if validated else None),
        "validated_on": day(each.due if validated else None),
        "confidentiality": text(rng.choice(("public", "partenaires", "public"))),
        "funders_to_cite": text(rng.choice(("FRA", "FRA ; PNA", "FRA ; PNA ; FDH"))),
    }
    if fate is Fate.CAUGHT_UP:
        cells["revised_due"] = day(each.due + timedelta(days=5))
    return Row(uid=each.number, cells=cells, struck=fate is Fate.STRUCK)
