"""Pure: the sentences of the reports; each is computed from the figures it states.

Every function returns one finished French sentence that is true for 0, 1 and many. Counting rules:
« aucune » for 0, the singular for 1, digits above; a maximum shared by several names all of them or
none; a mean is never given without what was left out of it.
"""

from collections.abc import Sequence
from decimal import Decimal

from relocalisons.core.deliverables.view import DeliverableState, is_said_there
from relocalisons.core.kernel.model import Deliverable
from relocalisons.core.kernel.words.french import (
    NBSP,
    SEMICOLON,
    count_days,
    count_of,
    counted,
    format_money,
    format_number,
    join_words,
    name_some,
    percent,
    plural_word,
    points,
    quote,
    tonnes,
    typo,
    whole_percent,
)
from relocalisons.core.kernel.words.names import natural_order
from relocalisons.core.money.spending import Spending
from relocalisons.core.plan.view import ActionLine, ActionState
from relocalisons.core.producers.volumes.reconciliation import reconcile, say_reconciled
from relocalisons.core.producers.volumes.view import VolumeState
from relocalisons.core.programme.scope import quoted_label
from relocalisons.core.reports.shared.measures import (
    Measures,
    count_states,
    open_sum,
    share_paid,
)

MAX_NAMED = 3


# --- actions --------------------------------------------------------------------------------


def progress_sentence(measures: Measures) -> str:
    """How far the actions are, against what their planned dates say."""
    if not measures.followed:
        return "Aucune action n’est suivie dans ce périmètre."
    if measures.progress is None or measures.expected is None:
        return (
            "L’avancement n’est pas mesurable"
            f"{NBSP}: aucune action n’a à la fois un avancement et des dates lisibles."
        )
    gap = measures.progress - measures.expected
    got, wanted = percent(measures.progress), percent(measures.expected)
    if gap == 0:
        text = f"L’avancement moyen atteint {got}, comme attendu à cette date"
    elif gap < 0:
        text = f"L’avancement moyen atteint {got} pour {wanted} attendus ({points(gap)})"
    else:
        text = f"L’avancement moyen atteint {got}, au-delà des {wanted} attendus ({points(gap)})"
    return f"{text}{_left_out(measures)}."


LATE_ONE = "1 action est en retard"
LATE_MANY = "{n} actions sont en retard"


def lateness_sentence(measures: Measures) -> str:
    """How many actions are late, and which one is the latest."""
    late, unseen = measures.late, _without_unseen(measures)
    if not late:
        unknown = len(measures.in_state(ActionState.UNKNOWN))
        if unknown and unknown == len(measures.followed):
            return "Aucun retard ne peut être mesuré, faute de dates et de statuts lisibles."
        scope = counted(
            unknown,
            one=f"{SEMICOLON} 1 action n’est pas mesurable",
            many=f"{SEMICOLON} {{n}} actions ne sont pas mesurables",
        )
        unsure = measures.late_range
        if unsure.possible:
            return f"Aucune action n’est en retard à coup sûr, {unsure.beside}{scope}."
        return f"Aucune action n’est en retard{scope}."
    text = measures.late_range.told(none="", one=LATE_ONE, many=LATE_MANY)
    worst = [line for line in late if line.late_days == late[0].late_days]
    days = count_days(late[0].late_days)
    if len(late) == 1:
        return f"{text}{NBSP}: {_label(late[0])}, de {days}{unseen}."
    if len(worst) == 1:
        return f"{text}{SEMICOLON} la plus en retard est {_label(worst[0])} ({days}){unseen}."
    if len(worst) <= MAX_NAMED:
        names = join_words([line.action.number for line in worst])
        return f"{text}{SEMICOLON} les plus en retard sont {names} ({days}){unseen}."
    return f"{text}{SEMICOLON} le plus grand retard est de {days}{unseen}."


def _without_unseen(measures: Measures) -> str:
    """« , sans compter 9 actions qui ne peuvent plus être dites »; empty when all can be read."""
    return counted(
        len(measures.unseen),
        one=f", sans compter {count_of(1, 'action')} qui ne peut plus être dite",
        many=f", sans compter {{n}}{NBSP}actions qui ne peuvent plus être dites",
    )


def worst_delay_sentence(measures: Measures) -> str:
    """Which action is the latest, to stand after `states_sentence`; empty when none is late."""
    late = measures.late
    if not late:
        return ""
    days = count_days(late[0].late_days)
    worst = [line for line in late if line.late_days == late[0].late_days]
    if len(worst) == 1:
        of = "Le retard" if len(late) == 1 else "Le plus grand retard"
        return f"{of} est celui de {_label(worst[0])}, de {days}."
    return f"Le plus grand retard est de {days}."


def states_sentence(measures: Measures) -> str:
    """How the actions spread over the states; the numbers add up to the total."""
    # The numbers add up to the total: what may be late stands where it is counted.
    doubt = measures.late_range.possible
    maybe = f" (dont {format_number(doubt)} peut-être en retard)" if doubt else ""
    count = count_states(measures.followed)
    stuck = [line for line in measures.in_state(ActionState.ON_TIME) if line.is_blocked]
    named = 0 < count.blocked <= MAX_NAMED
    which = f" ({join_words([_label(line) for line in stuck])})" if named else ""
    groups = (
        (count.done, "terminée", "terminées"),
        (count.on_time, "dans les délais", "dans les délais"),
        (count.blocked, f"bloquée{which}", f"bloquées{which}"),
        (count.slipping, "qui finira plus tard que prévu", "qui finiront plus tard que prévu"),
        (count.late, "en retard", "en retard"),
        (count.set_aside, "mise à part", "mises à part"),
        (count.unknown, f"non mesurable{maybe}", f"non mesurables{maybe}"),
        (count.unseen, "qui ne peut plus être dite", "qui ne peuvent plus être dites"),
    )
    total = len(measures.followed)
    if total == 0:
        return "Aucune action n’est suivie dans ce périmètre."
    parts = [
        f"{format_number(number)}{NBSP}{one if number == 1 else many}"
        for number, one, many in groups
        if number
    ]
    return f"Sur {count_of(total, 'action suivie', 'actions suivies')}{NBSP}: {join_words(parts)}."


# --- deliverables, volumes, money -----------------------------------------------------------


def deliverables_sentence(measures: Measures, *, with_plan: bool = True) -> str:
    """How many of the deliverables due are in the Drive, which are not, and which one is oldest.

    `with_plan`: also which of them the plan notes otherwise, for those who can put it right. The
    numbers add up: due = in the Drive + missing + refused + with a new date.
    """
    due = measures.deliverables_due
    if not due:
        return "Aucun livrable n’était attendu à cette date."
    if len(measures.handed_in) == len(due):
        return counted(
            len(due),
            none="",
            one="Le seul livrable attendu à cette date est dans le Drive.",
            many="Les {n} livrables attendus à cette date sont tous dans le Drive.",
        ) + (_still_to_come(measures) if with_plan else "")
    parts = [part for part in (_missing_words(measures), _other_words(measures)) if part]
    said = f"{_handed_words(measures)}{SEMICOLON} {' et '.join(parts)}"
    beside = measures.missing_range.beside if measures.missing else ""
    unsure = name_some(
        [line.deliverable.number for line in measures.deliverables if line.doubts], limit=6
    )
    whole = f"{said}{SEMICOLON} {beside} ({unsure})." if beside else f"{said}."
    return f"{whole}{_still_to_come(measures) if with_plan else ''}"


def _still_to_come(measures: Measures) -> str:
    """The files that are there though the plan still has them as to be made, by number."""
    lines = [line.deliverable for line in measures.said_to_come]
    gone = [line.deliverable for line in measures.missing if is_said_there(line.deliverable)]
    absent = ""
    if gone:
        where = "absent du Drive" if len(gone) == 1 else "absents du Drive"
        absent = f" {_noted(gone, 'est noté', 'sont notés')} au plan, mais {where}."
    if not lines:
        return absent
    there = _noted(lines, "est dans le Drive, mais noté", "sont dans le Drive, mais notés")
    return f" {there} au plan.{absent}"


def _numbers(lines: Sequence[Deliverable]) -> str:
    return name_some(sorted((line.number for line in lines), key=natural_order), limit=6)


def _noted(lines: Sequence[Deliverable], one: str, many: str) -> str:
    """« L20 et L39 sont notés « déposé » et L19 « en relecture » »: each with its own words."""
    by_status: dict[str, list[Deliverable]] = {}
    for line in sorted(lines, key=lambda line: natural_order(line.number)):
        by_status.setdefault(quote(typo(line.status or "")), []).append(line)
    groups = sorted(by_status.items(), key=lambda each: -len(each[1]))
    said = [
        f"{_numbers(group)} {plural_word(len(group), one, many) if at == 0 else status}"
        + (f" {status}" if at == 0 else "")
        for at, (status, group) in enumerate(groups)
    ]
    return join_words(said)


def _handed_words(measures: Measures) -> str:
    due, handed = len(measures.deliverables_due), len(measures.handed_in)
    if due == 1:
        return "Le seul livrable attendu à cette date n’est pas dans le Drive"
    return counted(
        handed,
        none=f"Aucun des {format_number(due)} livrables attendus n’est dans le Drive",
        one=f"1 des {format_number(due)} livrables attendus est dans le Drive",
        many=f"{{n}} des {format_number(due)} livrables attendus sont dans le Drive",
    )


def _missing_words(measures: Measures) -> str:
    missing, of_missing = measures.missing, measures.missing_range
    if not missing:
        return of_missing.beside
    oldest = missing[0]
    many = counted(len(missing), one="1 manque", many="{n} manquent")
    days = count_days(oldest.late_days)
    label = quoted_label(oldest.deliverable.number, oldest.deliverable.title)
    if of_missing.most == 1:
        return f"il manque {label}, depuis {days}"
    if len(missing) <= MAX_NAMED:
        each = [
            f"{quoted_label(line.deliverable.number, line.deliverable.title)}, "
            f"{count_days(line.late_days)}"
            for line in missing
        ]
        return f"{many} ({f'{SEMICOLON} '.join(each)})"
    if len([line for line in missing if line.late_days == oldest.late_days]) > 1:
        return f"{many}, les plus anciens depuis {days}"
    first = f"dont {label}, depuis {days}"
    return f"{many} ({first})"


def _other_words(measures: Measures) -> str:
    refused = [
        quoted_label(line.deliverable.number, line.deliverable.title)
        for line in measures.deliverables_in(DeliverableState.REFUSED)
    ]
    granted = len(measures.deliverables_in(DeliverableState.GRANTED))
    parts = (
        counted(
            len(refused),
            one=f"{(refused or ('1',))[0]} a été refusé",
            many=f"{name_some(refused)} ont été refusés",
        ),
        counted(
            granted,
            none="",
            one="1 a reçu une nouvelle date",
            many="{n} ont reçu une nouvelle date",
        ),
    )
    return ", ".join(part for part in parts if part)


def volumes_sentence(measures: Measures) -> str:
    """What the measured contracts delivered, against what was due; then everything delivered."""
    whole = say_reconciled(reconcile(measures.made, end=measures.as_of)) if measures.made else ""
    return f"{_measured_volumes(measures)} {whole}".strip()


def volumes_in_short(measures: Measures) -> str:
    """The same without what is delivered outside the measured contracts."""
    return _measured_volumes(measures)


def _measured_volumes(measures: Measures) -> str:
    measured, unknown = measures.volumes_measured, len(measures.volumes_in(VolumeState.UNKNOWN))
    if not measures.volumes:
        return "Aucun contrat de culture n’est en cours."
    if not measured:
        if unknown:
            have = f"{count_of(unknown, 'contrat')} {'a' if unknown == 1 else 'ont'}"
            return (
                f"Les volumes ne sont pas mesurables{NBSP}: {have} des cellules illisibles ou "
                "ambiguës."
            )
        return "Aucun volume n’était à livrer à cette date."
    share = whole_percent(measures.delivered / measures.committed)
    text = (
        f"Le volume livré est de {tonnes(measures.delivered)}, pour un engagement de "
        f"{tonnes(measures.committed)} à cette date, soit {percent(share)}"
    )
    short = len(measures.volumes_in(VolumeState.SHORT))
    tail = counted(
        short,
        none="aucun contrat n’est sous sa tolérance",
        one="1 contrat est sous sa tolérance",
        many="{n} contrats sont sous leur tolérance",
    )
    over = [line for line in measured if line.is_over]
    more = sum(
        ((line.delivered or Decimal(0)) - (line.committed or Decimal(0)) for line in over),
        Decimal(0),
    )
    tail += counted(
        len(over),
        one=f", 1 est au-delà (+{tonnes(more)})",
        many=f", {{n}} sont au-delà (+{tonnes(more)})",
    )
    tail += counted(unknown, one=", 1 n’est pas mesurable", many=", {n} ne sont pas mesurables")
    return f"{text}{SEMICOLON} {tail}."


def spending_sentence(spending: Spending, *, when: str = "") -> str:
    """What was paid (`when`) on the funder's budget, against the time that has gone by."""
    if not spending.is_measured:
        return "Les dépenses ne sont pas mesurables, faute de budget lisible pour ce financeur."
    eligible = sum((line.eligible_amount for line in spending.lines), Decimal(0))
    # By days and answers alone: the control of a claim may keep less, and has its own page.
    known = "éligibles d’après leurs dates et les rejets connus"
    apart = f", dont {format_money(eligible)} {known}," if eligible < spending.paid else ""
    text = (
        f"{format_money(spending.paid)} payés{when}{apart} sur {format_money(spending.budget)} de "
        f"budget{_unallotted(spending)}, {_share(spending)}"
    )
    if spending.time_share is not None:
        gone = whole_percent(spending.time_share)
        text += f", alors que {percent(gone)} de la période d’éligibilité sont écoulés"
    beside = open_sum(spending.paid, spending.unsure).beside
    holes = [
        words
        for words in (
            counted(
                spending.left_out,
                none="",
                one="1 dépense n’a pas pu être comptée",
                many="{n} dépenses n’ont pas pu être comptées",
            )
            + (f" ({beside})" if beside else ""),
            counted(
                spending.unread_budgets,
                none="",
                one="1 ligne de budget est illisible et manque au total",
                many="{n} lignes de budget sont illisibles et manquent au total",
            ),
        )
        if words
    ]
    return f"{SEMICOLON} ".join([text, ", ".join(holes)] if holes else [text]) + "."


def _unallotted(spending: Spending) -> str:
    rest = spending.unallotted
    return f" (dont {format_money(rest)} non répartis)" if rest else ""


def _share(spending: Spending) -> str:
    if spending.share is None:  # more is paid than what may not be all of it
        return "sans que l’on sache si c’est toute l’aide"
    return f"soit {share_paid(spending)}"


def _left_out(measures: Measures) -> str:
    """The actions of which no progress or no date can be read: how many, and the first ones."""
    counted_in = {line.action.key for line in measures.measured}
    missing = [
        line.action.number for line in measures.followed if line.action.key not in counted_in
    ]
    named = f"{format_number(len(measures.followed))} ({name_some(missing)})"
    return counted(
        len(missing),
        one=f"{SEMICOLON} 1 action n’est pas comptée sur {named}",
        many=f"{SEMICOLON} {{n}} actions ne sont pas comptées sur {named}",
    )


def _label(line: ActionLine) -> str:
    return quoted_label(line.action.number, line.action.title)
