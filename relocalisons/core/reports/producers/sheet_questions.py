"""Pure: what to ask a producer in a field: what findings ask, then what the page itself shows."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from relocalisons.core.kernel.model import (
    Delivery,
    FindingKind,
    GrowingContract,
    TrackedFinding,
    first_day,
    last_day,
)
from relocalisons.core.kernel.words.french import (
    NBSP,
    THIN,
    format_long_date,
    join_words,
    plural_word,
    quote,
    shorten,
    tonnes,
    typo,
)
from relocalisons.core.producers.contracts.life import term_of
from relocalisons.core.producers.contracts.words import Renewal
from relocalisons.core.producers.kinds import ProducerKind
from relocalisons.core.producers.quality.certificates import (
    Certificate,
    latest_of_each,
    notice_of,
)
from relocalisons.core.producers.rows import ContractSheet
from relocalisons.core.producers.volumes.view import VolumeLine, VolumeState, net_kilograms
from relocalisons.core.producers.volumes.volumes import in_kilograms
from relocalisons.core.views.rag import Rag, Status, status

MOST_QUESTIONS = 6
LONGEST_QUESTION = 260
SHOWN_BEFORE = 60  # days: the next visit may be after the end of a paper that ends within them
# What is worth asking in a field, the most pressing first; the rest is for the office.
_ASKED: tuple[FindingKind, ...] = (
    ProducerKind.VOLUME_SHORTFALL,
    ProducerKind.VOLUME_PROJECTED,
    ProducerKind.VOLUME_RISK,
    ProducerKind.CONTRACT_UNSIGNED,
    ProducerKind.CERTIFICATE_EXPIRED,
    ProducerKind.LABEL_UNPROVEN,
    ProducerKind.VOLUME_OVER,
    ProducerKind.CONTRACT_RENEWAL,
    ProducerKind.PRICE_REVIEW_DUE,
    ProducerKind.CERTIFICATE_EXPIRING,
)

# Asked first: nobody else asks it, and the promise or the notes are wrong.
_OVER = "Vous avez livré plus que le contrat ne prévoit"


def questions_to_ask(
    findings: list[TrackedFinding],
    *,
    name: str,
    renewal: str,
    more: Callable[[set[str]], Iterable[str]],
) -> tuple[str, ...]:
    """Those of the findings, most pressing first, then what the page shows and nobody asks.

    `renewal`: the one question about all contracts that end soon; it stands for theirs.
    """
    order = {kind: rank for rank, kind in enumerate(_ASKED)}
    projected = {
        each.finding.subject
        for each in findings
        if each.finding.kind is ProducerKind.VOLUME_PROJECTED
    }
    asked = sorted(
        (
            each.finding
            for each in findings
            if each.finding.kind in order
            and each.finding.title
            # The season to come says it all: the same contract is not asked about twice.
            and not (
                each.finding.kind is ProducerKind.VOLUME_SHORTFALL
                and each.finding.subject in projected
            )
        ),
        key=lambda finding: (order[finding.kind], finding.subject),
    )
    words = tuple(
        dict.fromkeys(
            renewal
            if renewal and finding.kind is ProducerKind.CONTRACT_RENEWAL
            else shorten(finding.ask or _without_name(finding.title, name), limit=LONGEST_QUESTION)
            for finding in asked
        )
    )
    if renewal and not any(each.kind is ProducerKind.CONTRACT_RENEWAL for each in asked):
        at = sum(order[finding.kind] < order[ProducerKind.CONTRACT_RENEWAL] for finding in asked)
        words = (*words[:at], renewal, *words[at:])
    # A contract to renew may still be asked about what was delivered.
    told = {each.subject for each in asked if each.kind is not ProducerKind.CONTRACT_RENEWAL}
    own = tuple(more(told))
    first = tuple(each for each in own if each.startswith(_OVER))
    words = (*first, *words, *(each for each in own if each not in first))[:MOST_QUESTIONS]
    return words or ("Rien de particulier à demander au vu des données lues.",)


def ask_renewal(sheets: Iterable[ContractSheet], *, as_of: date) -> str:
    """One question about every running contract that ends first, within the coming weeks.

    Those that go on by themselves are told apart: nothing is asked of them but to know it.
    """
    terms = [(sheet.contract.number, term) for sheet in sheets if (term := term_of(sheet))]
    soon = [each for each in terms if 0 <= (each[1].end - as_of).days <= SHOWN_BEFORE]
    if not soon:
        return ""
    end = min(term.end for _, term in soon)
    ending = [(number, term) for number, term in soon if term.end == end]
    tacit = [number for number, term in ending if term.renewal == Renewal.TACIT]
    asked = [number for number, term in ending if term.renewal != Renewal.TACIT]
    on = format_long_date(end)
    alone = (
        f"{_contracts(tacit)} "
        f"{plural_word(len(tacit), 'se renouvelle seul', 'se renouvellent seuls')}"
        if tacit
        else ""
    )
    if not asked:
        return (
            f"{alone[:1].upper()}{alone[1:]} au-delà du {on}. Quels volumes prévoyez-vous pour la "
            f"prochaine saison{THIN}?"
        )
    ends = plural_word(len(asked), "arrive à son terme", "arrivent à leur terme")
    renew = plural_word(len(asked), "le renouveler", "les renouveler")
    own = f" {alone[:1].upper()}{alone[1:]}." if alone else ""
    words = _contracts(asked)
    return (
        f"{words[:1].upper()}{words[1:]} {ends} le {on}{NBSP}: souhaitez-vous {renew} pour la "
        f"prochaine saison{THIN}?{own}"
    )


def _contracts(numbers: list[str]) -> str:
    noun = plural_word(len(numbers), "votre contrat", "vos contrats")
    return f"{noun} {join_words(numbers)}"


def _without_name(title: str, name: str) -> str:
    """The sentence without the producer's name, which is on top of the page."""
    words = title.replace(f" ({name})", "").replace(f", {name}", "")
    words = words.removeprefix(f"{name}{NBSP}: ")
    return f"{words[0].upper()}{words[1:]}"


def shown_and_unasked(
    lines: tuple[VolumeLine, ...],
    certificates: tuple[Certificate, ...],
    asked: set[str],
    *,
    as_of: date,
) -> Iterator[str]:
    """What the page shows and no finding asks: too much, unread, papers to renew or undated."""
    over = [line.contract.number for line in lines if line.is_over]
    over = [number for number in over if number not in asked]
    if over:
        yield (
            f"{_OVER} ({', '.join(over)}){NBSP}: une "
            "livraison est-elle notée deux fois, ou faut-il revoir les volumes du contrat"
            f"{THIN}?"
        )
    for line in lines:
        if line.state is VolumeState.UNKNOWN and line.contract.number not in asked:
            why = why_unknown(line.contract)
            yield f"Contrat {line.contract.number}{NBSP}: {why}. Que faut-il noter{THIN}?"
    settled = latest_of_each(certificates)
    known = {each.subject for each in settled}
    for each in settled:
        shown = certificate_status(each, as_of=as_of)
        if each.subject in asked or shown.level != Rag.WATCH or each.until is None:
            continue
        yield (
            f"Votre justificatif {quote(each.name)} est valable jusqu’au "
            f"{format_long_date(each.until)}. Son renouvellement est-il demandé{THIN}?"
        )
    undated = {
        each.name
        for each in certificates
        if (each.subject not in known or each.until is None)
        and not asked & {each.subject, f"{each.producer}/{each.kind.value}"}
    }
    for name in sorted(undated):
        yield f"Jusqu’à quelle date votre justificatif {quote(name)} est-il valable{THIN}?"


def certificate_status(certificate: Certificate, *, as_of: date) -> Status:
    """Where a readable certificate stands on a day."""
    if certificate.doubtful or certificate.until is None:
        return status(Rag.UNKNOWN, "À préciser")
    left = (certificate.until - as_of).days
    if left < 0:
        return status(Rag.ALERT, "Expiré")
    if left <= max(notice_of(certificate.kind), SHOWN_BEFORE):
        return status(Rag.WATCH, "À renouveler")
    return status(Rag.GOOD, "Valable")


def _which(brought: Delivery) -> str:
    """« de la livraison de 320 kg », « d’une livraison » where its weight cannot be read either."""
    net = net_kilograms(brought)
    return f"de la livraison de {tonnes(net)}" if net is not None else "d’une livraison"


def _as_typed(brought: Delivery) -> str:
    """Its day as it stands in the sheet, for whoever has the delivery note at hand."""
    typed = brought.on.found
    if not isinstance(typed, str) or not typed.strip():
        return ""
    return f" (noté {quote(shorten(typo(typed.strip()), limit=30))})"


def why_unknown(contract: GrowingContract) -> str:
    """The first thing that keeps a contract from being measured, in the grower's words."""
    for brought in contract.deliveries:
        day = last_day(brought.on)
        if day is None:
            return f"le jour {_which(brought)} ne se lit pas{_as_typed(brought)}"
        if net_kilograms(brought) is None:
            return f"la quantité livrée le {format_long_date(day)} ne se lit pas"
    for promised in contract.commitments:
        if in_kilograms(promised.volume, unit=promised.unit) is None:
            day = first_day(promised.start)
            since = f" à partir du {format_long_date(day)}" if day is not None else ""
            return f"le volume prévu{since} ne se lit pas"
        if last_day(promised.end) is None:
            return "une période du calendrier n’a pas de fin lisible"
    return "sa tolérance ne se lit pas"
