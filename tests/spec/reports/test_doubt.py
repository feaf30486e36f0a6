"""Grey is never green: what cannot be read is left out, counted, and never judged."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from support.papers.report_workspace import AS_OF, sample_workspace

from relocalisons.core.deliverables.view import DeliverableState
from relocalisons.core.kernel.model import FindingState, UnreadTable
from relocalisons.core.money.books import open_books
from relocalisons.core.money.spending import measure_spending
from relocalisons.core.plan.view import ActionState
from relocalisons.core.producers.volumes.view import VolumeState
from relocalisons.core.programme.scope import find_funder, whole_programme
from relocalisons.core.reports.committee.copil import build_copil_report
from relocalisons.core.reports.funder.funder import build_funder_note
from relocalisons.core.reports.shared.measures import measure
from relocalisons.core.reports.shared.quality import quality_sentences
from relocalisons.core.sources.structure import SourceKind
from relocalisons.core.views.rag import Rag

PERIOD = {"period_start": date(2026, 2, 1), "period_end": date(2026, 2, 28), "as_of": AS_OF}


def measures_of(space, decisions=None):
    programme = space.programme()
    return measure(
        programme, space.tracked(decisions), whole_programme(programme), as_of=space.as_of
    )


def action(measures, number):
    return next(line for line in measures.actions if line.action.number == number)


def test_an_action_without_readable_date_or_status_is_grey():
    space = sample_workspace(late=0)
    space.tables["actions"][0].update(
        planned_end="#REF!", status="ok?", progress="50 %", actual_end=None
    )

    line = action(measures_of(space), space.tables["actions"][0]["number"])

    assert line.state is ActionState.UNKNOWN
    assert line.status.level is Rag.UNKNOWN
    assert line.gap is None


def test_a_plan_of_which_too_little_can_be_measured_has_a_grey_tile():
    space = sample_workspace(late=0, actions=10)
    for row in space.tables["actions"][:6]:
        row["progress"] = "#REF!"
        row["status"] = "en cours"
        row["actual_end"] = None
    note = build_funder_note(space.programme(), space.tracked(), funder="REGION", **PERIOD)

    assert note.tiles[0].status.level is Rag.UNKNOWN
    assert note.tiles[0].status.word == "Trop peu mesuré"


def test_without_a_drive_listing_no_deliverable_is_missing_or_there():
    space = sample_workspace()
    programme = replace(space.programme(), items=())

    measures = measure(programme, (), whole_programme(programme), as_of=AS_OF)

    past = [line for line in measures.deliverables if line.due and line.due < AS_OF]
    assert past
    assert {line.state for line in past} == {DeliverableState.UNKNOWN}
    assert measures.deliverables_due == ()


def test_a_contract_with_one_doubtful_delivery_is_not_measured_and_not_summed():
    clear, doubtful = sample_workspace(), sample_workspace(doubts=1)

    before, after = measures_of(clear), measures_of(doubtful)

    (unknown,) = after.volumes_in(VolumeState.UNKNOWN)
    assert unknown.contract.number == "CC-01"
    assert unknown.status.level is Rag.UNKNOWN
    lost = next(line for line in before.volumes if line.contract.number == "CC-01").delivered
    assert after.delivered == before.delivered - lost


def test_every_hole_is_counted_beside_what_is_kept():
    space = sample_workspace(doubts=3)
    note = build_funder_note(space.programme(), space.tracked(), funder="REGION", **PERIOD)

    progress, calendar, *_ = note.holes.lines

    assert progress.cells[2].replace("\u00a0", " ") == "3 actions"
    assert calendar.status.level is Rag.UNKNOWN
    assert calendar.status.word == "Partiel"


def test_an_unreadable_amount_is_left_out_and_counted():
    space = sample_workspace()
    programme = space.programme()
    funder = find_funder(programme, "REGION")
    full = measure_spending(programme, funder, as_of=AS_OF)
    row = next(
        row for row in space.tables["expenses"] if row["funders"] == "REGION" and row["paid_on"]
    )
    lost = Decimal(str(row["amount"]))
    row["amount"] = "#REF!"

    holed = measure_spending(space.programme(), funder, as_of=AS_OF)

    assert holed.left_out == full.left_out + 1
    assert holed.paid == full.paid - lost


@pytest.mark.parametrize(
    ("typed", "share"),
    [
        ("REGION", "1"),
        ("Région Provence-Alpes-Côte d’Azur", "1"),
        ("ADEME", "0"),
        ("REGION 60 % ; ADEME 40 %", "0.6"),
        ("region 62,5% / ademe 37,5%", "0.625"),
        ("REGION (60 %), ADEME (40 %)", "0.6"),
        ("ADEME 40 %", "0"),
        ("", None),
        ("REGION ; ADEME", None),
        ("REGION 70 % ; ADEME 40 %", None),
        ("REGIN", None),
        ("REGION 60 % ; DRAAF 40 %", None),
    ],
)
def test_a_share_that_cannot_be_understood_is_unknown_and_never_zero(typed, share):
    space = sample_workspace()
    space.tables["expenses"][0]["funders"] = typed

    key = open_books(space.programme()).expenses[0].sure_key

    assert (key and key.share("REGION")) == (None if share is None else Decimal(share))


def test_a_finding_set_aside_by_the_coordinator_is_not_counted_as_late():
    space = sample_workspace(late=2)
    number = space.tables["actions"][0]["number"]

    measures = measures_of(space, {f"action_late:{number}": "sans objet"})

    assert action(measures, number).state is ActionState.SET_ASIDE
    assert action(measures, number).status.level is Rag.UNKNOWN
    assert len(measures.late) == 1


def test_a_date_that_she_granted_is_the_forecast_until_it_passes():
    space = sample_workspace(late=2)
    number = space.tables["actions"][0]["number"]
    key = f"action_late:{number}"

    granted = action(measures_of(space, {key: "date accordée au 15/04/2026"}), number)
    passed = action(measures_of(space, {key: "date accordée au 01/03/2026"}), number)

    assert (granted.state, granted.forecast) == (ActionState.GRANTED, date(2026, 4, 15))
    assert passed.state is ActionState.LATE


def test_a_resolved_finding_is_no_finding_any_more():
    space = sample_workspace(late=1)
    programme = space.programme()
    resolved = tuple(replace(one, state=FindingState.RESOLVED) for one in space.tracked())

    measures = measure(programme, resolved, whole_programme(programme), as_of=AS_OF)

    assert measures.late == ()
    # Its date is past all the same: without a finding nothing is claimed.
    assert action(measures, space.tables["actions"][0]["number"]).state is ActionState.UNKNOWN


def test_a_funder_without_any_action_gets_the_whole_programme_and_is_told_so():
    space = sample_workspace()
    for row in space.tables["actions"]:
        row["funders"] = "REGION"
    note = build_funder_note(space.programme(), space.tracked(), funder="ADEME", **PERIOD)

    assert "aucune action n’étant rattachée à ce financeur" in note.scope
    with pytest.raises(KeyError, match="XYZ"):
        build_funder_note(space.programme(), (), funder="XYZ", **PERIOD)


@pytest.mark.parametrize(
    ("late", "unreadable", "rag_forecast"),
    [(0, 0, "Conforme"), (1, 0, "À surveiller"), (2, 0, "Alerte"), (0, 5, "Non mesuré")],
)
def test_the_rag_forecast_of_an_axis_follows_the_part_of_it_that_is_late(
    late, unreadable, rag_forecast
):
    space = sample_workspace(late=0, actions=40)
    axis = [row for row in space.tables["actions"] if row["work_stream"] == "Axe 3 – Logistique"]
    for row in axis:
        row.update(
            planned_start=date(2026, 1, 5), planned_end=date(2026, 12, 18), actual_end=None,
            revised_end=None, status="en cours", progress="20 %",
        )  # fmt: skip
    for row in axis[:late]:
        row.update(planned_end=date(2026, 2, 27))
    for row in axis[:unreadable]:
        row.update(status="ok?")
    view = build_copil_report(space.programme(), space.tracked(), **PERIOD)

    (line,) = [line for line in view.rag_forecast.lines if line.cells[0] == "Axe 3 – Logistique"]

    assert line.status.word == rag_forecast


def test_the_quality_annex_counts_what_stands_today_and_nothing_that_was_put_right():
    space = sample_workspace()
    lost = [
        replace(one, finding=replace(one.finding, kind=SourceKind.TAB_MISSING, subject=f"P{n}"))
        for n, one in enumerate(space.tracked()[:1] * 22)
    ]
    settled = [replace(one, state=FindingState.RESOLVED) for one in lost[3:20]]
    unseen = [replace(one, state=FindingState.OUT_OF_SIGHT) for one in lost[20:]]

    said = quality_sentences(space.programme(), (*lost[:3], *settled, *unseen))

    assert [text for text in said if "onglet" in text] == [
        "3 onglets ou classeurs n’ont pas pu être lus comme prévu\u202f; leur dernière bonne "
        "lecture reste en vigueur quand elle existe."
    ]


def test_the_quality_annex_names_the_tables_of_which_nothing_can_be_said():
    programme = replace(
        sample_workspace().programme(),
        unread=(
            UnreadTable(
                table="actions", partner="P05", file_id="p05", workbook="Suivi P05",
                last_read=datetime(2026, 2, 12, 5, 30, tzinfo=UTC),
            ),
        ),
    )  # fmt: skip

    assert quality_sentences(programme, ())[-1].replace("\u00a0", " ") == (
        "Ce que contenait 1 tableau ne peut plus être dit (plus ancienne bonne lecture : "
        "12/02/2026)\u202f; aucun chiffre ne le compte."
    )
