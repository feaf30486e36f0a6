"""Sample: what the coordinator types in « Relances » and « Anomalies » on each demo day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

REMINDERS = "Relances"
FINDINGS = "Anomalies"
_WAITS = "à valider"  # « Relances » also lists calls and what was not written


@dataclass(frozen=True, slots=True, kw_only=True)
class RowRule:
    """Which lines of a service tab get an answer, and which.

    `partner` is a code (None: any partner), `key_starts` the start of the column « Clé »,
    `state_has` words of the column « État », `limit` how many lines at most. A line takes the
    first rule that fits; a line already answered in « Décision » is left alone.
    """

    tab: str
    decision: str
    note: str = ""
    partner: str | None = None
    key_starts: str = ""
    state_has: str = ""
    limit: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CoordinatorDay:
    """Everything she types on one day; `send_all` goes in the top cell of « Relances »."""

    on: date
    send_all: str = ""  # « tout envoyer », or nothing
    rules: tuple[RowRule, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What she types on one line: its place among the lines given, from 0."""

    index: int
    decision: str
    note: str


_DAYS = (
    CoordinatorDay(
        on=date(2026, 3, 2),
        rules=(
            RowRule(
                tab=FINDINGS,
                decision="à traiter",
                note="vu au COTECH, je les appelle cette semaine",
                key_starts="volume_shortfall:",
                limit=2,
            ),
            RowRule(
                tab=FINDINGS,
                decision="sans objet",
                note="le fichier a été remis en main propre",
                key_starts="deliverable_missing:",
                limit=1,
            ),
            # The only mails of that Monday are the notices of the technical committee.
            RowRule(tab=REMINDERS, decision="envoyer", state_has=_WAITS),
        ),
    ),
    CoordinatorDay(
        on=date(2026, 3, 3),
        rules=(
            RowRule(
                tab=REMINDERS,
                decision="pas cette fois",
                note="assemblée générale mercredi, je les vois sur place",
                partner="P11",
                state_has=_WAITS,
            ),
            RowRule(tab=REMINDERS, decision="j'appelle", partner="P13", state_has=_WAITS),
            RowRule(tab=REMINDERS, decision="envoyer", state_has=_WAITS),
        ),
    ),
    CoordinatorDay(
        on=date(2026, 3, 5),
        rules=(
            RowRule(
                tab=FINDINGS,
                decision="vu par téléphone, reparler le 19/03/2026",
                note="attend la visite des services vétérinaires",
                partner="P13",
                key_starts="action_late:",
                limit=1,
            ),
            RowRule(
                tab=FINDINGS,
                decision="date accordée au 31/03/2026",
                note="accord donné par mail le 4 mars",
                key_starts="action_late:",
                limit=1,
            ),
        ),
    ),
    CoordinatorDay(on=date(2026, 3, 10), send_all="tout envoyer"),
    CoordinatorDay(
        on=date(2026, 3, 17),
        rules=(
            RowRule(tab=REMINDERS, decision="j'appelle", partner="P04", state_has=_WAITS),
            RowRule(tab=REMINDERS, decision="envoyer", state_has=_WAITS),
        ),
    ),
    CoordinatorDay(
        on=date(2026, 4, 1),
        rules=(
            RowRule(
                tab=FINDINGS,
                decision="à traiter",
                note="à mettre à l’ordre du jour du COPIL du 16 avril",
                key_starts="action_late:",
                limit=3,
            ),
            # The notices of the steering committee, one row; she calls one of them instead.
            RowRule(
                tab=REMINDERS, decision="envoyer sauf P13", key_starts="ensemble-", state_has=_WAITS
            ),
            RowRule(tab=REMINDERS, decision="j'appelle", partner="P13", state_has=_WAITS),
            RowRule(tab=REMINDERS, decision="envoyer", state_has=_WAITS),
        ),
    ),
)


def coordinator_decisions(on: date) -> CoordinatorDay:
    """What she types that day, once the service has written its tabs; nothing on other days."""
    return next((each for each in _DAYS if each.on == on), CoordinatorDay(on=on))


def answers(
    day: CoordinatorDay, *, tab: str, lines: Sequence[Mapping[str, str]]
) -> tuple[Answer, ...]:
    """Her answers to the lines of a service tab, given by French header, in order of line.

    The columns used are « Partenaire », « Clé », « État » and « Décision »; « Partenaire » may hold
    the code alone or the code and the name.
    """
    used = dict.fromkeys(range(len(day.rules)), 0)
    found = []
    for index, line in enumerate(lines):
        if line.get("Décision", "").strip() or not line.get("Clé", "").strip():
            continue
        for place, rule in enumerate(day.rules):
            if rule.limit is not None and used[place] >= rule.limit:
                continue
            if rule.tab == tab and _fits(rule, line):
                used[place] += 1
                found.append(Answer(index=index, decision=rule.decision, note=rule.note))
                break
    return tuple(found)


def _fits(rule: RowRule, line: Mapping[str, str]) -> bool:
    partner = line.get("Partenaire", "")
    if rule.partner is not None and rule.partner not in partner.replace("–", " ").split():
        return False
    if rule.state_has not in line.get("État", ""):
        return False
    return line.get("Clé", "").startswith(rule.key_starts)
