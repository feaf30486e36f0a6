"""Pure: the dissemination kit of a validated deliverable, and the brief for whoever lays it out.

Only what the sheets say: a public link that nobody gave is asked for, never made up. The text to
paste names the structure that made the deliverable, which its own confidentiality (« public »)
allows; nothing else about a partner stands there.
"""

from dataclasses import dataclass
from datetime import date

from relocalisons.core.communication.findings import LeadTimes
from relocalisons.core.communication.publications import Publication, read_publications
from relocalisons.core.communication.words import is_channel
from relocalisons.core.deliverables.dissemination import CHANNELS, missing_channels
from relocalisons.core.deliverables.files import folders_in_common, look_for_files
from relocalisons.core.deliverables.words import (
    ACCEPTED,
    Readers,
    read_deliverable_status,
    read_readers,
)
from relocalisons.core.kernel.calendar.calendar import WorkCalendar
from relocalisons.core.kernel.calendar.deadlines import day_before, working_days
from relocalisons.core.kernel.discretion.discretion import for_others
from relocalisons.core.kernel.model import (
    DateInterval,
    Deliverable,
    Funder,
    Programme,
    Row,
)
from relocalisons.core.kernel.wording import hide_contacts, partner_name
from relocalisons.core.kernel.words.french import (
    NBSP,
    format_long_date,
    join_words,
    plural_word,
    shorten,
    typo,
)
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.programme.audience import COMMITTEE, EVERYBODY, view_for
from relocalisons.core.programme.scope import (
    active_partners,
    funders_named,
    is_funder,
    programme_name,
    quoted_label,
)
from relocalisons.core.reading.cells.readers import read_single_day
from relocalisons.core.reports.kits.wording import (
    DRIVE,
    VISUALS,
    Contents,
    linkedin_post,
    logos_to_ask,
    title_of_brief,
    where_words,
)
from relocalisons.core.views.view import Heading, PaperView, PlainTable


@dataclass(frozen=True, slots=True, kw_only=True)
class DisseminationKit(PaperView):
    """What to publish about a deliverable, with what, and which proofs are still missing."""

    template = "communication/dissemination_kit"
    number: str
    why: str
    contents: str  # what its makers say is in it, signed; or who is to be asked
    post_title: str  # a text without its link is not ready to be pasted
    post: tuple[str, ...]  # paragraphs
    to_add: str  # what is not known of it yet; empty when nothing is missing
    funders: PlainTable
    channels: PlainTable
    proofs: tuple[str, ...]
    unknown_funders: str  # cited and not in « Financeurs »; empty when there is none


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractorBrief(PaperView):
    """What a contractor is told: the aim, the words, the constraints, the dates."""

    template = "communication/contractor_brief"
    number: str
    aim: tuple[str, ...]
    words_title: str
    words: tuple[str, ...]
    funders: PlainTable
    unknown_funders: str  # as in the kit: a logo to ask for before anything is laid out
    dates: PlainTable
    to_agree: str  # with whom a day is agreed on, where none is planned
    deliverables: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kit:
    """Both documents of a deliverable; no brief where nothing is left to publish outside."""

    kit: DisseminationKit
    brief: ContractorBrief | None
    left: tuple[str, ...]  # the channels where it is still to be published

    @property
    def papers(self) -> tuple[tuple[str, DisseminationKit | ContractorBrief], ...]:
        """What is made of it, by the word of its kind."""
        brief = (("brief", self.brief),) if self.brief is not None else ()
        return (("kit", self.kit), *brief)


@for_others
def build_kits(programme: Programme, *, as_of: date, contact: str = "") -> tuple[Kit, ...]:
    """One kit for each validated public deliverable that some channel still waits for.

    `contact`: whom a contractor answers, « Camille Aubanel (coordination@…) ».
    """
    tree, shared = programme.drive, folders_in_common(programme)
    # A kit is read in the programme before anything of it is published.
    of_makers = view_for(programme, viewer=COMMITTEE).programme
    programme = view_for(programme, viewer=EVERYBODY).programme
    found: list[Kit] = []
    for deliverable in programme.deliverables:
        row = programme.row_at(deliverable.place, table="deliverables")
        if row is None or deliverable.struck or not is_publishable(deliverable, row):
            continue
        missing = missing_channels(row, as_of=as_of)
        if missing:
            file = look_for_files(deliverable, tree=tree, shared_folders=shared).item
            said = _contents(of_makers, deliverable, row)
            found.append(
                _kit(
                    programme, deliverable, row,
                    missing=missing, contents=said, in_drive=file is not None, contact=contact,
                    as_of=as_of,
                )
            )  # fmt: skip
    return tuple(sorted(found, key=lambda each: each.kit.number))


def is_publishable(deliverable: Deliverable, row: Row) -> bool:
    """Validated for sure, and said to be public; a doubt is no permission to publish."""
    accepted = read_deliverable_status(deliverable.status).value in ACCEPTED
    validated = isinstance(row.reading("validated_on").value, DateInterval)
    public = row.said("confidentiality", read_readers).value is Readers.PUBLIC
    return accepted and validated and public


def _validated_on(row: Row) -> date:
    value = row.reading("validated_on").value
    if not isinstance(value, DateInterval):
        raise TypeError("a kit is built for a validated deliverable only")
    return value.latest


def _is_about(publication: Publication, deliverable: Deliverable) -> bool:
    return fold(deliverable.number) in map(fold, publication.deliverables)


def _kit(
    programme: Programme,
    deliverable: Deliverable,
    row: Row,
    *,
    missing: tuple[str, ...],
    contents: Contents,
    in_drive: bool,
    contact: str,
    as_of: date,
) -> Kit:
    found = [each for each in read_publications(programme) if _is_about(each, deliverable)]
    publications = tuple(each for each in found if not each.is_dropped)
    cited, unknown = _cited(programme, deliverable)
    left = _left(publications, missing, in_drive=in_drive)
    post = linkedin_post(
        programme, deliverable, row, contents=contents, funders=cited, publications=publications,
        is_out=not left,
    )  # fmt: skip
    funders = _funder_table(programme, cited)
    validated = _validated_on(row)
    to_ask = logos_to_ask(unknown)
    kit = DisseminationKit(
        number=deliverable.number,
        heading=_heading(programme, deliverable, "Kit de diffusion", validated=validated),
        why=f"Validé le {format_long_date(validated)}. {_what_is_left(left)}",
        contents=contents.words,
        post_title=post.title,
        post=post.paragraphs,
        to_add=post.to_add,
        funders=funders,
        channels=_channel_table(row, publications, missing=missing, in_drive=in_drive),
        proofs=_proofs(publications, cited=cited, missing=missing),
        unknown_funders=to_ask,
    )
    outside = tuple(name for name in left if name in VISUALS)
    if not outside:
        return Kit(kit=kit, brief=None, left=left)
    brief = ContractorBrief(
        number=deliverable.number,
        heading=_heading(programme, deliverable, "Brief prestataire", validated=validated),
        aim=(*_aim(programme, deliverable, left=outside), contents.told),
        words=post.whole,
        words_title=title_of_brief(contents),
        funders=funders,
        unknown_funders=to_ask,
        dates=_dates(
            publications,
            lead=LeadTimes.of(programme.parameters),
            calendar=working_days(programme),
            as_of=as_of,
        ),
        to_agree="Les dates de livraison et de publication sont à convenir avec "
        f"{contact or 'la coordination'}.",
        deliverables=(
            *(VISUALS[name] for name in outside),
            "Les fichiers sources, à déposer dans « 06 Communication » avec le bon à tirer.",
        ),
    )
    return Kit(kit=kit, brief=brief, left=left)


def _contents(programme: Programme, deliverable: Deliverable, row: Row) -> Contents:
    """What its makers wrote of the action that it comes from, to be read again with them."""
    wanted = {fold(number) for number in row.ids("action")}
    for told in programme.rows("contributions"):
        words = told.plain("text")
        if words and wanted & {fold(number) for number in told.ids("action")}:
            who = partner_name(programme, told.partner or deliverable.owner, limit=60)
            return Contents(said=typo(shorten(hide_contacts(words), limit=320)), signed=who)
    owner = partner_name(programme, deliverable.owner, limit=60, unknown="son responsable")
    return Contents(
        said=f"À compléter{NBSP}: deux phrases sur ce qu’il contient, à demander à {owner}."
    )


def _cited(
    programme: Programme, deliverable: Deliverable
) -> tuple[tuple[Funder, ...], tuple[str, ...]]:
    """The funders to cite that « Financeurs » knows, and the names that it does not."""
    known: list[Funder] = []
    unknown: list[str] = []
    for name in funders_named(deliverable.funders_to_cite or "", programme.funders):
        funder = next((each for each in programme.funders if is_funder(name, each)), None)
        if funder is None:
            unknown.append(typo(name))
        elif funder not in known:
            known.append(funder)
    return tuple(known), tuple(unknown)


def _funder_table(programme: Programme, funders: tuple[Funder, ...]) -> PlainTable:
    logos = {fold(row.plain("code")): row.plain("logo") for row in programme.rows("funders")}
    return PlainTable(
        caption="Mentions et logos que chaque financeur demande",
        columns=("Financeur", "Mention obligatoire", "Logo"),
        rows=tuple(
            (
                typo(funder.name),
                typo(funder.mention) if funder.mention else "à demander au financeur",
                logos.get(fold(funder.code)) or "à demander au financeur",
            )
            for funder in funders
        ),
    )


def _logged(publications: tuple[Publication, ...], channel: str) -> tuple[Publication, ...]:
    """The lines of « Communication » of that channel; those that are out, where there are any."""
    lines = tuple(each for each in publications if is_channel(each.channel, channel))
    return tuple(each for each in lines if each.is_out) or lines


def _left(
    publications: tuple[Publication, ...], missing: tuple[str, ...], *, in_drive: bool
) -> tuple[str, ...]:
    """Where it is still to be published: neither logged, nor seen where it is to be put."""
    return tuple(
        name
        for name in missing
        if not (in_drive and name == DRIVE)
        and not any(each.is_out for each in _logged(publications, name))
    )


def _what_is_left(left: tuple[str, ...]) -> str:
    if not left:
        return "Il est publié, les preuves restent à noter."
    return f"Il reste à le diffuser {where_words(left)}."


def _channel_table(
    row: Row, publications: tuple[Publication, ...], *, missing: tuple[str, ...], in_drive: bool
) -> PlainTable:
    rows: list[tuple[str, ...]] = []
    for column, name in (*CHANNELS, ("event", "Événement")):
        text = row.text(column)
        day = read_single_day(row.cells.get(column))
        said = format_long_date(day) if day else typo(text or "rien de noté")
        to_do = "à publier, puis noter la date ou le lien" if name in missing else "–"
        known = _logged(publications, name)
        if in_drive and name == DRIVE and name in missing:
            said, to_do = "vu dans le Drive" if not text else said, "noter la date ou le lien"
        if not text and known:
            numbers = join_words([each.number for each in known])
            out = known[0].is_out
            state = plural_word(len(known), "publiée")
            said = f"{numbers}, {state if out else f'pas encore {state}'}"
            if out and name in missing:
                to_do = "noter la preuve, date ou lien"
        rows.append((name, said, to_do))
    return PlainTable(
        caption="Ce que note la feuille, canal par canal",
        columns=("Canal", "Noté dans la feuille", "À faire"),
        rows=tuple(rows),
    )  # fmt: skip


def _proofs(
    publications: tuple[Publication, ...], *, cited: tuple[Funder, ...], missing: tuple[str, ...]
) -> tuple[str, ...]:
    """The proofs that a funder's check would ask for and that nobody has noted."""
    said: list[str] = []
    for each in publications:
        what = f"{each.number} ({typo(each.channel)})"
        if each.is_out and not (each.link or each.link_doubtful):
            said.append(f"{what}{NBSP}: lien ou capture d’écran à noter dans « Communication ».")
        if each.is_out and not (each.logos or each.logos_doubtful) and cited:
            said.append(f"{what}{NBSP}: logos et mentions à vérifier, puis à noter.")
        if each.is_out is False and not each.funder_agreed.is_set and cited:
            said.append(f"{what}{NBSP}: accord du financeur à obtenir avant publication.")
    if not publications:
        said.append("Aucune ligne de « Communication » ne concerne ce livrable, à ajouter.")
    said += [
        f"{name}{NBSP}: capture de la publication avec les logos, à garder."
        for name in missing
        if name != DRIVE
    ]
    return tuple(said)


def _aim(
    programme: Programme,
    deliverable: Deliverable,
    *,
    left: tuple[str, ...],
) -> tuple[str, ...]:
    label = quoted_label(deliverable.number, deliverable.title)
    return (
        f"Faire connaître {label} {where_words(left)}.",
        f"Programme{NBSP}: {programme_name(programme)}, {active_partners(programme)}.",
        f"Fichier à présenter{NBSP}: {deliverable.file_link}"
        if deliverable.file_link
        else f"Fichier à présenter{NBSP}: à demander à la coordination.",
    )


def _dates(
    publications: tuple[Publication, ...],
    *,
    lead: LeadTimes,
    calendar: WorkCalendar,
    as_of: date,
) -> PlainTable:
    """The chain of each publication to come, backwards from its planned day."""
    rows: list[tuple[str, ...]] = []
    for each in publications:
        if each.is_out is not False or each.planned is None or each.planned < as_of:
            continue
        day = each.planned
        rows.append(
            (
                f"{each.number} {typo(each.channel)}",
                format_long_date(day_before(day, days=lead.proof, calendar=calendar)),
                format_long_date(day_before(day, days=lead.agreement, calendar=calendar)),
                format_long_date(day),
            )
        )
    return PlainTable(
        caption="Calendrier, à rebours de la publication prévue",
        columns=("Publication", "Bon à tirer", "Accord des financeurs", "Publication"),
        rows=tuple(rows),
    )


def _heading(
    programme: Programme, deliverable: Deliverable, what: str, *, validated: date
) -> Heading:
    # Not the day of the run: a kit whose facts did not change is not published again.
    stopped = f"Livrable validé le {format_long_date(validated)}"
    title = f"{what}{NBSP}: {quoted_label(deliverable.number, deliverable.title)}"
    name = programme_name(programme)
    return Heading(
        title=title,
        kicker="Communication",
        subtitle=name,
        running=f"{name} · {what}",
        stopped=stopped,
        description=f"{title}, {stopped[0].lower()}{stopped[1:]}",
        file_stem=f"{deliverable.number} {what}",
        as_of=validated,
    )
