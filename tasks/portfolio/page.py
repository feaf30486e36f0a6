"""The one page of a night of many programmes, in French: what is done, and where to look."""

from collections.abc import Sequence
from datetime import date

from relocalisons.core.kernel.words.french import count_of, format_long_date
from tasks.portfolio.dispatch import Errand

NAME = "Nuit du portefeuille"
_STATES = {
    "Completed": "fait",
    "Failed": "échec",
    "Crashed": "arrêté en plein travail",
    "TimedOut": "trop long",
    "Cancelled": "annulé",
    "Cancelling": "en cours d’annulation",
    "Running": "encore en cours",
    "Pending": "sur le point de commencer",
    "Scheduled": "n’a pas commencé",
    "Late": "n’a pas commencé",
}


def page_of(
    errands: Sequence[Errand],
    *,
    action: str,
    day: date,
    seconds: float | None,
    unknown: Sequence[str],
) -> str:
    """Failures first, each with the link to its run; then how long it took.

    Without `seconds` it is a rehearsal: who would run.
    """
    title = f"## {NAME} du {format_long_date(day)} : {action.lower()}"
    missing = [f"- Inconnus de ce serveur : {', '.join(unknown)}."] if unknown else []
    if seconds is None:
        would = ", ".join(one.programme for one in errands) or "aucun"
        return "\n".join((title, f"- À blanc, rien n’est lancé. Le seraient : {would}.", *missing))
    well = [one for one in errands if one.went_well]
    ill = [one for one in errands if not one.went_well]
    lines = [
        title,
        f"- {count_of(len(errands), 'programme')} : {count_of(len(well), 'fait')}, "
        f"{len(ill)} à regarder.",
        f"- Durée : {_minutes(seconds)}.",
    ]
    lines += missing
    if ill:
        lines += ["", "**À regarder**", *[f"- {_line(one)}" for one in ill]]
    if well:
        lines += ["", "**Fait**", *[f"- {_line(one)}" for one in well]]
    return "\n".join(lines)


def _line(one: Errand) -> str:
    said = _STATES.get(one.state, one.state) if one.run else f"n’a pas pu être lancé ({one.state})"
    if one.run is None and not one.state:
        said = "n’a pas été lancé"
    took = f", {one.seconds:.0f} s" if one.went_well else ""
    where = f" ([le passage](/v2/runs/flow-run/{one.run}))" if one.run else ""
    return f"{one.programme} : {said}{took}{where}"


def _minutes(seconds: float) -> str:
    whole = round(seconds)
    return f"{whole // 60} min {whole % 60:02d} s" if whole >= 60 else f"{whole} s"
