"""Pure: agreements to sign, and attestations that have expired or soon will."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from relocalisons.core.kernel.definition import Subject
from relocalisons.core.kernel.findings.gestures import CALL, IN_MAILS, Lead
from relocalisons.core.kernel.model import (
    Audience,
    DateInterval,
    Doubt,
    Finding,
    FindingKind,
    Partner,
    Programme,
    Row,
    Severity,
    Trait,
)
from relocalisons.core.kernel.wording import contact_of
from relocalisons.core.kernel.words.french import (
    NBSP,
    count_days,
    format_long_date,
    quote,
    shorten,
    typo,
)
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.objectives.words import SlowProof, is_agreement, read_slow_proof
from relocalisons.core.sources.thresholds import ATTESTATION_NOTICE, days_in_force


class AdministrationKind(FindingKind):
    """What is told of the papers of a partner."""

    AGREEMENT_UNSIGNED = "agreement_unsigned", replace(CALL, lead=Lead.SIGN)
    ATTESTATION_EXPIRED = "attestation_expired", CALL, Trait.KNOWN_DATE, "attestation_expiring"
    ATTESTATION_EXPIRING = "attestation_expiring", IN_MAILS


# Days before the end when the proof of some kinds must be asked for: their audits take months.
# Everything else follows « Paramètres » (insurance, social security, authorisations: 30 days).
_NOTICES = {SlowProof.HVE: 180, SlowProof.BIO: 90, SlowProof.GLOBALGAP: 60}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Attestation:
    partner: Partner
    row: Row
    kind: str  # as typed
    until: date


def find_administration(programme: Programme, *, as_of: date) -> tuple[Finding, ...]:
    """Active partners without a signed agreement, and the attestations to renew.

    The latest attestation of a partner and kind counts; one date of them in doubt judges none.
    Nothing while nobody follows agreements: an empty column asks for none.
    """
    if not programme.follows(Subject.AGREEMENTS):
        return ()
    grouped = _attestations(programme)
    return (
        *_unsigned(programme, as_of=as_of, proven=_proven(programme)),
        *(each for one in grouped for each in _expiry(one, programme=programme, as_of=as_of)),
    )


def _unsigned(programme: Programme, *, as_of: date, proven: frozenset[str]) -> Iterator[Finding]:
    active = {partner.code: partner for partner in programme.partners if partner.active}
    for row in programme.rows("partners"):
        partner = active.get(row.text("code") or "")
        if partner is None or "agreement_signed" not in row.place.letters:
            continue
        signed = row.reading("agreement_signed")
        if signed.doubt is not Doubt.ABSENT or partner.code in proven:
            continue
        name = typo(partner.name) or partner.code
        yield Finding(
            kind=AdministrationKind.AGREEMENT_UNSIGNED,
            subject=partner.code,
            partner=partner.code,
            severity=Severity.ALERT,
            audience=Audience.PARTNER,
            title=f"{name}{NBSP}: aucune date dans {quote('Convention signée le')} au "
            f"{format_long_date(as_of)}.",
            action=f"Faire signer la convention par {contact_of(partner)}, ou noter la date "
            f"dans {quote('Partenaires')}.",
            label=f"{partner.code} – Convention de partenariat",
            evidence=(row.place.cell("agreement_signed"),),
            ask="Signez la convention de partenariat et renvoyez-nous l’exemplaire signé.",
        )


def _proven(programme: Programme) -> frozenset[str]:
    """Partners whose agreement is kept among the attestations, with a link."""
    return frozenset(
        code
        for row in programme.rows("attestations")
        if is_agreement(row.text("kind")) and row.text("link") and (code := programme.whose(row))
    )


def _attestations(programme: Programme) -> tuple[_Attestation, ...]:
    """The latest of each partner and kind; none where a date of the same kind cannot be read."""
    groups: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in programme.rows("attestations"):
        code, kind = programme.whose(row), fold(row.plain("kind"))
        if code and kind:
            groups[code, kind].append(row)
    found: list[_Attestation] = []
    for (code, _), rows in groups.items():
        partner = programme.partner(code)
        ends = [(row.reading("valid_until").value, row) for row in rows]
        known = [(value.latest, row) for value, row in ends if isinstance(value, DateInterval)]
        if partner is None or not partner.active or not known or len(known) < len(ends):
            continue
        until, row = max(known, key=lambda pair: pair[0])
        kind = row.text("kind") or ""
        found.append(_Attestation(partner=partner, row=row, kind=kind, until=until))
    return tuple(found)


def _expiry(one: _Attestation, *, programme: Programme, as_of: date) -> Iterator[Finding]:
    left = (one.until - as_of).days
    if left > _notice(one.kind, programme=programme):
        return
    name, kind = typo(one.partner.name) or one.partner.code, typo(shorten(one.kind, limit=60))
    when = format_long_date(one.until)
    expired = left < 0
    if expired:
        said = f"{quote(kind)} n’est plus valable depuis le {when} ({count_days(-left)})"
        ask = f"Envoyez-nous {quote(kind)} à jour{NBSP}: la pièce que nous avons a pris fin le "
        ask += f"{when}."
    else:
        said = f"{quote(kind)} est valable jusqu’au {when}"
        ask = f"Pensez au renouvellement{NBSP}: {quote(kind)} est valable jusqu’au {when}."
    yield Finding(
        kind=AdministrationKind.ATTESTATION_EXPIRED
        if expired
        else AdministrationKind.ATTESTATION_EXPIRING,
        subject=f"{programme.keyed_as(one.row)}/{fold(one.kind)}",
        partner=one.partner.code,
        severity=Severity.ALERT if expired else Severity.WATCH,
        audience=Audience.PARTNER,
        title=f"{name}{NBSP}: {said}.",
        action=f"Demander la nouvelle pièce à {contact_of(one.partner)} et noter sa date dans "
        f"{quote('Attestations')}.",
        label=f"{one.partner.code} – {kind}",
        evidence=(one.row.place.cell("valid_until"),),
        due=one.until,
        days=-left,
        ask=ask,
    )


def _notice(kind: str, *, programme: Programme) -> int:
    proof = read_slow_proof(kind)
    if proof is not None:
        return _NOTICES[proof]
    return days_in_force(programme.parameters, ATTESTATION_NOTICE)
