"""A project that is not the sample: twelve partners who plant hedges until 2030, and one plan.

No table but its action plan is filled. Hardly anybody has written any progress yet; the words of
its headers are its own. `write` tells what people type in the weeks that follow.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from support.programme.sheets import P01_ID, book, night, pilotage, tab

from relocalisons.core.kernel.model import Snapshot, TabGrid

FIRST_NIGHT = date(2026, 3, 2)
PLAN_NAME = "Feuille de route 2026-2030"
HEADERS = (
    "Réf", "Volet", "Libellé", "Chef de file", "Date de début", "Date de fin",
    "Taux d'avancement", "État", "Observations",
)  # fmt: skip
_PARTNERS = (
    ("H01", "Fédération des haies", "ONG/association", "Maud Perrin"),
    ("H02", "Commune de Valserre", "collectivité", "Ismaël Ferry"),
    ("H03", "Commune de Montbrac", "collectivité", "Odile Sart"),
    ("H04", "Syndicat de la Luise", "collectivité", "Yann Ropert"),
    ("H05", "Lycée forestier", "expert technique", "Jeanne Colas"),
    ("H06", "Chasseurs du plateau", "ONG/association", "Luc Vanier"),
    ("H07", "Apiculteurs réunis", "ONG/association", "Fanny Dol"),
    ("H08", "Pépinière du Gué", "prestataire", "Marc Aubin"),
    ("H09", "Bureau Bocage", "prestataire", "Sonia Kerl"),
    ("H10", "École du Chêne", "collectivité", "Paul Hénon"),
    ("H11", "Maison de la nature", "ONG/association", "Rita Moal"),
    ("H12", "Parc du plateau", "collectivité", "Tom Ligier"),
)
_VOLETS = ("Connaître", "Planter", "Entretenir", "Transmettre")
_VERBS = (
    "Recenser les haies", "Choisir les parcelles", "Préparer les sols", "Planter les tronçons",
    "Pailler et protéger", "Former les équipes", "Suivre la reprise", "Raconter le chantier",
)  # fmt: skip
_PLACES = ("du plateau", "de la vallée", "du bourg", "des coteaux", "de la rivière", "du canton")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedLine:
    """A line of its plan; `said`: progress and status as typed, mostly nothing."""

    number: str
    volet: str
    title: str
    owner: str
    start: date
    end: date
    said: tuple[str, str] = ("", "")


def plan_lines() -> tuple[PlannedLine, ...]:
    """48 actions from the spring of 2026 to the end of 2030; the six first ones have begun."""
    lines: list[PlannedLine] = []
    for at in range(48):
        start = date(2026, 1, 5) + timedelta(days=30 * at)
        said = (("20 %", "en cours"), ("", "en cours"))[at % 2] if at < 6 else ("", "")
        lines.append(
            PlannedLine(
                number=f"{at % 4 + 1}.{at // 4 + 1}",
                volet=_VOLETS[at % 4],
                title=f"{_VERBS[at % 8]} {_PLACES[at % 6]}",
                owner=_PARTNERS[at % 12][0],
                start=start,
                end=start + timedelta(days=200),
                said=said,
            )
        )
    return tuple(lines)


def partner_lines() -> str:
    """The list of partners, drawn; what the columns of « Partenaires » are called here."""
    head = "Code | Structure | Type | Référent | E-mail\n"
    return head + "\n".join(
        f"{code} | {name} | {kind} | {person} | {code.lower()}@haies.example"
        for code, name, kind, person in _PARTNERS
    )


def plan_tab(said: Mapping[str, tuple[str, str]] | None = None) -> TabGrid:
    """The plan as it stands; `said`: number → progress and status typed since."""
    rows = [_row(line, (said or {}).get(line.number, line.said)) for line in plan_lines()]
    return tab(PLAN_NAME, [HEADERS, *rows], sheet_id=7)


def plan_rows(said: Mapping[str, tuple[str, str]] | None = None) -> list[list[object]]:
    """The same, as typed into a spreadsheet."""
    return [list(row) for row in plan_tab(said).rows]


def snapshot_on(
    on: date, *, said: Mapping[str, tuple[str, str]] | None = None, own: Sequence[TabGrid] = ()
) -> Snapshot:
    """« Pilotage » with the lines it needs (and `own` tabs), and one workbook for everybody."""
    hers = pilotage(
        *own, partners=partner_lines(), sources=f"Plan d'action | | {P01_ID} | {PLAN_NAME}"
    )
    return night(hers, book(P01_ID, plan_tab(said), name="Haies du plateau"))


def _row(line: PlannedLine, said: tuple[str, str]) -> tuple[object, ...]:
    days = (f"{line.start:%d/%m/%Y}", f"{line.end:%d/%m/%Y}")
    progress, status = (word or None for word in said)
    return (line.number, line.volet, line.title, line.owner, *days, progress, status, None)
