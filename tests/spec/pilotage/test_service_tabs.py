"""What the service promises about its own tabs in « Pilotage »."""

import re
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from support.programme.build import a_funder, a_partner, a_programme, actions, place
from support.reminders.planned import said
from support.reminders.rows import THURSDAY_NOON, relances, row

from relocalisons.core.acts.acts import derive_acts
from relocalisons.core.kernel.links import CellLinks
from relocalisons.core.kernel.model import (
    Audience,
    Decision,
    Finding,
    FindingState,
    Severity,
    TabGrid,
    TrackedFinding,
)
from relocalisons.core.pilotage.anomalies import build_anomalies, partner_cell
from relocalisons.core.pilotage.dashboard.dashboard import build_full_state
from relocalisons.core.pilotage.dashboard.today import CoordinatorInbox
from relocalisons.core.pilotage.journal import JournalEntry, build_journal
from relocalisons.core.pilotage.to_do import build_to_do
from relocalisons.core.pilotage.to_tidy import build_to_tidy
from relocalisons.core.programme.decisions.decision_tabs import read_decision_tab
from relocalisons.core.programme.findings.data import ReadingKind
from relocalisons.core.programme.plan_kinds import PlanKind
from relocalisons.core.reminders.digests import CallEntry, Skipped
from relocalisons.core.tables import ANOMALIES
from relocalisons.core.views.own_tab import COLOURS, Formula, OwnTab, link, plain

TUESDAY = date(2026, 3, 3)
PARIS = ZoneInfo("Europe/Paris")
LINKS = CellLinks()
HOSTILE = '=HYPERLINK("https://ennemi.example";"ok")'


def entry(subject="A1.2", *, decision="", note="", state=FindingState.OPEN, **given):
    values = {
        "kind": PlanKind.ACTION_LATE, "partner": "P01", "severity": Severity.ALERT,
        "audience": Audience.COPIL, "title": "A1.2 devait finir le 3 février.",
        "action": "Demander où elle en est.", "label": f"{subject} – Former",
        "evidence": (place(14).cell("planned_end"),), "due": date(2026, 2, 3), "days": 28,
    }  # fmt: skip
    return TrackedFinding(
        finding=Finding(subject=subject, **{**values, **given}),
        state=state,
        first_seen=date(2026, 2, 10),
        **said(decision, note=note),
    )


def anomalies(*entries):
    return build_anomalies(entries, programme=a_programme(), links=LINKS, as_of=TUESDAY)


def body(tab: OwnTab, header_of=ANOMALIES):
    headers = [column.header for column in header_of.columns]
    top = next(number for number, row in enumerate(tab.values) if list(row) == headers)
    return [dict(zip(headers, row, strict=True)) for row in tab.values[top + 1 :]]


def dashboard(*entries, **given):
    given.setdefault("programme", a_programme())
    return build_full_state(
        entries, links=LINKS, as_of=TUESDAY,
        read_at=datetime(2026, 3, 3, 6, 31, tzinfo=PARIS), **given,
    )  # fmt: skip


def all_tabs():
    call = CallEntry(partner="P02", partner_name=HOSTILE, person=HOSTILE, phone="+33 6",
                     reason="préfère le téléphone", points=(HOSTILE,), lines=1)  # fmt: skip
    hostile = entry(
        title=HOSTILE, action=HOSTILE, label=HOSTILE, decision=HOSTILE, note=HOSTILE, partner=None
    )
    cell = entry(
        kind=ReadingKind.CELL_UNREADABLE,
        title=HOSTILE,
        action=HOSTILE,
        label=HOSTILE,
        partner=HOSTILE,
    )
    acts = derive_acts((hostile, cell), programme=a_programme(), as_of=TUESDAY)
    words = {
        key: Decision(key=key, decision=HOSTILE, note=HOSTILE)
        for key in (*(str(each.key) for each in acts.acts), *(one.key for one in acts.shelves))
    }
    return [
        anomalies(hostile),
        build_to_do(acts, programme=a_programme(), links=LINKS, as_of=TUESDAY, words=words),
        build_to_tidy(acts, programme=a_programme(), links=LINKS, as_of=TUESDAY, words=words),
        relances(
            row(subject=HOSTILE, person=HOSTILE, decision=HOSTILE, note=HOSTILE, reason=HOSTILE),
            call_list=(call,), skipped=(Skipped(partner="P03", reason="inactif"),),
        ),
        dashboard(
            hostile,
            inbox=CoordinatorInbox(waiting=1, deadline=THURSDAY_NOON),
        ),
        build_journal((JournalEntry(at=THURSDAY_NOON, flow=HOSTILE, succeeded=True,
                                    done=(HOSTILE,), left_out=(HOSTILE,)),)),
    ]  # fmt: skip


def test_what_waits_is_counted_and_what_she_decided_is_said_beside():
    late = [entry(subject=f"A{n}", partner="P01") for n in (1, 2)]
    seen = entry(subject="A3", partner="P01", decision="vu")
    programme = a_programme(partners=(a_partner("P01", "Ville de Grasse"),))

    tab = dashboard(*late, seen, programme=programme)

    (row,) = (each for each in tab.values if str(each[1]).startswith("P01 – Ville de Grasse\n"))
    assert row[2] == 2
    assert "1\u00a0décidé à part" in row[1]


@pytest.mark.parametrize("heading", ("Par axe", "Par partenaire", "Par financeur"))
def test_a_reason_is_read_on_a_phone_without_a_swipe_aside(heading):
    known = actions("""
        action | end        | status
        A1     | 2026-01-10 | in_progress
    """)
    programme = a_programme(
        partners=(a_partner("P01", "Ville de Grasse"),), actions=known, funders=(a_funder(),)
    )
    tab = dashboard(entry("A1", partner="P01"), programme=programme)
    at = next(n for n, row in enumerate(tab.values) if row[0] == heading)
    shown = [n for n in range(len(tab.widths)) if sum(tab.widths[: n + 1]) <= 390]

    titles, first = [row for row in tab.values[at + 1 :] if row[1]][:2]
    assert str(titles[1]).endswith("et raison")
    name, _, reason = str(first[1]).partition("\n")
    assert name
    assert reason
    assert 1 in shown
    assert not any(first[3:])


# --- nobody's text is a formula -------------------------------------------------------------


@pytest.mark.parametrize("tab", all_tabs(), ids=lambda tab: tab.title)
def test_text_of_people_is_never_a_formula(tab):
    for cells in tab.rows:
        for cell in cells:
            if isinstance(cell, Formula):
                assert cell.text.startswith('=HYPERLINK("https://')
                assert "ennemi" not in cell.text
            elif isinstance(cell, str):
                assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))


@pytest.mark.parametrize(
    "typed", ["=1+1", "+33 6", "-1", "@SUM(A1)", "\t=1", " =1", "\u00a0=1", "＝1+1", "\n=1"]
)
def test_a_beginning_of_formula_is_neutralised(typed):
    assert plain(typed) == f"'{typed}"


def test_other_text_is_left_as_it_is():
    assert plain("12 % = bien") == "12 % = bien"
    assert plain(None) == ""


def test_quotes_in_a_link_do_not_leave_their_argument():
    assert link('https://x/"', 'dit "oui"').text == '=HYPERLINK("https://x/""";"dit ""oui""")'


@pytest.mark.parametrize("tab", all_tabs(), ids=lambda tab: tab.title)
def test_every_row_is_as_wide_as_the_tab_and_looks_stay_inside(tab):
    assert {len(cells) for cells in tab.rows} == {len(tab.widths)}
    for look in tab.looks:
        assert 0 <= look.first_row < look.last_row <= len(tab.rows)
        assert 0 <= look.first_column < look.last_column <= len(tab.widths)


@pytest.mark.parametrize("tab", [anomalies(entry()), dashboard(entry())], ids=lambda t: t.title)
def test_a_laptop_shows_all_its_columns_at_once(tab):
    shown = [width for at, width in enumerate(tab.widths) if at not in tab.hidden_columns]

    assert sum(shown) <= 1330, "pixels, beside the numbers of the rows"


def test_anomalies_can_be_filtered_by_each_column():
    tab = anomalies(entry())

    assert tab.filter_row is not None
    assert tab.rows[tab.filter_row] == tuple(column.header for column in ANOMALIES.columns)


def test_every_tint_can_be_read():
    for background, ink in COLOURS.values():
        assert contrast(background, ink) >= 6.4, (background, ink)


def contrast(first, second):
    light, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour):
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


# --- « Anomalies » --------------------------------------------------------------------------


def test_anomalies_has_its_columns_and_what_she_wrote():
    found = body(anomalies(entry(decision="sans objet", note="vu avec Paul")))[0]

    assert found["Gravité"] == "■ Alerte"
    assert found["Partenaire"] == "P01 – Ville de Grasse"
    assert found["Depuis le"] == "10/02/2026"
    assert found["Lien"] == "Ouvrir D14"
    assert (found["Décision"], found["Note"]) == ("sans objet", "vu avec Paul")
    assert found["Clé"] == "action_late:A1.2"


def test_what_waits_for_her_comes_first_and_what_is_solved_last():
    tab = anomalies(
        entry("A1", decision="sans objet"),
        entry("A2", severity=Severity.INFO),
        entry("A3", state=FindingState.RESOLVED),
        entry("A4"),
        entry("A5", decision="ok"),
    )

    assert [found["Clé"].split(":")[1] for found in body(tab)] == ["A4", "A5", "A2", "A1", "A3"]


@pytest.mark.parametrize(
    ("decision", "words"),
    [
        ("", "toujours ouvert (4e semaine)"),
        ("date accordée au 12/04", "compris\u00a0: délai accordé jusqu’au 12\u00a0avril\u00a02026"),
        ("date accordée au 01/03/2026", "▲ délai accordé passé depuis le 01/03/2026"),
        (
            "vu par téléphone, reparler le 20/03",
            "compris\u00a0: à reparler le 20\u00a0mars\u00a02026",
        ),
        ("vu par téléphone, reparler le 02/03/2026", "▲ à reparler depuis le 02/03/2026"),
        ("sans objet", "sans objet"),
        ("ok", "▲ «\u00a0ok\u00a0» n’est pas compris"),
    ],
)
def test_the_tab_says_how_each_decision_was_understood(decision, words):
    assert words in body(anomalies(entry(decision=decision)))[0]["État"]


def test_when_there_is_nothing_the_tab_says_so():
    assert "Tout va bien" in str(anomalies().rows[0][0])


def test_her_words_come_back_from_the_tab_as_they_went_in():
    tab = anomalies(entry("A1", decision="sans objet", note="n"), entry("A2"))

    read = read_decision_tab(TabGrid(sheet_id=1, title=tab.title, rows=tab.values))

    assert [(one.key, one.decision, one.note) for one in read.decisions] == [
        ("action_late:A1", "sans objet", "n")
    ]


# --- « Tableau de bord » and « Journal » ----------------------------------------------------


def text_of(tab):
    return "\n".join(
        " | ".join(str(cell) for cell in cells if cell != "") for cells in tab.values
    ).replace("\u00a0", " ")


def test_what_needs_her_today_comes_first():
    inbox = CoordinatorInbox(waiting=17, deadline=THURSDAY_NOON,
                   tabs={"Relances": "https://docs.google.com/x#gid=4"})  # fmt: skip

    lines = text_of(dashboard(entry(), inbox=inbox)).splitlines()

    start = lines.index("À faire aujourd’hui")
    assert lines[start + 1] == (
        "▲ Décider | 17 relances à valider avant jeudi 5 mars à 12 h, dans « Relances » | Ouvrir"
    )
    assert "C’est : Appeler Anne Roux (Ville de Grasse) : A1.2" in lines[start + 2]
    assert not any("Luc Blanc" in line for line in lines)  # a call is an act, and nothing else


def test_a_quiet_day_says_that_all_is_well():
    assert "Tout va bien : rien n’attend votre décision." in text_of(dashboard())


def test_the_figures_never_hide_what_cannot_be_measured():
    known = actions("""
        action | end        | status
        A1     | 2026-06-01 | in_progress
        A2     | ??         | in_progress
        A3     | 2026-01-10 | done
    """)

    words = text_of(dashboard(programme=a_programme(actions=known)))

    assert (
        "Actions\n1 terminée, 0 à 1 en retard (1 cellule à lever), 1 non mesurable – "
        in words.replace("\u00a0", " ")
    )


def test_the_plan_counts_the_actions_that_papers_count_and_says_which_it_leaves_out():
    known = actions("""
        action | end        | status
        A1     | 2026-06-01 | in_progress
        A2     | 2026-06-01 | dropped
        A3     | 2026-01-10 | done
    """)

    words = text_of(dashboard(programme=a_programme(actions=known))).replace("\u00a0", " ")

    assert "Actions\n1 terminée, 1 abandonnée et non comptée – " in words


def test_more_unknown_than_known_is_grey_never_green():
    known = actions("""
        action | end | status
        A1     | ??  | in_progress
        A2     | ??  | in_progress
        A3     | 2026-06-01 | in_progress
    """)

    words = text_of(dashboard(programme=a_programme(actions=known)))

    assert re.search("○ Non mesuré \\| Axe 1\n[^|]+\\| 3", words)


def test_what_changed_is_told_with_numbers():
    tab = dashboard(
        entry("A1", state=FindingState.NEW),
        entry("A2", state=FindingState.RESOLVED),
        entry("A3", state=FindingState.NEW),
    )

    assert "Ce qui a changé depuis le dernier passage : 2 nouveaux, 1 résolu" in text_of(tab)


def test_a_long_list_says_how_many_are_left():
    tab = dashboard(*(entry(f"A{number}", state=FindingState.RESOLVED) for number in range(30)))

    assert "et 18 autres constats, dans « Anomalies »" in text_of(tab)


def test_an_old_reading_is_named_with_its_date():
    known = replace(
        a_programme(actions=actions("action | end\nA1 | 2026-06-01")),
        stale={"file-Suivi P01": datetime(2026, 2, 25, 6, 30, tzinfo=PARIS)},
    )

    words = text_of(dashboard(programme=known))

    assert "○ Ancien | Suivi P01\ndernière lecture complète le 25/02/2026 à 06 h 30" in words


def test_partners_stand_in_the_order_of_their_numbers():
    partners = tuple(a_partner(code, f"Structure {code}") for code in ("P10", "P2"))
    tab = dashboard(
        entry("A1", partner="P10"), entry("A2", partner="P2"),
        programme=a_programme(partners=partners),
    )  # fmt: skip

    words = text_of(tab).split("Par partenaire")[1]
    assert words.index("P2 –") < words.index("P10 –")


def test_the_same_data_gives_the_same_tab():
    assert dashboard(entry()) == dashboard(entry())
    assert anomalies(entry()) == anomalies(entry())


def test_the_journal_tells_the_latest_first():
    early = JournalEntry(at=datetime(2026, 3, 3, 6, tzinfo=PARIS), flow="Suivi", succeeded=True)
    tab = build_journal((early, replace(early, at=THURSDAY_NOON, succeeded=False)))

    assert [cells[2] for cells in tab.values[2:]] == ["■ en échec", "✓ réussi"]


def test_a_partner_whose_code_is_its_name_is_named_once():
    programme = a_programme(partners=[a_partner("CCVO", "CCVO"), a_partner("P02", "Ville")])

    assert partner_cell(programme, "CCVO") == "CCVO"
    assert partner_cell(programme, "P02") == "P02 – Ville"
