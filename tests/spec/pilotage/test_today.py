"""« À faire aujourd’hui »: what cannot wait, said as things to do; it leads to where to do them."""

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from support.programme.build import a_partner, a_programme, place
from support.programme.sheets import night, pilotage, tab, understood
from support.reminders.planned import said

from relocalisons.core.acts.acts import Acts, derive_acts
from relocalisons.core.acts.asking import with_promises
from relocalisons.core.kernel.model import (
    Audience,
    Finding,
    FindingKind,
    FindingState,
    Programme,
    Severity,
    TrackedFinding,
)
from relocalisons.core.objectives.risks import RiskKind
from relocalisons.core.pilotage.dashboard.today import CoordinatorInbox, named_today, today_part
from relocalisons.core.programme.plan_kinds import PlanKind
from relocalisons.core.reminders.rules.kept_promises import promises_due
from relocalisons.core.views.own_tab import Formula

PROGRAMME = a_programme(partners=(a_partner("P01", "Ville de Grasse"),))
LATE = "En retard depuis le 2 février 2026"
CALL = "Appeler Anne Roux (Ville de Grasse)"
TUESDAY = date(2026, 3, 3)
THURSDAY_NOON = datetime(2026, 3, 5, 12, 30, tzinfo=ZoneInfo("Europe/Paris"))


def entry(
    subject: str = "A1.2", *, decision: str = "", state: FindingState = FindingState.OPEN,
    kind: FindingKind = PlanKind.ACTION_LATE, severity: Severity = Severity.ALERT,
    due: date | None = None, label: str = "", action: str = "Demander où elle en est.",
) -> TrackedFinding:  # fmt: skip
    finding = Finding(
        kind=kind, subject=subject, partner="P01", severity=severity, audience=Audience.COPIL,
        title=f"{subject} est en retard.", action=action, label=label or f"{subject} – Former",
        evidence=(place(14).cell("planned_end"),), due=due,
    )  # fmt: skip
    return TrackedFinding(
        finding=finding, state=state, first_seen=date(2026, 2, 10), **said(decision)
    )


def day(
    *tracked: TrackedFinding,
    programme: Programme | None = None,
    inbox: CoordinatorInbox | None = None,
    acts: Acts | None = None,
) -> list[str]:
    programme = programme or PROGRAMME
    part = today_part(
        tracked,
        acts or derive_acts(tracked, programme=programme, as_of=TUESDAY),
        programme=programme,
        inbox=inbox or CoordinatorInbox(),
        as_of=TUESDAY,
    )
    return [
        " ".join(str(cell) for cell in row[:2]).replace("\u00a0", " ").strip()
        for _, row in part.lines
    ]


def test_mails_to_decide_come_first_with_their_hour_and_the_invitations_with_them():
    inbox = CoordinatorInbox(waiting=17, deadline=THURSDAY_NOON, invitations=1)

    assert day(entry(due=date(2026, 2, 2)), inbox=inbox) == [
        "▲ Décider 17 relances à valider avant jeudi 5 mars à 12 h 30 et 1 convocation à valider, "
        "dans « Relances »",
        f"▲ À faire 1 aujourd’hui, dans « À faire ». C’est : {CALL} : A1.2 – Former. {LATE}",
    ]


def test_what_is_said_is_how_many_lines_the_tab_beside_has_and_the_first_of_them():
    tracked = [entry(f"A1.{n}", due=date(2026, 2, 2)) for n in range(3)]
    tracked += [entry("A4", decision="sans objet"), entry("A5", state=FindingState.RESOLVED)]
    tracked += [entry("RQ", kind=RiskKind.RISK_REVIEW_OVERDUE)]

    assert day(*tracked) == [
        "▲ À faire 1 aujourd’hui, 1 plus tard, dans « À faire ». C’est : "
        f"{CALL} : A1.0 et 2 autres. {LATE}",
    ]


def test_what_she_put_off_until_today_comes_back_on_that_day_and_not_before():
    again = "vu par téléphone, reparler le {}/03/2026"
    back = entry("A1.1", due=date(2026, 2, 2), decision=again.format("03"))
    later = entry("A1.2", due=date(2026, 2, 2), decision=again.format("04"))

    assert len(day(back, later)) == 1
    assert day(later) == ["● Rien Tout va bien : rien n’attend votre décision."]


def test_a_promise_that_names_no_line_is_recalled_once_unless_she_calls_anyway():
    contacts = """
        Date       | Partenaire | Personne  | Ce qui a été dit       | Promis pour le
        20/02/2026 | P01        | Anne Roux | écrit où est le site   | 02/03/2026
        21/02/2026 | P02        | Luc Blanc | rappellera             | 15/03/2026
    """
    programme = understood(night(pilotage(tab("Contacts", contacts))))
    programme = replace(programme, partners=(a_partner("P01", contact="Anne Roux"),))
    due = promises_due(programme, (), as_of=TUESDAY)

    def told(*entries):
        acts = derive_acts(entries, programme=programme, as_of=TUESDAY)
        acts = with_promises(acts, due, programme=programme)
        return day(*entries, programme=programme, acts=acts)

    words = "avait promis pour le 2 mars 2026 : « écrit où est le site »"
    assert told() == [f"▲ Promesse Anne Roux (P01) : {words}"]
    (line,) = told(entry(due=date(2026, 2, 2)))
    assert "C’est : Appeler Anne Roux" in line, "the call has it"


def test_a_call_is_an_act_and_is_told_nowhere_else():
    lines = day(entry(due=date(2026, 2, 2)))

    assert [line for line in lines if "ppeler" in line] == [
        f"▲ À faire 1 aujourd’hui, dans « À faire ». C’est : {CALL} : A1.2 – Former. {LATE}",
    ]


def test_a_line_leads_to_the_tab_where_it_is_done():
    address = "https://docs.google.com/x#gid=4"
    tracked = (entry(due=date(2026, 2, 2)),)
    part = today_part(
        tracked, derive_acts(tracked, programme=PROGRAMME, as_of=TUESDAY), programme=PROGRAMME,
        inbox=CoordinatorInbox(tabs={"À faire": address}), as_of=TUESDAY,
    )  # fmt: skip

    assert isinstance(part.lines[0][1][5], Formula)
    assert address in part.lines[0][1][5].text


def test_an_act_leads_to_its_very_row():
    tracked = (entry(due=date(2026, 2, 2)),)
    acts = derive_acts(tracked, programme=PROGRAMME, as_of=TUESDAY)
    row = "https://docs.google.com/x#gid=4&range=A9:C9"
    part = today_part(
        tracked, acts, programme=PROGRAMME, as_of=TUESDAY,
        inbox=CoordinatorInbox(
            tabs={"À faire": "https://docs.google.com/x#gid=4"},
            rows={str(acts.acts[0].key): row},
        ),
    )  # fmt: skip

    opened = part.lines[0][1][5]
    assert isinstance(opened, Formula)
    assert row in opened.text
    assert "Ouvrir A9" in opened.text  # a row that moved is a cell to write again


def test_an_amount_is_never_cut_between_two_lines():
    tracked = (entry(due=date(2026, 2, 2), label="A1.2 – Payer 26 702 € avant mai"),)
    acts = derive_acts(tracked, programme=PROGRAMME, as_of=TUESDAY)

    part = today_part(tracked, acts, programme=PROGRAMME, as_of=TUESDAY, inbox=CoordinatorInbox())

    assert "Payer 26\u00a0702\u00a0€ avant mai" in str(part.lines[0][1][1])


def test_nothing_to_do_is_said_too():
    assert day() == ["● Rien Tout va bien : rien n’attend votre décision."]
    resolved = replace(entry(), state=FindingState.RESOLVED)
    assert day(resolved) == ["● Rien Tout va bien : rien n’attend votre décision."]


@pytest.mark.parametrize("given", ({"presses": True}, {"due": "Aujourd’hui : A1 (P01)"}), ids=str)
@pytest.mark.parametrize("tracked", ((), (entry(kind=RiskKind.RISK_REVIEW_OVERDUE),)), ids=len)
def test_nothing_reassures_beside_another_row_that_presses(given, tracked):
    part = today_part(
        tracked, Acts(), programme=PROGRAMME, inbox=CoordinatorInbox(), as_of=TUESDAY, **given
    )

    first, *_ = (row for _, row in part.lines)
    assert first[1] == "Aucune ligne d’« À faire » n’est pour aujourd’hui."


def test_what_a_page_of_the_week_has_named_is_counted_and_still_opened():
    tracked = (entry(due=date(2026, 2, 2)),)
    acts = derive_acts(tracked, programme=PROGRAMME, as_of=TUESDAY)
    named = named_today(acts, programme=PROGRAMME, as_of=TUESDAY)

    part = today_part(
        tracked, acts, programme=PROGRAMME, as_of=TUESDAY, told=named,
        inbox=CoordinatorInbox(rows={str(acts.acts[0].key): "https://x/#range=A5:C5"}),
    )  # fmt: skip

    ((_, row),) = part.lines
    assert row[1] == "1 aujourd’hui, dans « À faire »"
    assert row[5].shown == "Ouvrir A5"
