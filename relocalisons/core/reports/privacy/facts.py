"""Pure: what the papers of the GDPR are made from, and what the programme's file does not say yet.

Articles are those of the regulation (EU) 2016/679. A fact that is missing is marked, never made up.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from relocalisons.core.kernel.words.french import NBSP, format_date

TO_COMPLETE = "à compléter"
NO_OFFICER = "aucun"  # what is written where nobody had to be designated (art. 37)


class LegalBasis(StrEnum):
    """Which of the bases of article 6(1) the controller chose; both leave a right to object."""

    LEGITIMATE_INTEREST = "legitimate_interest"  # f
    PUBLIC_TASK = "public_task"  # e


class Transfer(StrEnum):
    """What allows the data of a processor to leave the European Economic Area (art. 44 to 49)."""

    NONE = "none"  # they do not leave it
    ADEQUACY = "adequacy"  # art. 45
    CLAUSES = "clauses"  # art. 46(2)(c)
    CORPORATE_RULES = "corporate_rules"  # art. 47


@dataclass(frozen=True, slots=True, kw_only=True)
class Processor:
    """Somebody who handles the data for the controller; `section` is where the file tells of it."""

    section: str
    task: str  # what it does, in French
    name: str
    country: str
    contract: date | None  # of the contract that article 28(3) asks for
    transfer: Transfer | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """How many days the store keeps each kind of data."""

    bodies: int
    events: int
    recipients: int
    readings: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivacyFacts:
    """The facts of one programme; an empty one is missing."""

    programme: str
    controller: str
    address: str
    contact: str
    officer: str
    has_no_officer: bool  # said, not missing
    legal_basis: LegalBasis | None
    interest: str
    notice_url: str
    processors: tuple[Processor, ...]
    kept: Kept
    as_of: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """A fact that the file does not state: its key there, and what it is in French."""

    key: str
    what: str


def missing_facts(facts: PrivacyFacts) -> tuple[Missing, ...]:
    """What has to be written in the programme's file, in its order."""
    return tuple(Missing(key=f"privacy.{key}", what=what) for key, what in _missing(facts))


def _missing(facts: PrivacyFacts) -> Iterator[tuple[str, str]]:
    wanted = (
        ("controller", "le responsable du traitement", facts.controller),
        ("address", "son adresse", facts.address),
        ("contact", "où exercer ses droits", facts.contact),
        ("officer", f"le délégué à la protection des données, ou «{NBSP}{NO_OFFICER}{NBSP}»",
         facts.officer),
        ("legal_basis", "la base juridique", facts.legal_basis),
    )  # fmt: skip
    yield from ((key, what) for key, what, value in wanted if not value)
    if facts.legal_basis is LegalBasis.LEGITIMATE_INTEREST and not facts.interest:
        yield "interest", "l’intérêt légitime poursuivi"
    if not facts.notice_url:
        yield "notice_url", "l’adresse où la notice est publiée"
    for one in facts.processors:
        of_it = f"de {one.name}" if one.name else f"du sous-traitant ({one.task})"
        told = (
            ("name", f"le nom {of_it}", one.name),
            ("country", f"le pays {of_it}", one.country),
            ("contract", f"la date du contrat de sous-traitance {of_it}", one.contract),
            ("transfer", f"ce qui autorise le transfert {of_it}", one.transfer),
        )
        yield from ((f"{one.section}.{key}", what) for key, what, value in told if not value)


def or_missing(text: str) -> str:
    """A fact as it is printed, or its mark."""
    return text or f"[{TO_COMPLETE}]"


def say_officer(facts: PrivacyFacts) -> str:
    """Whom article 14(1)(b) asks to name, if there is one."""
    if facts.has_no_officer:
        return "Aucun délégué à la protection des données n’a été désigné."
    return f"Délégué à la protection des données{NBSP}: {or_missing(facts.officer)}."


def say_basis(facts: PrivacyFacts) -> str:
    """The basis in words (art. 14(1)(c)), with the interest that is pursued (art. 14(2)(b))."""
    if facts.legal_basis is LegalBasis.PUBLIC_TASK:
        return "une mission d’intérêt public (article 6, paragraphe 1, point e)"
    if facts.legal_basis is LegalBasis.LEGITIMATE_INTEREST:
        return (
            "l’intérêt légitime du responsable (article 6, paragraphe 1, point f)"
            f"{NBSP}: {or_missing(facts.interest)}"
        )
    return or_missing("")


def say_contract(processor: Processor) -> str:
    """When its contract was signed."""
    return format_date(processor.contract) if processor.contract else or_missing("")


def say_transfer(processor: Processor) -> str:
    """What article 14(1)(f) asks to tell of a transfer out of the European Union."""
    said = {
        Transfer.NONE: "aucun transfert hors d’Europe",
        Transfer.ADEQUACY: "décision d’adéquation (article 45)",
        Transfer.CLAUSES: "clauses contractuelles types (article 46)",
        Transfer.CORPORATE_RULES: "règles d’entreprise contraignantes (article 47)",
    }
    return said[processor.transfer] if processor.transfer else or_missing("")
