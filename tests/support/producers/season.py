"""Contracts of one season, what canteens ask of it and what was lost, as programmes."""

from datetime import date

from support.producers.build import a_contract_line, programme_of

from relocalisons.core.producers.season.findings import find_gaps
from relocalisons.core.producers.season.plan import plan_season

MAY = date(2026, 5, 4)  # a Monday
SEASON = {"Début": "01/05/2026", "Fin": "31/08/2026", "Volume total": "6 t", "Étape": "en culture"}
NEEDS = "Cantine | Produit | Du | Au | Quantité demandée | Unité\n"
VISITS = "Producteur | Date réalisée | État cultures | Risque volume | Points d'action\n"


def programme(*lines: dict[str, str], on: date = MAY, needs: str = "", visits: str = "", **given):
    drawn = [
        a_contract_line(**{"N° contrat": f"C-{n:02d}", "Perte signalée": "", **SEASON, **line})
        for n, line in enumerate(lines or ({},), 1)
    ]
    return programme_of(
        contracts="\n".join([drawn[0], *(line.splitlines()[1] for line in drawn[1:])]),
        as_of=on,
        Besoins_des_cantines=NEEDS + needs if needs else "",
        Visites=VISITS + visits if visits else "",
        **given,
    )


def plan(*lines: dict[str, str], on: date = MAY, **given):
    return plan_season(programme(*lines, on=on, **given), as_of=on)


def gaps(*lines: dict[str, str], on: date = MAY, **given):
    return find_gaps(programme(*lines, on=on, **given), as_of=on)


def plain(words: str) -> str:
    return words.replace("\u00a0", " ").replace("\u202f", " ")
