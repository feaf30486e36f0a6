"""Pure: who a claim pays: the leading partner, with what « Paramètres » adds or says instead."""

from collections.abc import Iterator
from dataclasses import dataclass

from relocalisons.core.kernel.model import Programme
from relocalisons.core.kernel.words.french import NBSP, join_words, quote, typo
from relocalisons.core.money.lead import lead_of, partner_rows
from relocalisons.core.sources.parameter_names import (
    BENEFICIARY,
    BENEFICIARY_ADDRESS,
    BENEFICIARY_BANK,
    BENEFICIARY_SIGNATORY,
    BENEFICIARY_SIRET,
)
from relocalisons.core.sources.thresholds import find_parameter

_KNOWN = (
    ("", BENEFICIARY, "name"),
    ("SIRET ", BENEFICIARY_SIRET, "siret"),
    ("", BENEFICIARY_ADDRESS, ""),
    (f"représentant légal{NBSP}: ", BENEFICIARY_SIGNATORY, "representative"),
    (f"coordonnées bancaires{NBSP}: ", BENEFICIARY_BANK, ""),
)

_HOLES = {
    BENEFICIARY_SIRET: "SIRET",
    BENEFICIARY_ADDRESS: "adresse",
    BENEFICIARY_SIGNATORY: "représentant légal",
    BENEFICIARY_BANK: "coordonnées bancaires",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Beneficiary:
    """What is known of whoever is paid, and the lines of « Paramètres » that would say the rest."""

    known: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def words(self) -> str:
        """What the claim prints: what is known, and the holes to fill before it is signed."""
        if not self.known:
            return ""
        holes = [_HOLES[each] for each in self.missing if each in _HOLES]
        more = f" [À compléter]{NBSP}: {', '.join(holes)}." if holes else ""
        return f"Bénéficiaire{NBSP}: {', '.join(self.known)}.{more}"

    @property
    def to_settle(self) -> Iterator[tuple[str, str, str]]:
        """The row of « Contrôle avant envoi », where something is missing."""
        if self.missing:
            yield (
                "à régler",
                "L’identité du bénéficiaire à payer est incomplète.",
                f"Noter dans « Paramètres » {join_words([quote(each) for each in self.missing])}.",
            )


def beneficiary_of(programme: Programme) -> Beneficiary:
    """« Paramètres » first, else the line of the one partner that leads."""
    row = partner_rows(programme).get(lead_of(programme) or "")
    known: list[str] = []
    missing: list[str] = []
    for label, parameter, column in _KNOWN:
        said = find_parameter(programme.parameters, parameter)
        said = said or (row.plain(column) if row is not None and column else None)
        if said:
            known.append(f"{label}{typo(said)}")
        else:
            missing.append(parameter)
    return Beneficiary(known=tuple(known), missing=tuple(missing))
