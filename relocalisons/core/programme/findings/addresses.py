"""Pure: partners to whom no mail can be sent; several of them are one line of « Partenaires »."""

from collections.abc import Collection

from relocalisons.core.kernel.model import (
    Audience,
    CellRef,
    Doubt,
    Finding,
    Partner,
    Programme,
    Reading,
    Severity,
)
from relocalisons.core.kernel.rows import PILOTAGE
from relocalisons.core.kernel.wording import label_of
from relocalisons.core.kernel.words.french import NBSP, count_of, join_words, quote, typo
from relocalisons.core.programme.findings.data import ReadingKind
from relocalisons.core.tables import PARTNERS


def find_unusable_addresses(
    programme: Programme, *, decided: Collection[str] = ()
) -> tuple[Finding, ...]:
    """Active partners to whom no mail can be sent, because one sure address is not known.

    The address itself is never repeated: findings are kept longer than addresses may be. One that
    she decided about by itself (`decided`: its key) stays a line of its own.
    """
    found = [
        (partner, _unusable(partner))
        for partner in programme.partners
        if partner.active and not has_usable_address(partner.emails)
    ]
    alone = [one for _, one in found if one.key in decided]
    others = [(partner, one) for partner, one in found if one.key not in decided]
    if len(others) < 2:
        return (*alone, *(one for _, one in others))
    return (*alone, _together(others))


def has_usable_address(emails: Reading[tuple[str, ...]]) -> bool:
    """Whether a cell gives exactly one address, without doubt."""
    value = emails.value
    return emails.doubt is Doubt.CERTAIN and value is not None and len(value) == 1


def _why(emails: Reading[tuple[str, ...]]) -> str:
    if emails.doubt is Doubt.ABSENT:
        return "aucune adresse e-mail n’est indiquée"
    if emails.value is not None and len(emails.value) > 1:
        return f"la cellule contient {len(emails.value)} adresses"
    return "l’adresse e-mail n’est pas sûre"


def _unusable(partner: Partner) -> Finding:
    absent = partner.emails.doubt is Doubt.ABSENT
    order = "Indiquer une adresse, vérifiée," if absent else "Laisser une seule adresse, vérifiée,"
    cell = partner.place.cell("email")
    name = typo(partner.name) or partner.code
    call = " En attendant, l’appeler." if partner.phone else ""
    return Finding(
        kind=ReadingKind.ADDRESS_UNUSABLE,
        subject=partner.code,
        partner=partner.code,
        severity=Severity.WATCH,
        audience=Audience.COORDINATION,
        title=f"{name}{NBSP}: aucun message ne peut partir, {_why(partner.emails)}.",
        action=f"{order} dans {quote('Partenaires')}, cellule {cell.cell}.{call}",
        label=label_of(partner.code, partner.name),
        evidence=(cell,),
    )


def _together(found: list[tuple[Partner, Finding]]) -> Finding:
    """Several such partners, each with its cell: those without an address come first."""
    told: dict[str, list[str]] = {}
    for partner, _ in found:
        cell = partner.place.cell("email").cell
        told.setdefault(_why(partner.emails), []).append(f"{partner.code} ({cell})")
    ordered = sorted(told.items(), key=lambda pair: pair[0] != _NOTHING)
    reasons = f"{NBSP}; ".join(f"{why}{NBSP}: {join_words(who)}" for why, who in ordered)
    places: tuple[CellRef, ...] = tuple(partner.place.cell("email") for partner, _ in found)
    title = PARTNERS.column("email").header
    return Finding(
        kind=ReadingKind.ADDRESSES_UNUSABLE,
        subject=f"{PILOTAGE}/{PARTNERS.name}/email",
        partner=None,
        severity=Severity.WATCH,
        audience=Audience.COORDINATION,
        title=f"{quote(PARTNERS.title)}{NBSP}: aucun message ne peut partir à "
        f"{count_of(len(found), 'partenaire')}.",
        action=f"Indiquer une seule adresse, vérifiée, dans la colonne {quote(title)} de "
        f"{quote(PARTNERS.title)}{NBSP}; en attendant, appeler.",
        label=f"{PARTNERS.title} – {title}",
        evidence=places,
        detail=f"{reasons[0].upper()}{reasons[1:]}.",
        members=tuple(one.key for _, one in found),
    )


_NOTHING = "aucune adresse e-mail n’est indiquée"
