"""Whatever people type: no exception, nothing green from missing data, no hole in a sentence."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.programme.build import a_file
from support.programme.sheets import P01_ID, book, night, pilotage, tab, understood
from support.programme.typed_tables import ANYTHING, OWN, SOURCES, WORKBOOKS, check_sentences

from relocalisons.core.kernel.model import Doubt


@given(WORKBOOKS, OWN)
@settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
def test_any_content_is_understood_or_told(tabs, own):
    snapshot = night(
        pilotage(*own, sources=SOURCES), book(P01_ID, *tabs), items=[a_file("Autre.pdf")]
    )

    programme = understood(snapshot)

    check_sentences(programme)
    told = {
        key.partition(":")[2]
        for finding in programme.findings
        for key in (finding.key, *finding.members)
    }
    for action in programme.actions:
        status = action.status
        if not action.struck and status.doubt in (Doubt.AMBIGUOUS, Doubt.UNREADABLE):
            in_doubt = f"P01/actions/{action.key}/status"  # by its lasting name
            assert in_doubt in told or "P01/actions" in told, "a doubt must be told"


@given(
    st.lists(st.lists(ANYTHING, max_size=6), max_size=8),
    st.lists(st.lists(ANYTHING, max_size=5), max_size=6),
    st.lists(st.lists(ANYTHING, max_size=4), max_size=6),
)
@settings(max_examples=120, deadline=None)
def test_any_registry_parameters_and_partners_are_obeyed_or_told(partners, sources, parameters):
    own = pilotage()
    header = ("Code", "Structure", "Type", "Référent", "E-mail")
    tabs = (
        tab("Sources", [own.tabs[0].rows[0], *sources]),
        tab("Paramètres", [own.tabs[1].rows[0], *parameters]),
        tab("Partenaires", [header, *partners]),
    )
    snapshot = night(book(own.file_id, *tabs, name="Pilotage"))

    check_sentences(understood(snapshot))


@given(st.lists(st.lists(ANYTHING, max_size=9), max_size=9))
@settings(max_examples=80, deadline=None)
def test_a_tab_that_is_no_table_at_all_stops_nothing(rows):
    snapshot = night(
        pilotage(sources=SOURCES), book(P01_ID, tab("Plan d'action", rows), tab("Livrables", rows))
    )

    check_sentences(understood(snapshot))
