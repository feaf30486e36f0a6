"""Pure: partners that merged into another one: whose lines are whose, under which names and keys.

« Fusionné dans | P07 | P12 »: the lines of P12 are followed under P07. Their findings keep the code
of P12 in their keys, so that their history, and her words, go on.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from relocalisons.core.kernel.model import Finding, Partner, PartnerNames, Row
from relocalisons.core.kernel.partners import index_names
from relocalisons.core.kernel.words.french import THIN, quote
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.sources.sources import invalid_line


@dataclass(frozen=True, slots=True, kw_only=True)
class Mergers:
    """What the lines say together, once each is followed to its end.

    `partners` are those that are left, `synonyms` every other spelling of theirs. `absorbed` maps a
    folded spelling of a partner that merged to its own code, by which keys know its lines.
    """

    partners: tuple[Partner, ...]
    synonyms: Mapping[str, str]
    absorbed: Mapping[str, str] = field(default_factory=dict[str, str])
    findings: tuple[Finding, ...] = ()

    @property
    def names(self) -> PartnerNames:
        """Every spelling of the partners that are left, those of the absorbed ones included."""
        return index_names(self.partners, synonyms=self.synonyms)


def merge_partners(
    partners: tuple[Partner, ...], *, synonyms: Mapping[str, str], lines: Iterable[Row]
) -> Mergers:
    """The partners as merged by the lines « Fusionné dans » of « Paramètres ».

    A line that cannot be followed is told, and changes nothing; of two contrary ones the first
    stays.
    """
    names = index_names(partners, synonyms=synonyms)
    into: dict[str, str] = {}
    findings: list[Finding] = []
    for row in lines:
        gone, kept = names.code_of(row.text("scope")), names.code_of(row.text("value"))
        problem = _problem(row, gone=gone, kept=kept, into=into)
        if problem:
            findings.append(invalid_line(row, problem))
        elif gone and kept:
            into[gone] = kept
    if not into:
        return Mergers(partners=partners, synonyms=synonyms, findings=tuple(findings))
    spellings = {
        **{spelling: names.code_of(code) or code for spelling, code in synonyms.items()},
        **{each.code: each.code for each in partners if each.code in into},
        **{each.name: each.code for each in partners if each.code in into and each.name},
    }
    return Mergers(
        partners=tuple(each for each in partners if each.code not in into),
        synonyms={spelling: _last(code, into) for spelling, code in spellings.items()},
        absorbed={fold(spelling): code for spelling, code in spellings.items() if code in into},
        findings=tuple(findings),
    )


def _last(code: str, into: Mapping[str, str]) -> str:
    """The partner under which one is followed; circles were refused before."""
    while code in into:
        code = into[code]
    return code


def _problem(row: Row, *, gone: str | None, kept: str | None, into: Mapping[str, str]) -> str:
    """Why a line cannot be followed, in French; empty when it can."""
    listed = quote("Partenaires")
    for column, code, title in (("scope", gone, "Portée"), ("value", kept, "Valeur")):
        typed = row.text(column)
        if typed is None:
            return f"une fusion donne le partenaire fusionné dans {quote(title)}"
        if code is None:
            return (
                f"fusion{THIN}: {quote(typed[:40])} n’est pas dans {listed} (y laisser la ligne de "
                "qui a fusionné)"
            )
    if gone is not None and gone in into:
        return f"fusion{THIN}: {gone} est déjà fusionné dans {into[gone]}"
    if gone is None or kept is None or _last(kept, into) == gone:
        return f"fusion{THIN}: {gone} ne peut pas être fusionné dans lui-même"
    return ""
