"""Which growers are to be visited, and which visits left no trace."""

from datetime import date

import pytest
from support.producers.build import a_contract_line, months, programme_of

from relocalisons.core.kernel.model import Audience
from relocalisons.core.producers.rows import contract_sheets
from relocalisons.core.producers.rules import find_invalid_rules
from relocalisons.core.producers.visits.findings import find_visits
from relocalisons.core.producers.visits.notes import visit_states
from relocalisons.core.reports.producers.producer_sheet import build_producer_sheet
from relocalisons.core.reports.producers.sheet_questions import ask_renewal
from relocalisons.core.reports.producers.visit_plan import build_visit_plan

TUESDAY = date(2026, 3, 3)
VISITS = (
    "Producteur | Date prévue | Date réalisée | Points d'action | Prochaine visite | CR/photos\n"
)


def found(lines: str, *, line: str = "", settings: str = "", as_of=TUESDAY) -> dict[str, str]:
    programme = programme_of(
        contracts=line or a_contract_line(), settings=settings, Visites=VISITS + lines
    )
    return {
        f"{each.kind.value}:{each.subject}": each.title.replace("\u00a0", " ")
        for each in find_visits(programme, as_of=as_of)
    }


@pytest.mark.parametrize(("lines", "overdue"), [
    ("P07 | | 02/01/2026 | | | x", False),             # vegetables in season: every 60 days
    ("P07 | | 01/01/2026 | | | x", True),
    ("P07 | | 01/01/2026 | | 20/03/2026 | x", False),  # agreed in the field: her word wins
    ("P07 | | 20/02/2026 | | 27/02/2026 | x", True),
    ("P07 | | 01/12/2025 | | fin mars ou avril | x", False),  # agreed, unreadable: not replaced
    ("P07 | | 01/01/2026 | | | x\nP07 | 12/03/2026 | | | |", False),  # a visit is planned
    ("P07 | 24/02/2026 | | | |", True),                # planned, and did not take place
    ("P07 | 24/02/2026 | | | |\nP07 | | 25/02/2026 | | | x", False),  # it did, a day later
    ("P07 | | 30/02/2026 | | | x", False),             # a day that cannot be read
])  # fmt: skip
def test_a_visit_is_due_by_filiere_and_season_or_by_what_was_agreed(lines, overdue):
    assert ("visit_overdue:P07" in found(lines)) is overdue


@pytest.mark.parametrize(("chain", "start", "days"), [
    ("légumes", "01/11/2025", 60), ("légumes", "01/05/2026", 120), ("fruits", "01/11/2025", 90),
    ("fruits", "01/05/2026", 150), ("légumineuses", "01/11/2025", 90), ("miel", "01/11/2025", 90),
])  # fmt: skip
def test_intervals_are_those_of_the_filiere_in_and_out_of_season(chain, start, days):
    line = a_contract_line(Filière=chain, Début=start, Étape="signé")
    last = date.fromordinal(TUESDAY.toordinal() - days)

    on_time = found(f"P07 | | {last:%d/%m/%Y} | | | x", line=line)
    late = found(f"P07 | | {date.fromordinal(last.toordinal() - 1):%d/%m/%Y} | | | x", line=line)

    assert "visit_overdue:P07" not in on_time
    assert "visit_overdue:P07" in late


def test_she_sets_the_interval_of_a_filiere_in_parametres():
    setting = "Intervalle de visite légumes en saison | 30 jours"

    assert "visit_overdue:P07" in found("P07 | | 20/01/2026 | | | x", settings=setting)


def test_an_interval_that_is_no_number_leaves_the_usual_one_and_is_told():
    programme = programme_of(settings="Intervalle de visite légumes en saison | souvent")

    (finding,) = find_invalid_rules(programme)

    assert finding.kind == "source_invalid"
    assert "un nombre de jours" in finding.title + finding.detail + finding.action


def test_a_grower_never_visited_is_due_when_the_season_has_begun():
    (title,) = found("P08 | | 01/01/2026 | | | x").values()

    assert "aucune visite n’est notée" in title


def test_a_grower_whose_contract_is_over_is_left_in_peace():
    assert found("P07 | 24/02/2026 | | | |", line=a_contract_line(Étape="clos")) == {}


@pytest.mark.parametrize(("done", "report", "missing"), [
    ("23/02/2026", "", True),    # 8 days
    ("24/02/2026", "", False),   # 7 days: the week is not over
    ("23/02/2026", "photos", False),
])  # fmt: skip
def test_a_visit_leaves_a_report_within_a_week(done, report, missing):
    kinds = found(f"P07 | | {done} | | 01/04/2026 | {report}")

    assert any(key.startswith("visit_report_missing") for key in kinds) is missing


def test_visits_are_the_coordinators_own_business():
    programme = programme_of(Visites=VISITS + "P07 | 24/02/2026 | | | |")

    (finding,) = find_visits(programme, as_of=TUESDAY)

    assert finding.audience is Audience.COORDINATION
    assert finding.ask == ""


def test_the_plan_of_the_month_goes_area_by_area():
    programme = programme_of(
        contracts=a_contract_line()
        + "\n"
        + a_contract_line(**{"N° contrat": "C-02", "Producteur": "P08"}).splitlines()[1],
        Visites=VISITS + "P07 | 20/03/2026 | | | |\nP08 | 11/03/2026 | | | |",
    )

    plan = build_visit_plan(programme, as_of=TUESDAY)

    assert [line.cells[:3] for line in plan.visits.lines] == [
        ("Fontbelle", "Trois Restanques", "11/03/2026"),
        ("", "Jardins du Riou", "20/03/2026"),
    ]
    words = plan.summary.replace("\u00a0", " ").replace("\u202f", " ")
    assert words == (
        "2 visites à faire d’ici au 31 mars 2026, dans 1 secteur ; toutes les dates sont fixées."
    )


def test_the_plan_says_late_visits_first_and_once_what_they_stand_for():
    programme = programme_of(
        contracts=a_contract_line()
        + "\n"
        + a_contract_line(**{"N° contrat": "C-02", "Producteur": "P08"}).splitlines()[1],
        Visites=VISITS + "P07 | 24/02/2026 | | | |\nP08 | 11/02/2026 | | | |",
    )

    plan = build_visit_plan(programme, as_of=TUESDAY)

    assert [line.status.text.replace("\u00a0", " ") for line in plan.visits.lines] == [
        "▲ Prévue le 11/02, non notée",
        "▲ Prévue le 24/02, non notée",
    ]
    assert plan.visits.caption == "Visites par secteur, la plus en retard d’abord"
    assert plan.summary.replace("\u00a0", " ").replace("\u202f", " ") == (
        "2 visites à faire d’ici au 31 mars 2026, dans 1 secteur ; aucune date n’est fixée. "
        "Toutes remplacent une visite non notée."
    )


@pytest.mark.parametrize(("deliveries", "committed", "said"), [
    ("02/12/2025 | C-01 | P07 | 6260 | kg", "?", "6,26 t"),
    ("02/12/2025 | C-01 | P07 | 4240 | kg\n09/12/2025 | C-01 | P07 | ? | kg", "1 t",
     "au moins 4,24 t"),
    ("", "?", "–"),
    ("02/12/2027 | C-01 | P07 | 900 | kg", "?", "–"),  # a day to come
])  # fmt: skip
def test_a_sheet_says_what_came_where_its_share_cannot_be_measured(deliveries, committed, said):
    programme = programme_of(
        Volumes_engagés=months(*[committed] * 5),
        Livraisons=f"Date | Contrat | Producteur | Quantité | Unité\n{deliveries}",
        Visites=VISITS + "P07 | 24/02/2026 | | | |",
    )
    state = next(each for each in visit_states(programme, as_of=TUESDAY) if each.producer == "P07")

    sheet = build_producer_sheet(programme, (), state=state, as_of=TUESDAY)

    assert sheet.contracts.lines[0].cells[4].replace("\u00a0", " ") == said


ENDS = {"Étape": "en livraison", "Fin": "30/04/2026"}


@pytest.mark.parametrize(("renewals", "words"), [
    (("expresse", "expresse"),
     "Vos contrats C-01 et C-02 arrivent à leur terme le 30 avril 2026 : souhaitez-vous les "
     "renouveler pour la prochaine saison ?"),
    (("expresse", "tacite"),
     "Votre contrat C-01 arrive à son terme le 30 avril 2026 : souhaitez-vous le renouveler pour "
     "la prochaine saison ? Votre contrat C-02 se renouvelle seul."),
    (("tacite", "tacite"),
     "Vos contrats C-01 et C-02 se renouvellent seuls au-delà du 30 avril 2026. Quels volumes "
     "prévoyez-vous pour la prochaine saison ?"),
])  # fmt: skip
def test_one_question_is_asked_about_all_contracts_that_end(renewals, words):
    lines = [
        a_contract_line(**{"N° contrat": f"C-{at:02d}", "Reconduction": renewal, **ENDS})
        for at, renewal in enumerate(renewals, start=1)
    ]
    contracts = "\n".join([lines[0], *(line.splitlines()[1] for line in lines[1:])])
    sheets = contract_sheets(programme_of(contracts=contracts))

    said = ask_renewal(sheets, as_of=date(2026, 4, 1)).replace("\u00a0", " ")

    assert said.replace("\u202f", " ") == words
    assert ask_renewal(sheets, as_of=date(2025, 12, 1)) == ""
