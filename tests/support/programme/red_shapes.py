"""Generated programmes of several shapes in which it is known who loses something, and who not."""

import random
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from support.money.build import money_findings, money_programme
from support.programme.build import a_partner, a_programme, an_action
from support.reminders.planned import finding, tracked

from relocalisons.core.acts.acts import Acts, derive_acts
from relocalisons.core.assessment.assessment import assess
from relocalisons.core.kernel.model import Programme, TrackedFinding

NIGHT = date(2026, 3, 17)
LONG, SHORT = date(2026, 2, 20), date(2026, 3, 6)  # 17 and 7 working days before that night


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A programme with its acts; `losers` are those who lose something, of `everybody`."""

    programme: Programme
    acts: Acts
    everybody: frozenset[str]
    losers: frozenset[str]


def plan_only(seed: int, share: float) -> Shape:
    """A plan without a euro: who is late with what another partner waits for has it blocked.

    The others are late as well: too shortly, with what nobody waits for, or with her leave.
    """
    dice = random.Random(seed)
    codes = [f"Z{number}" for number in range(1, dice.randrange(4, 12))]
    losers = _some(dice, codes, share)
    lines, granted = [], set[str]()
    for number, code in enumerate(codes):
        waits = dice.choice([one for one in codes if one != code])
        how = "blocks" if code in losers else dice.choice(("short", "nobody", "granted"))
        end = SHORT if how == "short" else LONG - timedelta(days=dice.randrange(40))
        key = f"T{number}"
        lines.append(an_action(key, owner=code, end=end.isoformat(), work_stream=code))
        if how != "nobody":
            lines.append(
                an_action(f"T{number}x", owner=waits, end="2026-12-18", predecessors=key,
                          work_stream="autre")
            )  # fmt: skip
        granted |= {key} if how == "granted" else set()
    dice.shuffle(lines)
    programme = a_programme(
        partners=[a_partner(code, f"Structure {code}") for code in codes], actions=lines,
        as_of=NIGHT,
    )  # fmt: skip
    word = dice.choice(("sans objet", "date accordée au 12/06/2026"))
    found = [
        one
        for one in assess(programme, as_of=NIGHT, baseline={})
        if one.kind.value == "action_late"
    ]
    entries = [
        *tracked(*(one for one in found if one.subject not in granted)),
        *tracked(*(one for one in found if one.subject in granted), decision=word),
        *_untidy(dice, codes),
    ]
    return _shape(programme, entries, everybody=codes, losers=losers)


def funders_dates(seed: int, share: float) -> Shape:
    """From two to six funders: of some a report's date has passed, unsent."""
    dice = random.Random(seed)
    codes = [f"F{number}" for number in range(1, dice.randrange(3, 7))]
    losers = _some(dice, codes, share)
    funders = "\n".join(
        f"{code} | Fonds {code} | {dice.randrange(5, 90)}000 | {dice.randrange(2, 9)}0 % | "
        "01/09/2025 | 31/08/2027 | HT"
        for code in codes
    )
    schedule: list[str] = []
    for code in codes:
        how = "late" if code in losers else dice.choice(("sent", "far"))
        day = {"late": "02/03/2026", "sent": "02/03/2026", "far": "15/12/2026"}[how]
        sent = "01/03/2026" if how == "sent" else ""
        schedule.append(f"{code} | intermédiaire | 01/09/2025 | 31/01/2026 | {day} | {sent}")
    dice.shuffle(schedule)
    programme = money_programme(
        funders="Code | Nom | Montant € | Taux % | Éligibilité début | Éligibilité fin | "
        f"Base HT/TTC\n{funders}",
        schedule="Financeur | Type | Période du | Période au | Échéance | Envoyé le\n"
        + "\n".join(schedule),
        as_of=NIGHT,
    )
    found = [one for one in money_findings(programme) if one.kind.value == "report_due"]
    entries = [*tracked(*found), *_untidy(dice, ("P01", "P02"))]
    return _shape(programme, entries, everybody=codes, losers=losers)


SHAPES = {"a plan without a euro": plan_only, "dates of several funders": funders_dates}


def _some(dice: random.Random, codes: list[str], share: float) -> frozenset[str]:
    return frozenset(dice.sample(codes, round(share * len(codes))))


def _untidy(dice: random.Random, codes: Iterable[str]) -> tuple[TrackedFinding, ...]:
    """Cells to put in order, of everybody: they colour nobody."""
    return tracked(
        *(
            finding("cell_unreadable", f"{code}/actions/B{n}/status", partner=code)
            for code in codes
            for n in range(dice.randrange(1, 9))
        )
    )


def _shape(
    programme: Programme,
    entries: list[TrackedFinding],
    *,
    everybody: Iterable[str],
    losers: frozenset[str],
) -> Shape:
    acts = derive_acts(entries, programme=programme, as_of=NIGHT)
    return Shape(programme=programme, acts=acts, everybody=frozenset(everybody), losers=losers)
