"""Pure: the four figures on top of page one, each with its target, its gap and its colour."""

from decimal import Decimal

from relocalisons.core.deliverables.view import DeliverableState
from relocalisons.core.kernel.words.french import (
    NBSP,
    SEMICOLON,
    count_of,
    counted,
    format_money,
    format_number,
    least_percent,
    most_percent,
    percent,
    plural_word,
    points,
    signed,
    tonnes,
    whole_euros,
    whole_percent,
)
from relocalisons.core.money.spending import Spending
from relocalisons.core.producers.volumes.view import VolumeState
from relocalisons.core.reports.shared.amounts import spending_status
from relocalisons.core.reports.shared.measures import Measures, open_sum, share_paid
from relocalisons.core.views.rag import (
    MEASURABLE_SHARE,
    WORDS,
    Rag,
    rate_points,
    rate_share,
    status,
    worst_of,
)
from relocalisons.core.views.ranges import Range
from relocalisons.core.views.view import Tile

NOTHING = "–"


def progress_tile(measures: Measures) -> Tile:
    """Mean progress against what the planned dates say; grey when too few can be measured."""
    followed, measured = len(measures.followed), len(measures.measured)
    if measures.progress is None or measures.expected is None:
        return _unknown("Avancement du plan", "aucune action mesurable")
    gap = measures.progress - measures.expected
    enough = measured >= followed * MEASURABLE_SHARE
    level = rate_points(gap) if enough else Rag.UNKNOWN
    return Tile(
        label="Avancement du plan",
        value=percent(measures.progress),
        target=f"attendu {percent(measures.expected)}",
        gap=points(gap),
        status=status(level, WORDS[level] if enough else "Trop peu mesuré"),
    )


def late_tile(measures: Measures) -> Tile:
    """Late actions among those followed; any alert among them makes the tile an alert."""
    followed = len(measures.followed)
    if not followed:
        return _unknown("Actions en retard", "aucune action suivie")
    late = measures.late
    levels = [line.status.level for line in late]
    unseen = len(measures.unseen)
    # Without a late action among those that can be read, nobody knows of the others.
    calm = Rag.UNKNOWN if unseen or measures.late_range.possible else Rag.GOOD
    apart = f", dont {format_number(unseen)} non {plural_word(unseen, 'lisible')}" if unseen else ""
    doubt = f"{SEMICOLON} {measures.late_range.beside}" if measures.late_range.possible else ""
    level = worst_of(*levels) if late else calm
    # Beside the late ones, never behind those that are only to be specified.
    until = f"jusqu’à +{late[0].late_days}{NBSP}j, " if late else ""
    return Tile(
        label="Actions en retard",
        value=format_number(measures.late_range.sure),
        target=f"{until}sur {count_of(followed, 'action suivie', 'actions suivies')}{apart}{doubt}",
        gap="",
        status=status(level),
    )


def deliverables_tile(measures: Measures) -> Tile:
    """Deliverables in the Drive among those due."""
    due = measures.deliverables_due
    if not due:
        return _unknown("Livrables déposés", "aucun livrable échu")
    handed, of_missing = len(measures.handed_in), measures.missing_range
    # Every due file counts: one missing is to be watched whatever the share.
    level = rate_share(Decimal(handed), Decimal(len(due)))
    if handed < len(due) and level is Rag.GOOD:
        level = Rag.WATCH
    return Tile(
        label="Livrables déposés",
        value=f"{format_number(handed)} sur {format_number(len(due))}",
        target=f"échus à cette date{_accepted_words(measures)}",
        gap=_missing_gap(measures, of_missing),
        status=status(level),
    )


def _accepted_words(measures: Measures) -> str:
    """« , dont 5 validés ou diffusés »: a file that is there is not yet an accepted one."""
    if not measures.handed_in:
        return ""
    return ", dont " + counted(
        len(measures.accepted),
        none="aucun validé ni diffusé",
        one="1 validé ou diffusé",
        many="{n} validés ou diffusés",
    )


def _missing_gap(measures: Measures, of_missing: Range) -> str:
    """« 7 manquants, 1 refusé ; 4 autres à préciser »."""
    refused = len(measures.deliverables_in(DeliverableState.REFUSED))
    missing = count_of(of_missing.sure, "manquant") if of_missing.sure else ""
    said = [missing, counted(refused, one="1 refusé", many="{n} refusés")]
    parts = [", ".join(filter(None, said)), of_missing.beside]
    return f"{SEMICOLON} ".join(filter(None, parts))


def volumes_tile(measures: Measures) -> Tile:
    """Kilograms delivered against those due; one contract below its tolerance is watched."""
    measured, unknown = measures.volumes_measured, measures.volumes_in(VolumeState.UNKNOWN)
    if not measured:
        return _unknown(
            "Volumes livrés", "aucun contrat mesurable" if unknown else "aucun volume échu"
        )
    level = rate_share(measures.delivered, measures.committed)
    if measures.volumes_in(VolumeState.SHORT):
        level = worst_of(level, Rag.WATCH)
    enough = len(measured) >= (len(measured) + len(unknown)) * MEASURABLE_SHARE
    gap = whole_percent(measures.delivered / measures.committed) - 100
    return Tile(
        label="Volumes livrés",
        value=tonnes(measures.delivered),
        target=f"engagé {tonnes(measures.committed)}",
        gap=signed(percent(abs(gap)), gap),
        status=status(level) if enough else status(Rag.UNKNOWN, "Trop peu mesuré"),
    )


def spending_tile(spending: Spending, *, in_period: bool = False) -> Tile:
    """Paid against the budget of one funder, beside the time gone by.

    `in_period`: it is what was paid in the period of a report, told so. The gap is between the
    figures that are printed, euros and percent rounded halves up; where cells that nobody can read
    may add something, a low end is rounded down, a high one up, and the gap is the same range.
    """
    if not spending.is_measured:
        return _unknown("Dépenses payées", "aucun budget lisible")
    gone = spending.time_share
    paid = open_sum(spending.paid, spending.unsure)
    whole = not spending.unread_budgets
    beside = f" ({paid.beside})" if whole and paid.is_open and paid.more is not None else ""
    period = "dans la période, " if in_period else ""
    return Tile(
        label="Dépenses payées",
        value=format_money(whole_euros(spending.paid)),
        target=f"{period}{_of_budget(spending)}{beside}"
        + (f" pour {percent(whole_percent(gone))} du temps" if gone is not None else ""),
        gap=_behind_time(spending, spending.share, gone)
        if gone is not None and spending.share is not None and whole
        else "",
        status=status(Rag.UNKNOWN, "Budget incomplet")
        if spending.unread_budgets or spending.share is None
        else spending_status(spending.share, gone),
    )


def _of_budget(spending: Spending) -> str:
    if spending.share is None:
        return "part du budget à préciser"
    return f"{share_paid(spending)} du budget"


def _behind_time(spending: Spending, share: Decimal, gone: Decimal) -> str:
    """« −10 points, soit −34 % »: a budget is judged by the second, on the exact shares.

    « −10 à −7 points » of what may be more; « −10 points au pire » where nobody can tell how much.
    """
    paid = open_sum(spending.paid, spending.unsure)
    if paid.is_open:
        least = least_percent(share) - whole_percent(gone)
        if paid.more is None:
            return f"{points(least)} au pire"
        most = most_percent((paid.sure + paid.more) / spending.budget) - whole_percent(gone)
        return f"{signed(str(abs(least)), least)} à {points(most)}"
    gap = whole_percent(share) - whole_percent(gone)
    if gap >= 0 or not gone:
        return points(gap)
    part = whole_percent((share - gone) / gone)
    return f"{points(gap)}, soit {signed(percent(abs(part)), gap)}"


def _unknown(label: str, why: str) -> Tile:
    return Tile(label=label, value=NOTHING, target=why, gap="", status=status(Rag.UNKNOWN))
