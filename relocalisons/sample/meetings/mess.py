"""Sample: committees that are not called, not answered, without quorum, minutes or decisions."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from relocalisons.sample.engine import ids
from relocalisons.sample.engine.cells import Row, Typed, ambiguous, day, meant, number, text
from relocalisons.sample.engine.events import PILOTAGE, CellsTyped, Event
from relocalisons.sample.engine.people import Team

GROUP = "GT Filières"
GUEST = "Maëlle Cordier"  # a member who comes from no partner
_MEMBERS = ("P02", "P03", "P07", "P10", "P11", "P15", "P18")
_NEEDED = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class _Planned:
    """A meeting of the planted kind; `called` is when its notice left, `answers` who said what."""

    code: str
    on: date
    committee: str
    status: str = "prévue"
    called: date | None = None
    quorum: int | None = None
    answers: Mapping[str, str] | None = None
    presences: Mapping[str, str] | None = None
    minutes: bool = False


_ANSWERS = {
    "P02": "oui",
    "P03": "non",
    "P10": "non",
    "P11": "absent, pouvoir à préciser",
    "P15": "pouvoir à P02",
    "P18": "non",
}
_FEW = {
    "P02": "présent",
    "P03": "visio",
    "P07": "absent",
    "P10": "excusé",
    "P11": "absent excusé",
    "P15": "représenté par P02",
    "P18": "absente",
    GUEST: "excusée",
}
_UNCLEAR = {"P02": "présent", "P03": "présent ?", "P15": "visio", "P18": "présente", GUEST: "oui"}

_PLANNED = (
    _Planned(
        code="G-01",
        on=date(2026, 2, 12),
        committee=GROUP,
        status="tenue",
        called=date(2026, 1, 22),
        quorum=_NEEDED,
        answers=_ANSWERS,
        presences=_FEW,
    ),
    _Planned(code="G-02", on=date(2026, 2, 18), committee="GT Légumineuses"),
    _Planned(
        code="G-03",
        on=date(2026, 1, 29),
        committee=GROUP,
        status="tenue",
        called=date(2026, 1, 6),
        quorum=_NEEDED,
        presences=_UNCLEAR,
        minutes=True,
    ),
    *(
        _Planned(
            code=code,
            on=on,
            committee=GROUP,
            called=on - timedelta(days=22),
            quorum=_NEEDED,
            answers=_ANSWERS,
        )
        for code, on in (
            ("G-04", date(2026, 3, 9)),
            ("G-05", date(2026, 3, 16)),
            ("G-06", date(2026, 3, 24)),
            ("G-07", date(2026, 4, 8)),
        )
    ),
    *(
        _Planned(code=code, on=on, committee="GT Légumineuses")
        for code, on in (
            ("G-08", date(2026, 3, 13)),
            ("G-09", date(2026, 3, 23)),
            ("G-10", date(2026, 3, 30)),
            ("G-11", date(2026, 4, 2)),
            ("G-12", date(2026, 4, 20)),
        )
    ),
    *(
        _Planned(
            code=code,
            on=on,
            committee="GT Restauration scolaire",
            status=status,
            called=on - timedelta(days=20),
        )
        for code, on, status in (
            ("G-15", date(2026, 2, 20), "tenue le 20/02"),
            ("G-16", date(2026, 2, 27), "tenue"),
            ("G-17", date(2026, 3, 6), "prévue"),
            ("G-18", date(2026, 3, 20), "prévue"),
        )
    ),
    _Planned(
        code="G-13", on=date(2026, 3, 19), committee="GT Légumineuses", status="annulé (météo)"
    ),
    _Planned(code="G-14", on=date(2026, 2, 20), committee="GT Légumineuses", status="décalée"),
    _Planned(code="G-19", on=date(2026, 6, 25), committee="GT Légumineuses", status="annulée ?"),
)

# What she types beside the words of the list, and what it means.
_MEANS = {
    "tenue le 20/02": "tenue",
    "annulé (météo)": "annulée",
    "décalée": "reportée",
    "à traiter": "ouverte",
    "en attente": "ouverte",
    "à lancer": "ouverte",
}
_ORPHANS = (
    (
        "D-2026-031",
        "G-03",
        "Comparer les prix des légumes racines sur deux saisons",
        date(2026, 4, 30),
        "à traiter",
    ),
    ("D-2026-032", "R-04", "Trouver une salle pour la journée des cantines", None, "en attente"),
    ("D-2026-033", "R-01", "Écrire aux communes voisines", date(2026, 2, 6), "à lancer"),
    ("D-2026-034", "R-01", "Relire la charte des tournées", date(2026, 1, 30), "faite ?"),
)


def plant_committees(
    tables: Mapping[str, Mapping[str, tuple[Row, ...]]], *, teams: Mapping[str, Team]
) -> dict[str, dict[str, tuple[Row, ...]]]:
    """The same tables, with these meetings, their members, their attendance and decisions below."""
    added = {
        "meetings": tuple(_meeting(each) for each in _PLANNED),
        "attendance": tuple(
            _attendance(each, who, teams=teams)
            for each in _PLANNED
            for who in sorted({**(each.answers or {}), **(each.presences or {})})
        ),
        "committees": tuple(_member(who, teams=teams) for who in (*_MEMBERS, GUEST)),
        "decisions": tuple(_decision(*each) for each in _ORPHANS),
    }
    changed = {table: dict(owners) for table, owners in tables.items()}
    for table, rows in added.items():
        changed[table][PILOTAGE] = (*changed[table][PILOTAGE], *rows)
    return changed


def committee_events() -> tuple[Event, ...]:
    """She notes the day after which were held; of G-04 who came, and its minutes too."""
    link = text(ids.file_url(ids.file_id("meeting/G-04")))
    on = date(2026, 3, 10)
    came = {"P02": "présent", "P03": "présente", "P10": "visio", "P15": "présent", "P18": "excusé"}
    held = (("G-17", date(2026, 3, 7)), ("G-18", date(2026, 3, 21)))
    return (
        *(
            CellsTyped(
                on=day_after,
                owner=PILOTAGE,
                table="meetings",
                uid=code,
                cells={"status": text("tenue")},
            )
            for code, day_after in held
        ),
        CellsTyped(
            on=on,
            owner=PILOTAGE,
            table="meetings",
            uid="G-04",
            cells={"status": text("tenue"), "minutes": link},
        ),
        *(
            CellsTyped(
                on=on,
                owner=PILOTAGE,
                table="attendance",
                uid=f"G-04/{who}",
                cells={"presence": text(word)},
            )
            for who, word in came.items()
        ),
    )


def _meeting(each: _Planned) -> Row:
    link = ids.file_url(ids.file_id(f"meeting/{each.code}"))
    cells = {
        "number": text(each.code),
        "type": text("GT"),
        "date": day(each.on),
        "hours": text("9 h 30 – 11 h 30" if each.committee == GROUP else None),
        "place": text("visio"),
        "notice_sent": day(each.called),
        "minutes": text(link if each.minutes else None),
        "status": _said(each.status),
        "committee": text(each.committee),
        "quorum": number(each.quorum) if each.quorum else text(None),
    }
    return Row(uid=each.code, cells=cells)


def _attendance(each: _Planned, who: str, *, teams: Mapping[str, Team]) -> Row:
    cells = {
        "meeting": text(each.code),
        "partner": Typed(who, who) if who in teams else text(None),
        "person": text(teams[who].contact.name if who in teams else who),
        "presence": _said((each.presences or {}).get(who)),
        "answer": text((each.answers or {}).get(who)),
    }
    return Row(uid=f"{each.code}/{who}", cells=cells)


def _member(who: str, *, teams: Mapping[str, Team]) -> Row:
    known = who in teams
    cells = {
        "committee": text(GROUP),
        "partner": Typed(who, who) if known else text(None),
        "person": text(teams[who].contact.name if known else who),
        "email": text(teams[who].contact.email if known else "m.cordier@fra.example"),
        "role": text("membre"),
    }
    return Row(uid=f"{GROUP}/{who}", cells=cells)


def _said(words: str | None) -> Typed:
    """A word of the list, one that means the same, or one that its author doubts."""
    if words and words.endswith("?"):
        return ambiguous(words)
    return meant(words, _MEANS[words]) if words in _MEANS else text(words)


def _decision(code: str, meeting: str, words: str, due: date | None, status: str) -> Row:
    cells = {
        "number": text(code),
        "meeting": text(meeting),
        "decision": text(words),
        "owner": text(None),
        "due": day(due),
        "status": _said(status),
    }
    return Row(uid=f"decision/{code}", cells=cells)
