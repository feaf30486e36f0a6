"""Pure: certificates that end or have ended, and deliveries that no certificate covered."""

from collections.abc import Iterator
from datetime import date

from relocalisons.core.kernel.model import Audience, Finding, Programme, Severity
from relocalisons.core.kernel.wording import say_contact, say_partner
from relocalisons.core.kernel.words.french import (
    NBSP,
    count_days,
    count_of,
    format_long_date,
    join_words,
    quote,
)
from relocalisons.core.producers.contracts.life import stage_of
from relocalisons.core.producers.contracts.words import RUNNING
from relocalisons.core.producers.kinds import ProducerKind
from relocalisons.core.producers.quality.certificates import (
    Certificate,
    Proof,
    latest_of_each,
    notice_of,
    read_certificates,
)
from relocalisons.core.producers.quality.coverage import proofs_missing, standings
from relocalisons.core.producers.quality.labelled_deliveries import (
    LabelledDelivery,
    labelled_deliveries,
)
from relocalisons.core.producers.quality.quality_labels import CERTIFIED, SHOWN, labels_in
from relocalisons.core.producers.quality.words.labels import LabelKind
from relocalisons.core.producers.rows import contract_sheets
from relocalisons.core.sources.laws.egalim_rules import LEVEL_2_SOURCE, level_2_until

LAST_CALL = 30  # days
_SHOWN_CELLS = 10

_MEANWHILE = (
    " D’ici là, ne plus annoncer ce label\u00a0: les livraisons qui le portent sont comptées à "
    "part."
)
_V3 = " Un certificat HVE du référentiel v3 ne vaut plus depuis le 31\u00a0décembre\u00a02024."
UNPROVEN_WORDS = "label non justifié à la date de livraison"


def find_certificates(programme: Programme, *, as_of: date) -> tuple[Finding, ...]:
    """Certificates to renew, and labels to justify; what cannot be read makes no finding here."""
    certificates = read_certificates(programme)
    deliveries = labelled_deliveries(programme)
    uses = _Uses(programme, deliveries)
    return (
        *(
            finding
            for each in latest_of_each(certificates)
            for finding in _ending(each, programme, uses=uses, as_of=as_of)
        ),
        *_unproven(programme, as_of=as_of),
        *_label_ending(programme, certificates, as_of=as_of),
    )


class _Uses:
    """What a certificate justifies: deliveries made under its label, contracts that require it."""

    def __init__(self, programme: Programme, deliveries: tuple[LabelledDelivery, ...]) -> None:
        self._delivered: dict[tuple[str, LabelKind], int] = {}
        for each in deliveries:
            for kind in each.labels if each.producer else ():
                key = (each.producer or "", kind)
                self._delivered[key] = self._delivered.get(key, 0) + 1
        self._required: dict[tuple[str, LabelKind], list[str]] = {}
        for sheet in contract_sheets(programme):
            contract = sheet.contract
            if contract.producer is None or stage_of(contract) not in RUNNING:
                continue
            for kind in labels_in(sheet.row.text("labels")):
                self._required.setdefault((contract.producer, kind), []).append(contract.number)

    def words(self, certificate: Certificate) -> str:
        """A French sentence, or empty when it justifies nothing we know of."""
        key = (certificate.producer, certificate.kind)
        if certificate.kind is LabelKind.OTHER:
            return ""
        parts: list[str] = []
        if key in self._delivered:
            parts.append(count_of(self._delivered[key], "livraison saisie", "livraisons saisies"))
        if key in self._required:
            numbers = self._required[key]
            parts.append(
                f"{'le contrat' if len(numbers) == 1 else 'les contrats'} {join_words(numbers)}"
            )
        return f"Il justifie {join_words(parts)}." if parts else ""


def _ending(
    certificate: Certificate, programme: Programme, *, uses: _Uses, as_of: date
) -> Iterator[Finding]:
    until = certificate.until
    if until is None or (until - as_of).days > notice_of(certificate.kind):
        return
    left = (until - as_of).days
    name = f"{certificate.name} ({say_partner(programme, certificate.producer)})"
    used = uses.words(certificate)
    if left < 0:
        kind = ProducerKind.CERTIFICATE_EXPIRED
        severity = Severity.ALERT if used else Severity.WATCH
        words = f"n’est plus valable depuis le {format_long_date(until)} ({count_days(-left)})"
        theirs = f"n’est plus valable depuis le {format_long_date(until)}"
    else:
        kind = ProducerKind.CERTIFICATE_EXPIRING
        severity = Severity.WATCH if left <= LAST_CALL else Severity.INFO
        words = f"est valable jusqu’au {format_long_date(until)}"
        theirs = words
    yield Finding(
        kind=kind,
        subject=certificate.subject,
        partner=certificate.producer,
        severity=severity,
        audience=Audience.PARTNER,
        title=f"Le justificatif {name} {words}.",
        action=f"Demander le nouveau justificatif à {say_contact(programme, certificate.producer)}."
        f"{_MEANWHILE if left < 0 and used else ''}",
        label=f"{certificate.name} – {say_partner(programme, certificate.producer)}",
        evidence=(certificate.row.place.cell("valid_until"),),
        due=until,
        detail=f"{used}{_V3 if certificate.is_hve_v3 else ''}".strip(),
        ask=f"Votre justificatif {quote(certificate.name)} {theirs}. Merci de déposer le nouveau "
        "et de mettre à jour sa date de validité.",
    )


# Of these a paper of the grower is asked for; « fermier » and RUP are judged in the annex alone.
_ASKED = CERTIFIED - {LabelKind.FARM, LabelKind.OUTERMOST}
_WHY: dict[frozenset[Proof], str] = {
    frozenset((Proof.OUT_OF_SCOPE,)): "hors de la portée du certificat",
    frozenset((Proof.SUSPENDED,)): "sous un certificat suspendu ou retiré",
}


def _unproven(programme: Programme, *, as_of: date) -> Iterator[Finding]:
    found: dict[tuple[str, LabelKind], list[tuple[LabelledDelivery, Proof]]] = {}
    for each, ruling in proofs_missing(standings(programme)):
        if each.producer is None or each.on is None or each.on > as_of or ruling.proof is None:
            continue
        if ruling.label in _ASKED and not each.conventional:
            found.setdefault((each.producer, ruling.label), []).append((each, ruling.proof))
    for (producer, kind), lines in sorted(found.items()):
        yield _to_justify(producer, kind, lines, programme)


def _label_ending(
    programme: Programme, certificates: tuple[Certificate, ...], *, as_of: date
) -> Iterator[Finding]:
    """Papers of level 2 that outlive what they are worth in EGalim: told from HVE's notice on."""
    until = level_2_until(programme.parameters)
    if not 0 <= (until - as_of).days <= notice_of(LabelKind.HVE):
        return
    level_2 = (each for each in certificates if each.kind is LabelKind.LEVEL_2)
    for each in latest_of_each(level_2):
        if each.until is None or each.until <= until:
            continue
        yield Finding(
            kind=ProducerKind.LABEL_ENDING,
            subject=each.subject,
            partner=each.producer,
            severity=Severity.WATCH,
            audience=Audience.COORDINATION,
            title=f"{say_partner(programme, each.producer)}{NBSP}: le niveau 2 ne compte plus dans "
            f"EGalim après le {format_long_date(until)}, même avec un certificat valable.",
            action="Prévenir les cantines qui l’achètent, et demander à "
            f"{say_contact(programme, each.producer)} si la HVE est en préparation.",
            label=f"{each.name} – {say_partner(programme, each.producer)}",
            evidence=(each.row.place.cell("label"),),
            due=until,
            detail=f"Source{NBSP}: {LEVEL_2_SOURCE}.",
        )


def _which(proofs: frozenset[Proof]) -> str:
    return "qui couvre ce produit" if Proof.OUT_OF_SCOPE in proofs else "valable"


def _to_justify(
    producer: str,
    kind: LabelKind,
    found: list[tuple[LabelledDelivery, Proof]],
    programme: Programme,
) -> Finding:
    lines = [each for each, _ in found]
    days = sorted(each.on for each in lines if each.on is not None)
    many = len(lines) > 1
    period = (
        f"entre le {format_long_date(days[0])} et le {format_long_date(days[-1])}"
        if days[0] != days[-1]
        else f"le {format_long_date(days[0])}"
    )
    count = count_of(len(lines), "livraison")
    label = SHOWN[kind]
    proofs = frozenset(proof for _, proof in found)
    why = _WHY.get(
        proofs,
        f"sans certificat valable ce{'s jours-là' if many else ' jour-là'}",
    )
    return Finding(
        kind=ProducerKind.LABEL_UNPROVEN,
        subject=f"{producer}/{kind.value}",
        partner=producer,
        severity=Severity.WATCH,
        audience=Audience.PARTNER,
        title=f"{say_partner(programme, producer)}{NBSP}: {count} {quote(label)} {period} "
        f"{why} ({UNPROVEN_WORDS}).",
        action=f"Demander à {say_contact(programme, producer)} le certificat qui couvre "
        f"{'ces livraisons' if many else 'cette livraison'}. D’ici là, "
        f"{'elles sont comptées' if many else 'elle est comptée'} à part.",
        label=f"{label} – {say_partner(programme, producer)}",
        evidence=tuple(each.row.place.cell("labels") for each in lines[:_SHOWN_CELLS]),
        ask=f"{count[0].upper()}{count[1:]} {period} {'portent' if many else 'porte'} le label "
        f"{quote(label)} et nous n’avons pas de certificat {_which(proofs)} à "
        f"{'ces dates' if days[0] != days[-1] else 'cette date'}. "
        "Pouvez-vous nous le transmettre\u202f?",
    )
