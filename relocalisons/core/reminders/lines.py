"""Pure: one finding as one line for the person who can do something about it."""

from dataclasses import replace
from datetime import date, timedelta

from relocalisons.core.deliverables.findings import DeliverableKind
from relocalisons.core.kernel.calendar.forecast import is_open
from relocalisons.core.kernel.model import (
    Action,
    CellRef,
    Finding,
    Programme,
    Trait,
)
from relocalisons.core.kernel.rows import LASTING_MARK
from relocalisons.core.kernel.wording import label_of
from relocalisons.core.kernel.words.french import (
    NBSP,
    THIN,
    count_days,
    count_of,
    format_day,
    format_long_date,
    quote,
    typo,
)
from relocalisons.core.kernel.words.names import natural_order
from relocalisons.core.producers.kinds import ProducerKind
from relocalisons.core.programme.findings.data import ReadingKind
from relocalisons.core.programme.plan_kinds import PlanKind
from relocalisons.core.programme.references import actions_by_key, waiting_actions
from relocalisons.core.reminders.digests import DigestGroup, DigestLine
from relocalisons.core.reminders.rules.answers import AlreadyTold

UPCOMING = timedelta(days=14)


def line_of(
    finding: Finding,
    *,
    due: date | None,
    granted: bool,
    level: int,
    as_of: date,
    programme: Programme,
    place: CellRef | None,
    mark: str = "",
    already: AlreadyTold | None = None,
) -> DigestLine:
    """The line of a finding whose date in force, for reminders, is `due`."""
    return DigestLine(
        finding_key=finding.key,
        kind=finding.kind,
        number=number_of(finding),
        label=_label(finding, place=place),
        text=_text(finding, due=due, granted=granted, as_of=as_of, programme=programme),
        status=_status(due, as_of=as_of, precise=finding.kind.has(Trait.TO_PRECISE)),
        due=due,
        about=finding.about and not granted,
        level=level,
        place=place,
        mark=mark,
        already_told=say_already_told(already or AlreadyTold()),
        size=finding.size,
    )


def group_of(line: DigestLine, *, as_of: date) -> DigestGroup:
    """The part of the digest where a line belongs; « cette semaine » ends on Sunday.

    What is asked without a date, or long before it, stands apart from what is due.
    """
    if line.kind.has(Trait.TO_PRECISE):
        return DigestGroup.CELLS
    if line.due is None:
        return DigestGroup.OTHER
    if line.due < as_of:
        return DigestGroup.LATE
    if not line.kind.has(Trait.DATED) and line.due > as_of + UPCOMING:
        return DigestGroup.OTHER
    same_week = line.due.isocalendar()[:2] == as_of.isocalendar()[:2]
    return DigestGroup.THIS_WEEK if same_week else DigestGroup.UPCOMING


def blocking_lines(line: DigestLine, *, programme: Programme) -> tuple[DigestLine, ...]:
    """One line per partner whose open action waits for this late one; each names that partner."""
    action = actions_by_key(programme).get(line.finding_key.partition(":")[2])
    if line.kind is not PlanKind.ACTION_LATE or action is None:
        return ()
    held: dict[str, list[Action]] = {}
    for other in waiting_actions(programme).get(action.key, ()):
        if is_open(other) and other.owner and other.owner != action.owner:
            held.setdefault(other.owner, []).append(other)
    return tuple(
        replace(
            line,
            text=_blocking_text(actions, code, programme=programme),
            names_partner=code,
            already_told="",
        )
        for code, actions in sorted(held.items())
    )


def number_of(finding: Finding) -> str:
    """What she would say on the phone: `A1.2`, or for a cell the number of its row."""
    parts = finding.subject.split("/")
    if finding.members:
        return finding.label.rpartition(" – ")[2]  # a column
    if finding.kind.has(Trait.TO_PRECISE):
        name = parts[2] if len(parts) >= 3 else parts[-1]
        # « ligne 12 » of a line that no number names.
        return finding.label.partition(" – ")[0] if name.startswith(LASTING_MARK) else name
    if finding.kind.has(Trait.BY_DATE):
        return finding.label.partition(" – ")[0]  # its subject is its lasting name
    if finding.kind.has(Trait.DATED):
        return parts[-1]
    return _without_own_code(finding).partition(" – ")[0] or parts[-1]


def _without_own_code(finding: Finding) -> str:
    """« Feuille de temps de mars »: nobody needs to be told their own code."""
    return finding.label.removeprefix(f"{finding.partner} – ")


def _label(finding: Finding, *, place: CellRef | None) -> str:
    """The finding's own label; a row without number is looked for by its tab."""
    label = typo(_without_own_code(finding))
    return f"{typo(place.tab)}, {label}" if place and label.startswith("ligne ") else label


def _status(due: date | None, *, as_of: date, precise: bool) -> str:
    """« 12 jours de retard », « pour vendredi 6 mars », « à préciser », « à faire »."""
    if due is None:
        return "à préciser" if precise else "à faire"
    if due < as_of:
        return f"{count_days((as_of - due).days)} de retard"
    far = due.year != as_of.year
    return f"pour le {format_long_date(due) if far else format_day(due)}"


def _text(
    finding: Finding,
    *,
    due: date | None,
    granted: bool,
    as_of: date,
    programme: Programme,
) -> str:
    if finding.kind.has(Trait.TO_PRECISE):
        return _to_precise(finding)
    sentences: list[str] = []
    if granted and due is not None:
        until = f"élai accordé jusqu’au {format_long_date(due)}"
        sentences.append(f"Le d{until} est passé." if due < as_of else f"D{until}.")
    if not finding.kind.has(Trait.DATED):
        sentences.append(typo(finding.ask))
    elif isinstance(finding.kind, DeliverableKind):
        sentences.append(_expected_file(finding, programme=programme))
    return " ".join(part for part in sentences if part)


def _to_precise(finding: Finding) -> str:
    """What to type, said to the one who typed; `action` is for the coordinator and names people."""
    match finding.kind:
        case ReadingKind.DUPLICATE_ID:
            return (
                f"{typo(finding.title)} Donnez un autre numéro à la seconde ligne, ou supprimez-la "
                f"si c’est la même{THIN}; en attendant, seule la première est suivie."
            )
        case ProducerKind.VOLUME_UNKNOWN:
            return (
                "Nous ne pouvons pas comparer vos livraisons aux volumes prévus. Précisez cette "
                "cellule, avec son unité (kg ou tonnes)."
            )
        case _:
            return typo(finding.ask or finding.detail or finding.title)


def _expected_file(finding: Finding, *, programme: Programme) -> str:
    wanted = next((one for one in programme.deliverables if one.key == finding.subject), None)
    if wanted is None or not wanted.naming_rule:
        return ""
    return f"Nom du fichier attendu dans le Drive{NBSP}: {wanted.naming_rule.strip()}."


def say_already_told(already: AlreadyTold) -> str:
    """In how many messages the reader of a line was told of it; empty for a first time."""
    if not already.digests:
        return ""
    if already.digests == 1 and already.in_last:
        return "Nous en parlions déjà dans notre dernier message."
    return f"Nous en avons déjà parlé dans {count_of(already.digests, 'message')}."


def _blocking_text(actions: list[Action], code: str, *, programme: Programme) -> str:
    partner = programme.partner(code)
    who = partner.name if partner else code
    ordered = sorted(actions, key=lambda one: natural_order(one.number))
    first = ordered[0]
    what = quote(label_of(first.number, first.title))
    rest = len(ordered) - 1
    more = f" et {count_of(rest, 'autre action', 'autres actions')}"
    return f"La suite en dépend{NBSP}: {what}{more if rest else ''} ({typo(who)})."
