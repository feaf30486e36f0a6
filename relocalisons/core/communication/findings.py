"""Pure: publications late at a step of their chain, and those whose logos nobody checked."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from relocalisons.core.communication.publications import Publication, read_publications
from relocalisons.core.kernel.calendar.deadlines import day_before, working_days
from relocalisons.core.kernel.findings.gestures import Gesture, Lead, Loss, Party, Verb
from relocalisons.core.kernel.model import (
    Audience,
    DateInterval,
    Doubt,
    Finding,
    FindingKind,
    Programme,
    Reading,
    Severity,
    Trait,
)
from relocalisons.core.kernel.wording import label_of, say_partner
from relocalisons.core.kernel.words.french import NBSP, count_days, format_long_date, quote, typo
from relocalisons.core.kernel.words.names import fold, split_names
from relocalisons.core.programme.scope import codes_by_name
from relocalisons.core.sources.thresholds import (
    AGREEMENT_BEFORE,
    BRIEF_BEFORE,
    PROOF_BEFORE,
    days_in_force,
)

_CONTRACTOR = Gesture(
    verb=Verb.ASK, party=Party.PARTNER, occasion="BAT et parutions", of_whom_it_names=True
)
_BRIEF = replace(_CONTRACTOR, verb=Verb.SEND, occasion="briefs", lead=Lead.OWN_PAPER)
_AGREEMENT = Gesture(
    verb=Verb.ASK,
    party=Party.FUNDER,
    occasion="accords de parution",
    loss=Loss.PUBLICITY,
    of_whom_it_names=True,
)


class CommunicationKind(FindingKind):
    """What is told of a publication."""

    PUBLICATION_BRIEF_LATE = "publication_brief_late", _BRIEF, Trait.COMMUNICATION
    PUBLICATION_PROOF_LATE = "publication_proof_late", _CONTRACTOR, Trait.COMMUNICATION
    PUBLICATION_AGREEMENT_LATE = "publication_agreement_late", _AGREEMENT, Trait.COMMUNICATION
    PUBLICATION_LATE = "publication_late", _CONTRACTOR, Trait.COMMUNICATION
    # Published, and nobody checked the logos.
    PUBLICATION_LOGOS = (
        "publication_logos",
        replace(_CONTRACTOR, verb=Verb.REVIEW, occasion="logos", loss=Loss.PUBLICITY),
        Trait.COMMUNICATION,
    )


ALERT_DAYS = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadTimes:
    """Days before the planned publication at which each step should be done."""

    brief: int
    proof: int
    agreement: int

    @staticmethod
    def of(parameters: Mapping[str, str]) -> "LeadTimes":
        """Those of « Paramètres »."""
        return LeadTimes(
            brief=days_in_force(parameters, BRIEF_BEFORE),
            proof=days_in_force(parameters, PROOF_BEFORE),
            agreement=days_in_force(parameters, AGREEMENT_BEFORE),
        )


def find_communication(programme: Programme, *, as_of: date) -> tuple[Finding, ...]:
    """Publications late at the first step that is missing, and published ones without proof.

    A step followed by a later one is done, whether its date was noted or not; a step whose cell is
    in doubt stops the judgement there. Nothing is concluded without a planned date.
    """
    cited = {
        each.number: bool((each.funders_to_cite or "").strip()) for each in programme.deliverables
    }
    lead = LeadTimes.of(programme.parameters)
    found: list[Finding] = []
    for publication in read_publications(programme):
        if publication.is_dropped or publication.is_out is None:
            continue
        if publication.is_out:
            found.extend(_logos(publication, cited=cited, programme=programme))
        else:
            found.extend(_late(publication, programme, as_of=as_of, lead=lead))
    return tuple(found)


def _late(
    publication: Publication, programme: Programme, *, as_of: date, lead: LeadTimes
) -> Iterator[Finding]:
    planned = publication.planned
    if planned is None:
        return
    if as_of > planned:
        yield _not_out(publication, planned, programme=programme, as_of=as_of)
        return
    steps: tuple[tuple[FindingKind, Reading[DateInterval], int, str], ...] = (
        (
            CommunicationKind.PUBLICATION_BRIEF_LATE,
            publication.brief_sent,
            lead.brief,
            "brief_sent",
        ),
        (
            CommunicationKind.PUBLICATION_PROOF_LATE,
            publication.proof_received,
            lead.proof,
            "proof_received",
        ),
        (
            CommunicationKind.PUBLICATION_AGREEMENT_LATE,
            publication.funder_agreed,
            lead.agreement,
            "funder_agreed",
        ),
    )
    done = [index for index, (_, reading, _, _) in enumerate(steps) if reading.is_set]
    first = done[-1] + 1 if done else 0
    if first >= len(steps):
        return
    kind, _, days, column = steps[first]
    if any(each.doubt in (Doubt.AMBIGUOUS, Doubt.UNREADABLE) for _, each, _, _ in steps[first:]):
        return
    limit = day_before(planned, days=days, calendar=working_days(programme))
    if as_of > limit:
        yield _step_late(
            publication, programme, kind, limit=limit, planned=planned, column=column, as_of=as_of
        )


def _step_late(
    publication: Publication,
    programme: Programme,
    kind: FindingKind,
    *,
    limit: date,
    planned: date,
    column: str,
    as_of: date,
) -> Finding:
    days = (as_of - limit).days
    name, when = _name(publication), format_long_date(planned)
    late = f"attendu au plus tard le {format_long_date(limit)}, {count_days(days)} de retard"
    who = _contractor(publication, programme)
    partner, ask, useful = None, "", limit
    asked = publication.contractor or publication.contractor_name
    if kind is CommunicationKind.PUBLICATION_BRIEF_LATE:
        title = f"Le brief de {name} n’est pas parti{NBSP}: {late}, pour une parution le {when}."
        action = f"Envoyer le brief à {who}, ou décaler la parution."
        useful = planned
    elif kind is CommunicationKind.PUBLICATION_PROOF_LATE:
        title = f"Le BAT de {name} n’est pas reçu{NBSP}: {late}, pour une parution le {when}."
        action = f"Relancer {who}, ou décaler la parution."
        partner = publication.contractor
        ask = (
            f"Nous attendons le BAT de {quote(typo(publication.topic))}, prévu pour paraître le "
            f"{when}. Quand pouvez-vous nous l’envoyer\u202f?"
        )
    else:
        title = (
            f"L’accord du financeur pour {name} manque{NBSP}: {late}, pour une parution le {when}."
        )
        action = "Demander son accord au financeur, ou décaler la parution."
        asked, useful = _funder_cited(publication, programme), planned
    return _about(
        publication,
        kind,
        title=title,
        action=action,
        columns=(column, "planned_on"),
        due=useful,  # a mail to somebody says the day that was missed, an act the last one left
        days=days,
        partner=partner,
        asked=asked,
        ask=ask if partner else "",
    )


def _not_out(
    publication: Publication, planned: date, *, programme: Programme, as_of: date
) -> Finding:
    days = (as_of - planned).days
    return _about(
        publication,
        CommunicationKind.PUBLICATION_LATE,
        title=f"{_name(publication)} devait paraître le {format_long_date(planned)}{NBSP}: "
        f"{count_days(days)} de retard.",
        action=f"Voir avec {_contractor(publication, programme)} où elle en est, ou noter dans "
        f"{quote('Communication')} qu’elle est parue ou décalée.",
        columns=("published_on", "planned_on"),
        asked=publication.contractor or publication.contractor_name,
        due=planned,
        days=days,
        severity=Severity.ALERT if days > ALERT_DAYS else Severity.WATCH,
        audience=Audience.COPIL,
    )


def _logos(
    publication: Publication, *, cited: dict[str, bool], programme: Programme
) -> Iterator[Finding]:
    """Logos of a publication about a deliverable that cites funders are told with it."""
    if publication.logos_doubtful or publication.logos is True:
        return
    if any(cited.get(number) for number in publication.deliverables):
        return
    yield _about(
        publication,
        CommunicationKind.PUBLICATION_LOGOS,
        title=f"{_name(publication)} est parue, et rien ne dit que les logos des "
        "financeurs y sont.",
        action=f"Vérifier les logos avec {_contractor(publication, programme)}, puis noter "
        f"{quote('oui')} dans {quote('Logos vérifiés')}.",
        columns=("logos_checked",),
        asked=publication.contractor or publication.contractor_name,
    )


def _about(
    publication: Publication,
    kind: FindingKind,
    *,
    title: str,
    action: str,
    columns: tuple[str, ...],
    due: date | None = None,
    days: int | None = None,
    partner: str | None = None,
    asked: str = "",
    ask: str = "",
    severity: Severity = Severity.WATCH,
    audience: Audience = Audience.COORDINATION,
) -> Finding:
    return Finding(
        kind=kind,
        subject=publication.number,
        partner=partner,
        severity=severity,
        audience=Audience.PARTNER if partner else audience,
        title=title[:1].upper() + title[1:],
        action=action,
        label=label_of(publication.number, publication.topic),
        evidence=tuple(publication.place.cell(column) for column in columns),
        due=due,
        days=days,
        about=publication.planned_on.doubt is Doubt.ABOUT and due is not None,
        ask=ask,
        asked=asked,
    )


def _funder_cited(publication: Publication, programme: Programme) -> str:
    """The one funder whose agreement it is; empty where several may be asked."""
    codes = codes_by_name(programme.funders)
    cited = {
        codes[fold(name)]
        for each in programme.deliverables
        if each.number in publication.deliverables
        for name in split_names(each.funders_to_cite or "")
        if fold(name) in codes
    }
    funders = cited or set(codes.values())
    return next(iter(funders)) if len(funders) == 1 else ""


def _name(publication: Publication) -> str:
    """« La publication COM-07 – Carte des acteurs (site) »."""
    label = label_of(publication.number, publication.topic)
    return f"la publication {label} ({typo(publication.channel)})"


def _contractor(publication: Publication, programme: Programme) -> str:
    if publication.contractor:
        return say_partner(programme, publication.contractor)
    return typo(publication.contractor_name) or "le prestataire"
