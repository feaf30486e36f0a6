"""The programmes of tests/data/money as workbooks, and what the product says of their claims.

Their README defines the truth. What a controller finds in a piece stands in « Pièces », as there.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from support.papers.report_workspace import Workspace

from relocalisons.core.kernel.model import Programme
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.money.books import open_books
from relocalisons.core.money.review.review import ClaimReview, review_claim
from relocalisons.core.reports.proof.claim_proof import ClaimProof, prove_claim
from relocalisons.core.reports.sections.account import Account, account_of
from relocalisons.core.tables import BY_NAME

DATA = Path(__file__).parents[2] / "data" / "money"
_TABS = {
    "Partenaires": "partners", "Financeurs": "funders", "Budget": "budget",
    "Dépenses": "expenses", "Temps": "timesheets", "Paramètres": "grant_rules",
    "Pièces": "pieces", "Demandes": "report_schedule",
}  # fmt: skip
_NAMED = {
    "Déclaré dans (n° demande)": "claim", "Règle de transfert (portée, seuil %, base)":
    "transfer_rule", "Avenant n°/date": "amendment", "Aide demandée €": "requested",
}  # fmt: skip

Line = dict[str, Any]


@dataclass(frozen=True)
class Audited:
    """One programme: its tabs, and what a controller says of each line and claim."""

    tabs: Mapping[str, Sequence[Mapping[str, str]]]
    truth: Mapping[str, Any]
    lead: str
    as_of: date

    @property
    def claims(self) -> Sequence[Mapping[str, str]]:
        return self.tabs["Demandes"]

    @property
    def drafts(self) -> tuple[str, ...]:
        """The claims that are still to be sent."""
        return tuple(
            each["Demande"] for each in self.claims
            if not each["Envoyé le"] or _day(each["Envoyé le"]) > self.as_of
        )  # fmt: skip

    @cached_property
    def reviews(self) -> Mapping[str, ClaimReview]:
        """The review of every claim."""
        return {each["Demande"]: self.review(each) for each in self.claims}

    def account(self, funder: str) -> Account:
        """The account of a funder's action as it stands at the last claim."""
        books = open_books(self._programme(self.claims[-1]["Demande"]))
        rules = books.funder(funder)
        assert rules is not None
        return account_of(books, rules, until=self.as_of)

    def proof(self, claim: Mapping[str, str]) -> ClaimProof:
        """The proof of one claim, as if it were being closed."""
        return prove_claim(
            self._programme(claim["Demande"]), funder=claim["Financeur"],
            period_start=_day(claim["Période du"]), period_end=_day(claim["Période au"]),
            as_of=self.as_of,
        )  # fmt: skip

    def review(self, claim: Mapping[str, str]) -> ClaimReview:
        """The review of one claim, as if it were being prepared."""
        books = open_books(self._programme(claim["Demande"]))
        funder = books.funder(claim["Financeur"])
        assert funder is not None
        return review_claim(
            books, funder, start=_day(claim["Période du"]), end=_day(claim["Période au"]),
            as_of=self.as_of,
        )  # fmt: skip

    def _programme(self, claim: str) -> Programme:
        space = Workspace(as_of=self.as_of)
        for tab, table in _TABS.items():
            rows = [_named(table, row) for row in self.tabs[tab]]
            space.tables[table] = rows
        space.tables["grant_rules"].extend(
            {"rule": "Clé : sens", "value": "part de l’assiette"} for _ in (1,)
        )
        for row in space.tables["partners"]:
            row["role"] = "chef de file" if row["code"] == self.lead else "partenaire"
        fixed = [p["N° pièce"] for p in self.tabs["Pièces"] if p["Nature"] == "lettre de mission"]
        who = [e["supplier"] for e in space.tables["expenses"] if e["number"] in fixed]
        if who:
            space.tables["grant_rules"].append({"rule": "Quotité fixe", "value": " ; ".join(who)})
        (mine,) = [each for each in self.claims if each["Demande"] == claim]
        others = mine["Autres aides publiques sur la même base €"]
        space.tables["grant_rules"].append(
            {"rule": "Autres aides publiques sur la même base €", "value": others}
        )
        pieces: dict[str, list[Mapping[str, str]]] = {}
        for piece in self.tabs["Pièces"]:
            pieces.setdefault(piece["N° pièce"], []).append(piece)
        declared = self._declared(claim)
        for line in space.tables["expenses"]:
            line |= _of_pieces(pieces.get(line["number"], []))
            if line.get("claim") in self.drafts:
                line["claim"] = ""
            if not any(self._is_of(line["number"], each, claim) for each in self.claims):
                continue
            drafted = {"claim": "", "claimed": self._drafted(line["number"], claim)}
            line |= declared.get(line["number"], drafted)
        return space.programme()

    def _is_of(self, number: str, claim: Mapping[str, str], prepared: str) -> bool:
        """Whether a claim of the same funder has a line for it."""
        return _same_funder(claim["Demande"], prepared) and any(
            each["N° pièce"] == number and each["Demande"] == claim["Demande"]
            for each in self.tabs["Lignes de demande"]
        )

    def _drafted(self, number: str, claim: str) -> str:
        """What the draft of this claim declares of an expense, whole."""
        lines = self.tabs["Lignes de demande"]
        return next(
            (each["Assiette €"] for each in lines
             if (each["N° pièce"], each["Demande"]) == (number, claim)),
            "",
        )  # fmt: skip

    def _declared(self, claim: str) -> dict[str, Line]:
        """What claims sent before this one declared of each expense, whole."""
        sent = [each["Demande"] for each in self.claims]
        before = set(sent[: sent.index(claim)])
        found: dict[str, Line] = {}
        for each in self.tabs["Lignes de demande"]:
            if each["Demande"] not in before or not _same_funder(each["Demande"], claim):
                continue
            found[each["N° pièce"]] = {"claim": each["Demande"], "claimed": each["Assiette €"]}
        return found


@cache
def audited(folder: Path) -> Audited:
    programme = json.loads((folder / "programme.json").read_text("utf-8"))
    return Audited(
        tabs=programme["onglets"],
        lead=programme["chef_de_file"],
        truth=json.loads((folder / "truth.json").read_text("utf-8")),
        as_of=_day(programme["date_du_controle"]),
    )


def folders(data: Path = DATA) -> list[Path]:
    return sorted(each for each in data.iterdir() if each.is_dir())


def _named(table: str, row: Mapping[str, str]) -> Line:
    headers = {
        fold(spelling): column.name
        for column in BY_NAME[table].columns
        for spelling in (column.header, *column.aliases)
    }
    named: Line = {}
    for header, value in row.items():
        name = _NAMED.get(header) or headers.get(fold(header))
        if name:
            named[name] = value
    if table == "expenses":
        named.pop("status", None)
    if table == "report_schedule":
        named["deadline"] = named["sent_on"]
    return named


def _of_pieces(pieces: Sequence[Mapping[str, str]]) -> Line:
    """What the pieces of an expense add to its line."""
    line: Line = {}
    quotes = [each for each in pieces if each["Nature"] == "devis"]
    if quotes:
        line["quote"] = " ; ".join(
            f"https://x.example/{at}" for at, each in enumerate(quotes)
            if each["État du lien"] == "lisible"
        )  # fmt: skip
    for each in pieces:
        if each["Nature"] == "bulletin de paie":
            line["payslip"] = each["Lien"]
    return line


def _same_funder(one: str, other: str) -> bool:
    return one.split("-")[0] == other.split("-")[0]


def _euros(text: str) -> Decimal:
    return Decimal(text.replace(" ", "").replace(",", ".") or "0")


def _day(text: str) -> date:
    day, month, year = map(int, text.split("/"))
    return date(year, month, day)
