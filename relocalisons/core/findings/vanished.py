"""Pure: lines of the reference planning that have gone from the plans: deleted, or renumbered."""

from collections.abc import Iterator, Mapping
from datetime import date

from relocalisons.core.french import NBSP, format_long_date
from relocalisons.core.model import Audience, Finding, FindingKind, Programme, Severity

_OUT_OF_REACH = frozenset(
    (
        FindingKind.SOURCE_UNREACHABLE,
        FindingKind.TAB_MISSING,
        FindingKind.COLUMN_MISSING,
        FindingKind.TABLE_EMPTIED,
    )
)


def find_vanished(programme: Programme, *, baseline: Mapping[str, date]) -> tuple[Finding, ...]:
    """Actions of the frozen planning that no plan holds any more; struck lines are still there.

    Nothing is concluded while a table cannot be read: a plan out of reach has lost no line.
    """
    if any(finding.kind in _OUT_OF_REACH for finding in programme.findings):
        return ()
    present = {action.number for action in programme.actions}
    return tuple(_gone(baseline, present=present))


def _gone(baseline: Mapping[str, date], *, present: set[str]) -> Iterator[Finding]:
    for number in sorted(set(baseline) - present):
        yield Finding(
            kind=FindingKind.ROW_DELETED,
            subject=number,
            partner=None,
            severity=Severity.WATCH,
            audience=Audience.COORDINATION,
            title=f"L’action {number} du planning de référence n’est plus dans aucun plan "
            f"d’action{NBSP}: sa ligne a été supprimée ou renumérotée.",
            action="Demander au partenaire si l’action est abandonnée (le dire dans «\u00a0Statut"
            "\u00a0», sans supprimer la ligne) ou rétablir la ligne par l’historique du classeur.",
            label=number,
            detail=f"Fin prévue au planning de référence{NBSP}: "
            f"{format_long_date(baseline[number])}.",
        )
