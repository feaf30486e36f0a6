"""Pure: until when each partner is told of what comes, quiet periods foreseen."""

from collections.abc import Mapping
from datetime import date

from relocalisons.core.kernel.model import Programme
from relocalisons.core.programme.rules.quiet import told_until
from relocalisons.core.programme.rules.rules import read_rules


def due_soon_until(programme: Programme, *, as_of: date, days: int) -> Mapping[str, date]:
    """Partner code → the last due date that is « soon » on `as_of`; usually `days` ahead."""
    periods = tuple(read_rules(programme).quiet)
    return {
        partner.code: told_until(
            periods, code=partner.code, profile=partner.profile, as_of=as_of, days=days
        )
        for partner in programme.partners
    }
