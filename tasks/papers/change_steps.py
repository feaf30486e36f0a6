"""The steps of « Qui a changé quoi »: two readings from the store, one page in the Drive."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from relocalisons.core.kernel.calendar.week_choice import span_asked
from relocalisons.core.kernel.model import Programme, Snapshot
from relocalisons.core.kernel.words.french import count_of, format_long_date
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.partners.asked import partners_asked
from relocalisons.core.reports.shared.change_page import ChangePage, write_change_page
from relocalisons.core.sources.changes import changes_between
from relocalisons.rendering.documents.fingerprint import fingerprint_of_content
from relocalisons.store.readings.snapshots import last_snapshot
from tasks.google.drive import DOCUMENT
from tasks.google.own_files import ensure_folder
from tasks.intake.follow_up_steps import registry_of_night
from tasks.intake.who_is_who import who_is_who
from tasks.night.console import TO_CORRECT
from tasks.night.run_artifacts import say
from tasks.papers.publication import Document, Publication, publish_and_remember
from tasks.papers.reference_steps import compare_on_demand
from tasks.run.programme_run import Google, ProgrammeRun
from tasks.run.run_requests import ChangesRequest
from tasks.run.steps import step

FOLDER = "Changements"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesTold:
    """What the run has to say: a page, or why there is none."""

    page: ChangePage | None = None
    why_not: str = ""
    link: str = ""
    compares: bool = False
    outcome: Publication | None = None


def find_changes(run: ProgrammeRun, programme: Programme, request: ChangesRequest) -> ChangesTold:
    """The differences between two days that the form names, of one partner or all.

    A day is what was read last on it or before it.
    """
    if request.compare.strip():
        compared = compare_on_demand(run, programme, request.compare)
        if isinstance(compared, str):
            return ChangesTold(why_not=compared)
        return ChangesTold(page=compared, compares=True)
    partner = request.partner
    first_day, last_day = span_asked(
        request.span, since=request.since, until=request.until, today=run.as_of
    )
    if first_day >= last_day:
        return ChangesTold(why_not="La première date doit précéder la seconde.")
    before, after = (_read_on(run, day) for day in (first_day, last_day))
    if before is None or after is None:
        day = format_long_date(first_day)
        return ChangesTold(why_not=f"Aucune lecture n’est gardée au {day} : choisir une date "
                           "plus récente.")  # fmt: skip
    registry = registry_of_night(run, after)
    changes = changes_between(
        before,
        after,
        entries=registry.sources.entries,
        parameters=registry.parameters,
        partners=programme.names.spellings,
    )
    if partner.strip():
        asked = partners_asked(partner, partners=programme.partners, names=programme.names)
        wanted = {fold(code) for code in asked.codes or (partner,)}  # one that left has no code now
        changes = tuple(change for change in changes if fold(change.owner) in wanted)
        if asked.unknown and not changes:
            return ChangesTold(why_not=asked.unknown)
    page = write_change_page(
        changes,
        since=first_day,
        until=last_day,
        names={one.code: one.name for one in programme.partners},
        people=who_is_who(run.settings, programme),
    )
    return ChangesTold(page=page)


@step("Déposer la page dans le Drive")
def publish_changes(
    run: ProgrammeRun, google: Google, told: ChangesTold, programme: Programme
) -> ChangesTold:
    """Put the page beside the coordinator's other papers; nothing in a rehearsal."""
    if told.page is None or run.dry_run:
        return told
    data = told.page.text.encode()
    document = Document(
        key=f"{run.code}:changes:{fold(told.page.title)}",
        name=told.page.title,
        data=data,
        media_type="text/plain",
        as_type=DOCUMENT,
        fingerprint=fingerprint_of_content(data),
    )
    folder = ensure_folder(
        google.drive, (run.settings.google.coordination_folder, FOLDER), items=programme.items
    )
    done = publish_and_remember(run, google, document, folder_id=folder)
    return replace(told, link=done.item.web_link, outcome=done.outcome)


def tell_changes(run: ProgrammeRun, told: ChangesTold) -> str:
    """How much changed and where the page is; cells are shown in the Drive only."""
    if told.page is None:
        return say(run, done=(), left_out=(told.why_not,), state=TO_CORRECT)
    page = told.page
    where = count_of(page.owners, "classeur ou partenaire", "classeurs ou partenaires")
    number = count_of(page.count, "changement")
    done = [f"{page.title} : {count_of(page.count, 'écart')}."]
    if not told.compares:
        done = [f"{page.title} : {number} dans {where}."]
    left_out: list[str] = []
    if told.outcome is Publication.LEFT_ALONE:
        left_out.append(f"La page a été retouchée : elle est laissée telle quelle ({told.link}).")
    elif told.link:
        done.append(f"La page est dans le Drive : {told.link}")
    return say(run, done=done, left_out=left_out)


def _read_on(run: ProgrammeRun, day: date) -> Snapshot | None:
    """What was read last by the end of a day."""
    end = datetime.combine(day + timedelta(days=1), time(), tzinfo=run.settings.zone)
    return last_snapshot(run.store, run.code, before=end)
