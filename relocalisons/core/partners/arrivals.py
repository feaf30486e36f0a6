"""Pure: partners that join while the programme runs: since when, and that a welcome is prepared."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from relocalisons.core.kernel.model import (
    Audience,
    Finding,
    Partner,
    Programme,
    Severity,
    WorkbookGrid,
)
from relocalisons.core.kernel.words.french import NBSP, THIN, format_long_date, quote, typo
from relocalisons.core.partners.mobilisation import MailFacts, PartnerKind
from relocalisons.core.sources.sources import read_own
from relocalisons.core.tables import PARTNERS

NEW_FOR = timedelta(days=60)  # who was not written to by then is no newcomer any more


def joined_on(
    programme: Programme,
    *,
    told: Iterable[Finding],
    earlier: Iterable[WorkbookGrid],
    as_of: date,
) -> Mapping[str, date]:
    """Partner code → the day on which it was first read, of those that joined after the others.

    `told`: the arrivals that stood before this day, which keep theirs; `earlier`: « Pilotage » in
    readings before this day. Before the first reading everybody was there.
    """
    since = {one.subject: one.due for one in told if one.kind is PartnerKind.PARTNER_JOINED}
    books = tuple(earlier)
    known = {code for pilotage in books for code in _codes_in(pilotage)}
    days = {
        each.code: since.get(each.code, as_of)
        for each in programme.partners
        if each.code in since or (known and each.code not in known)
    }
    return {code: day for code, day in days.items() if day is not None}


def find_arrivals(
    programme: Programme, *, joined: Mapping[str, date], as_of: date, mails: MailFacts | None
) -> tuple[Finding, ...]:
    """A sentence for each partner that joined and was not written to yet.

    Until a first message has left to somebody the programme has not begun: nobody is a newcomer.
    """
    sent = (mails or MailFacts()).sent
    if not any(sent.values()):
        return ()
    return tuple(
        _joined(partner, day)
        for partner in programme.partners
        if (day := joined.get(partner.code)) is not None
        and partner.active
        and as_of - day <= NEW_FOR
        and not any(on >= day for on in sent.get(partner.code, ()))
    )


def _codes_in(pilotage: WorkbookGrid) -> Iterator[str]:
    table = read_own(pilotage, PARTNERS)
    for row in table.rows if table else ():
        if row.identity:
            yield row.identity


def _joined(partner: Partner, day: date) -> Finding:
    name = f"{partner.code} ({typo(partner.name)})" if partner.name else partner.code
    return Finding(
        kind=PartnerKind.PARTNER_JOINED,
        subject=partner.code,
        partner=partner.code,
        severity=Severity.INFO,
        audience=Audience.COORDINATION,
        title=f"{name} a rejoint le programme le {format_long_date(day)}{NBSP}: son premier "
        "message sera une bienvenue.",
        action=f"Créer son classeur ({quote('Créer l’espace de travail')}) s’il n’en a pas"
        f"{THIN}; revoir avec lui les dates d’avant son arrivée.",
        label=name,
        evidence=(partner.place.cell("code"),),
        due=day,
    )
