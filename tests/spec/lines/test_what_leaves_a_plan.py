"""An open action that leaves its plan, deleted or struck out, is told with what it was, once."""

from datetime import date

import pytest
from support.programme.nights import said
from support.programme.sheets import later, one_partner, tab, understood

from relocalisons.core.acts.acts import Act, derive_acts
from relocalisons.core.acts.shelves import When, place
from relocalisons.core.acts.wording import say_act
from relocalisons.core.assessment.struck import find_struck
from relocalisons.core.assessment.vanished import Vanished, find_vanished
from relocalisons.core.kernel.model import Finding, FindingState, Programme, TrackedFinding

TUESDAY = date(2026, 3, 3)
HEADER = (
    "N° action | Intitulé | Responsable | Début prévu | Fin prévue | "
    "Fin réelle | Avancement | Statut"
)
BLOCKED = "A1.1 | Former | P01 | 05/01/2026 | 13/02/2026 | | 0 % | bloqué"
LATE = "A1.2 | Équiper | P01 | 05/01/2026 | 27/02/2026 | | 40 % | en cours"
AHEAD = "A1.3 | Publier | P01 | 05/01/2026 | 30/06/2026 | | 40 % | en cours"
UNBEGUN = "A1.4 | Fêter | P01 | 01/09/2026 | 30/09/2026 | | 0 % | à venir"
DONE = "A1.5 | Signer | P01 | 05/01/2026 | 30/01/2026 | 28/01/2026 | 100 % | terminé"
STAYS = "A1.6 | Suivre | P01 | 05/01/2026 | 30/11/2026 | | 10 % | en cours"
LINES = (BLOCKED, LATE, AHEAD, UNBEGUN, DONE, STAYS)
WAS = [
    (BLOCKED, "Était bloquée, fin prévue le 13 février 2026."),
    (LATE, "Était en retard, fin prévue le 27 février 2026."),
    (AHEAD, "Était en cours, fin prévue le 30 juin 2026."),
    (UNBEGUN, "N’était pas commencée, fin prévue le 30 septembre 2026."),
]


def plan(*lines: str):
    return one_partner(tab("Plan d'action", "\n".join((HEADER, *lines)), sheet_id=7))


def struck(line: str) -> str:
    number, title, *rest = (part.strip() for part in line.split("|"))
    return " | ".join((f"~{number}~", f"~{title}~", *rest))


def without(*gone: str) -> tuple[str, ...]:
    return tuple(line for line in LINES if line not in gone)


def after(*lines: str, before: tuple[str, ...] = LINES) -> Programme:
    return understood(plan(*lines), previous=later(plan(*before), days=-1))


def deleted(*gone: str, told: tuple[Finding, ...] = ()) -> tuple[Finding, ...]:
    """What is told the night after these lines went."""
    return find_vanished(after(*without(*gone)), baseline={}, vanished=Vanished(told=told))


def crossed_out(line: str) -> tuple[Finding, ...]:
    return find_struck(after(*(struck(each) if each == line else each for each in LINES)))


def acts(*findings: Finding, programme: Programme) -> dict[When, tuple[Act, ...]]:
    tracked = [
        TrackedFinding(finding=one, state=FindingState.NEW, first_seen=TUESDAY) for one in findings
    ]
    found = derive_acts(tracked, programme=programme, as_of=TUESDAY)
    return {w: a for w, a in place(found, programme=programme, as_of=TUESDAY).items() if a}


@pytest.mark.parametrize(("line", "was"), WAS)
def test_a_deleted_line_is_told_with_what_it_was(line, was):
    (finding,) = deleted(line)

    assert said(finding.detail).startswith(was)


@pytest.mark.parametrize(("line", "was"), WAS)
def test_a_struck_line_is_told_with_what_it_was(line, was):
    (finding,) = crossed_out(line)

    assert said(finding.detail).startswith(was)


def test_of_a_line_that_was_done_nothing_more_is_said():
    (finding,) = deleted(DONE)

    assert said(finding.detail) == "Lue pour la dernière fois le 2 mars 2026."
    assert finding.headline == ""


def test_deleted_and_struck_lines_are_one_act_of_this_week():
    lines = (struck(BLOCKED), *without(BLOCKED, LATE))
    programme = after(*lines)
    findings = (*find_struck(programme), *find_vanished(programme, baseline={}))

    ((when, (act,)),) = acts(*findings, programme=programme).items()

    assert when is When.THIS_WEEK
    assert said(say_act(act, programme=programme)) == (
        "Décider : lignes du plan (A1.2 – ligne disparue, était en retard et 1 autre)"
    )


def test_a_day_on_which_it_ended_settles_no_struck_line_that_is_blocked_or_to_come():
    ended = "13/02/2026 | 12/02/2026"
    lines = [
        struck(f"A1.{n} | Former | P01 | 05/01/2026 | {ended} | | {status}")
        for n, status in enumerate(("bloqué", "à venir", "en cours", "", "terminé"))
    ]

    assert [one.subject for one in find_struck(understood(plan(*lines)))] == ["A1.0", "A1.1"]


MANY = tuple(f"A2.{n} | Tâche {n} | P01 | 05/01/2026 | 27/02/2026 | | 0 % | en cours"
             for n in range(1, 21))  # fmt: skip


def test_many_lines_gone_at_once_are_one_line():
    kept = (*LINES, *MANY)
    programme = understood(plan(*LINES), previous=later(plan(*kept), days=-1))

    (finding,) = find_vanished(programme, baseline={"A2.7": TUESDAY})

    assert said(finding.title) == (
        "20 lignes ne sont plus dans « Plan d’action » (« Suivi P01 ») : elles ont été supprimées "
        "ou renumérotées."
    )
    assert "20 n’étaient pas finies" in said(finding.detail)
    assert len(finding.members) == 20


def test_many_lines_gone_at_once_are_told_until_the_last_is_back():
    kept = (*LINES, *MANY)
    programme = understood(plan(*LINES), previous=later(plan(*kept), days=-1))
    first = find_vanished(programme, baseline={})

    half = understood(plan(*LINES, *MANY[:8]), previous=later(plan(*kept), days=-1))
    all_back = understood(plan(*kept), previous=later(plan(*kept), days=-1))
    (then,) = find_vanished(half, baseline={}, vanished=Vanished(told=first))

    assert then.key == first[0].key
    assert "8 sont revenues" in said(then.detail)
    assert find_vanished(all_back, baseline={}, vanished=Vanished(told=first)) == ()
