"""A small programme as people would keep it: tabs of plain rows, read by the real reader.

`sample_workspace(late=…)` is deterministic; every row is written out by rules that a test can
recompute, and nothing in it comes from the product's sample.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cached_property

from support.reminders.planned import said

from relocalisons.core.assessment.assessment import assess
from relocalisons.core.kernel.model import (
    DriveItem,
    Finding,
    FindingState,
    Programme,
    Snapshot,
    TabGrid,
    TrackedFinding,
    WorkbookGrid,
)
from relocalisons.core.programme.programme import understand
from relocalisons.core.sources.parameter_names import SWITCHES
from relocalisons.core.sources.parameters import Parameters
from relocalisons.core.sources.sources import SourceEntry
from relocalisons.core.tables import BY_NAME

AS_OF = date(2026, 3, 2)
READ_AT = datetime(2026, 3, 2, 5, 30, tzinfo=UTC)
STREAMS = (
    "Axe 1 – Gouvernance",
    "Axe 2 – Production et contrats",
    "Axe 3 – Logistique",
    "Axe 4 – Restauration collective",
    "Axe 5 – Communication",
)
TITLES = (
    "Signer la convention de partenariat avec chaque commune pilote",
    "Cartographier les producteurs de légumes du bassin",
    "Former les cuisiniers aux légumes de saison",
    "Organiser les tournées de collecte mutualisées",
    "Publier le guide des contrats de culture",
    "Tester les menus relocalisés dans trois cuisines centrales",
    "Rédiger le cahier des charges de la légumerie",
    "Accompagner la certification des maraîchers",
)
CROPS = ("Carotte de plein champ", "Courge butternut", "Pomme de terre", "Pois chiche", "Tomate",
         "Salade", "Pomme Gala", "Poireau")  # fmt: skip
LONG = (
    "Accompagner la Communauté d’agglomération du Pays des Sorgues et des Monts de Vaucluse ainsi "
    "que l’ensemble des syndicats intercommunaux de restauration scolaire dans la définition "
    "pluriannuelle de leurs besoins en légumes biologiques de plein champ"
)


@dataclass
class _Understood:
    programme: Programme

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        return assess(self.programme, as_of=self.programme.as_of, baseline={})


# Tests ask again and again for the programme of equal cells; nothing of it can be changed.
_UNDERSTOOD: dict[str, _Understood] = {}
_KEPT = 64


def read_everything_anew() -> None:
    """For tests of two readings: the next `programme()` is read and understood from its cells."""
    _UNDERSTOOD.clear()


@dataclass
class Workspace:
    """Tabs by canonical table name; a test changes what it needs before `programme()`."""

    tables: dict[str, list[dict[str, object]]] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)
    as_of: date = AS_OF
    code: str = "relocalisons"
    name: str = "Relocalisons"
    settings: dict[str, str] = field(default_factory=dict)  # lines of « Paramètres »

    def follow_everything(self) -> None:
        """Turn every subject on, whatever the tables hold."""
        self.settings |= dict.fromkeys(SWITCHES.values(), "oui")

    def programme(self) -> Programme:
        """What is understood of the tabs as they stand; the same object for the same cells."""
        return self._understood().programme

    def _understood(self) -> _Understood:
        snapshot, entries = self._read()
        # 1, 1.0 and True are equal, and are not the same cell: compared as they are written.
        key = repr((snapshot, entries, self.code, self.name, self.as_of, self.settings))
        if key not in _UNDERSTOOD:
            if len(_UNDERSTOOD) >= _KEPT:
                del _UNDERSTOOD[next(iter(_UNDERSTOOD))]
            _UNDERSTOOD[key] = _Understood(
                understand(
                    snapshot, sources=entries, code=self.code, name=self.name, as_of=self.as_of,
                    parameters=Parameters(values=dict(self.settings)),
                )
            )  # fmt: skip
        return _UNDERSTOOD[key]

    def _read(self) -> tuple[Snapshot, tuple[SourceEntry, ...]]:
        tabs, entries = [], []
        for index, (name, rows) in enumerate(self.tables.items()):
            table = BY_NAME[name]
            columns = list(dict.fromkeys(key for row in rows for key in row))
            columns += [
                column.name for column in table.columns
                if column.asked and column.name not in columns
            ]  # fmt: skip
            header = tuple(table.column(column).header for column in columns)
            body = tuple(tuple(_cell(row.get(column)) for column in columns) for row in rows)
            tabs.append(TabGrid(sheet_id=index, title=table.title, rows=(header, *body)))
            entries.append(
                SourceEntry(table=name, partner=None, file_id="pilotage", tab=table.title)
            )
        book = WorkbookGrid(
            file_id="pilotage", name="Pilotage", version="1", modified_time=READ_AT,
            read_at=READ_AT, tabs=tuple(tabs),
        )  # fmt: skip
        items = [_item("dossier", folder=True), *(_item(name) for name in self.files)]
        snapshot = Snapshot(
            snapshot_id="instantané-1", read_at=READ_AT, workbooks=(book,), items=tuple(items)
        )
        return snapshot, tuple(entries)

    def tracked(self, decisions: Mapping[str, str] | None = None) -> tuple[TrackedFinding, ...]:
        found = self._understood().findings
        return tuple(
            TrackedFinding(
                finding=finding, state=FindingState.OPEN, first_seen=self.as_of,
                **said((decisions or {}).get(finding.key, ""), read_on=self.as_of),
            )
            for finding in found
        )  # fmt: skip


def sample_workspace(
    *, actions: int = 40, late: int = 5, deliverables: int = 12, contracts: int = 10,
    long_names: bool = False, doubts: int = 0,
) -> Workspace:  # fmt: skip
    """A programme with that many rows; `late` actions are late, `doubts` cells are unreadable."""
    space = Workspace()
    space.tables = {
        "partners": _partners(long_names=long_names),
        "actions": _actions(actions, late=late, doubts=doubts, long_names=long_names),
        "deliverables": _deliverables(deliverables, long_names=long_names),
        "contracts": _contracts(contracts),
        "commitments": _commitments(contracts),
        "deliveries": _deliveries(contracts, doubts=min(doubts, 1)),
        **_money(long_names=long_names),
        **_committee(),
    }
    space.files = [
        f"RELOC_L{number:02d}_v1.pdf" for number in range(1, deliverables + 1) if number % 4
    ]
    return space


def _cell(value: object) -> object:
    return value.strftime("%d/%m/%Y") if isinstance(value, date) else value


def _item(name: str, *, folder: bool = False) -> DriveItem:
    return DriveItem(
        file_id=name, name=name, version="1", modified_time=READ_AT,
        mime_type="application/vnd.google-apps.folder" if folder else "application/pdf",
        parent_id=None if folder else "dossier", size=None if folder else 1000,
    )  # fmt: skip


def _partners(*, long_names: bool) -> list[dict[str, object]]:
    kind = ("agriculteur", "collectivité", "chambre consulaire", "ONG/association")
    names = ("Ferme des Restanques", "Ville d’Aubagne", "Chambre d’agriculture", "Graines d’ici")
    extra = f" et {LONG[:90]}" if long_names else ""
    return [
        {
            "code": f"P{index:02d}", "name": f"{names[index % 4]} {index}{extra}",
            "profile": kind[index % 4], "contact": "Camille Blanc",
            "email": f"contact{index}@partenaire.example", "phone": "04 90 00 00 00",
        }
        for index in range(1, 24)
    ]  # fmt: skip


def _actions(number: int, *, late: int, doubts: int, long_names: bool) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    for index in range(number):
        start = date(2025, 9, 1) + timedelta(days=9 * (index % 30))
        end = start + timedelta(days=120 + 11 * (index % 13))
        row: dict[str, object] = {
            "number": f"A{index % 5 + 1}.{index // 5 + 1}", "work_stream": STREAMS[index % 5],
            "title": LONG if long_names else TITLES[index % 8],
            "owner": f"P{index % 23 + 1:02d}", "planned_start": start, "planned_end": end,
            "revised_end": None, "actual_end": None, "progress": "40 %", "status": "en cours",
            "funders": "REGION" if index % 3 else "REGION ; ADEME",
            "milestone": "Jalon financeur" if index % 9 == 4 else None,
        }  # fmt: skip
        if index < late:
            row["planned_start"] = AS_OF - timedelta(days=130)
            row["planned_end"] = AS_OF - timedelta(days=3 + 7 * (index % 8))
            row["progress"] = "60 %"
        elif end < AS_OF:
            row["actual_end"], row["status"], row["progress"] = end, "terminé", "100 %"
        elif index % 7 == 3:
            row["revised_end"] = end + timedelta(days=12 + 4 * (index % 9))
        elif start > AS_OF:
            row["status"], row["progress"] = "à venir", "0 %"
        if late <= index < late + doubts:
            row["progress"], row["planned_end"] = "#REF!", "S2 2026"
            row["actual_end"], row["status"] = None, "ok?"
        rows.append(row)
    return rows


def _deliverables(number: int, *, long_names: bool) -> list[dict[str, object]]:
    return [
        {
            "number": f"L{index:02d}", "title": LONG if long_names else
            f"Guide pratique n° {index} : {TITLES[index % 8].lower()}",
            "owner": f"P{index % 23 + 1:02d}",
            "due": date(2025, 12, 1) + timedelta(days=12 * index),
            "naming_rule": f"RELOC_L{index:02d}_*", "status": "en rédaction",
            "funders_to_cite": "REGION",
        }
        for index in range(1, number + 1)
    ]  # fmt: skip


def _contracts(number: int) -> list[dict[str, object]]:
    return [
        {
            "number": f"CC-{index:02d}", "producer": f"P{index % 23 + 1:02d}",
            "supply_chain": "légumes", "crop": CROPS[index % 8], "volume": f"{20 * index} t",
            "tolerance": "10 %", "start": date(2025, 10, 1), "end": date(2026, 9, 30),
            "stage": "en livraison", "price": "1,20 €/kg",
        }
        for index in range(1, number + 1)
    ]  # fmt: skip


def _commitments(number: int) -> list[dict[str, object]]:
    return [
        {
            "contract": f"CC-{index:02d}", "period_start": start, "period_end": end,
            "volume": f"{2 * index} t",
        }
        for index in range(1, number + 1)
        for start, end in (
            (date(2025, 12, 1), date(2025, 12, 31)),
            (date(2026, 1, 1), date(2026, 1, 31)),
            (date(2026, 3, 1), date(2026, 3, 31)),
        )
    ]  # fmt: skip


def _deliveries(number: int, *, doubts: int) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    for index in range(1, number + 1):
        share = (1.0, 0.95, 0.6, 1.05, 0.85)[index % 5]
        rows.append({"date": date(2026, 1, 15), "contract": f"CC-{index:02d}",
                     "quantity": f"{2 * index * share:.1f} t".replace(".", ",")})  # fmt: skip
        rows.append({"date": date(2026, 2, 12), "contract": f"CC-{index:02d}",
                     "quantity": f"{2000 * index * share:.0f} kg"})  # fmt: skip
        if index <= doubts:
            rows.append({"date": date(2026, 2, 20), "contract": f"CC-{index:02d}",
                         "quantity": "8 à 10 t"})  # fmt: skip
    return rows


def _money(*, long_names: bool) -> dict[str, list[dict[str, object]]]:
    lines = ("Frais de personnel", "Prestations externes", "Déplacements", "Communication",
             "Frais indirects")  # fmt: skip
    if long_names:
        lines = tuple(f"{line} – {LONG[:80]}" for line in lines)
    funders = [
        {
            "code": "REGION", "name": "Région Provence-Alpes-Côte d’Azur",
            "agreement": "2025-ALIM-0231", "amount": 180000, "rate": "60 %",
            "eligibility_start": date(2025, 9, 1), "eligibility_end": date(2027, 8, 31),
            "mention": "Action financée avec le concours de la Région.",
        },
        {
            "code": "ADEME", "name": "ADEME", "agreement": "2025-77", "amount": 90000,
            "rate": "30 %", "eligibility_start": date(2025, 9, 1),
            "eligibility_end": date(2027, 8, 31), "mention": "",
        },
    ]  # fmt: skip
    budget = [
        {"budget_line": line, "partner": "P01", "funder": funder, "initial": 12000 * (index + 1)}
        for funder in ("REGION", "ADEME")
        for index, line in enumerate(lines)
    ]
    expenses = [
        {
            "number": f"D-{index:03d}", "partner": f"P{index % 23 + 1:02d}",
            "budget_line": lines[index % 5], "amount": 1530.25 + 217 * index,
            "invoice_date": date(2025, 10, 1) + timedelta(days=5 * index),
            "paid_on": date(2025, 10, 20) + timedelta(days=5 * index) if index % 4 else None,
            "type": "salaire" if index % 5 == 0 else "facture",
            "funders": ("REGION 60 % ; ADEME 40 %", "REGION", "ADEME")[index % 3],
        }
        for index in range(1, 27)
    ]  # fmt: skip
    return {
        "funders": funders,
        "budget": budget,
        "expenses": expenses,
        "report_schedule": [
            {
                "funder": "REGION", "type": "mensuel", "period_start": date(2026, 2, 1),
                "period_end": date(2026, 2, 28), "deadline": date(2026, 3, 16),
            }
        ],
    }  # fmt: skip


def _committee() -> dict[str, list[dict[str, object]]]:
    risks: Sequence[tuple[str, int, int, str]] = (
        ("Gel tardif sur les cultures de printemps", 3, 3, "Contrats avec tolérance ±10 %"),
        ("Départ d’un référent dans une commune pilote", 2, 2, "Suppléant nommé"),
        ("Hausse du coût du transport", 3, 2, "Tournées mutualisées"),
        ("Retard de la légumerie", 4, 3, "Location d’une unité mobile, devis attendu en mars"),
    )
    return {
        "meetings": [
            {"number": "R-03", "type": "COPIL", "date": date(2026, 3, 24), "status": "à venir"}
        ],
        "decisions": [
            {
                "number": "D-2026-001", "meeting": "R-02", "owner": "P02",
                "decision": "Retenir la plateforme de Cavaillon pour les collectes",
                "due": date(2026, 3, 20), "status": "en cours",
            },
            {
                "number": "D-2026-002", "meeting": "R-02", "owner": "P03",
                "decision": "Proposer un contrat type aux maraîchers", "due": date(2026, 2, 15),
                "status": "ouverte",
            },
        ],
        "risks": [
            {
                "number": f"R{index}", "risk": risk, "likelihood": likelihood,
                "severity": severity, "measure": measure, "owner": "P01",
                "review": date(2026, 4, 1),
            }
            for index, (risk, likelihood, severity, measure) in enumerate(risks, start=1)
        ],
    }  # fmt: skip
