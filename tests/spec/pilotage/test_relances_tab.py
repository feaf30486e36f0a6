"""What the service promises about « Relances »: every mail, every call, and why the rest stays."""

from datetime import datetime

import pytest
from support.messy.hostile_words import HOSTILE
from support.reminders.rows import THURSDAY_NOON, relances, row

from relocalisons.core.kernel.model import TabGrid
from relocalisons.core.pilotage.reminder_identity import read_shown_rows
from relocalisons.core.pilotage.reminder_tab import STATE_WORDS, build_reminder_tab
from relocalisons.core.pilotage.tab_rewrite import plan_rewrite
from relocalisons.core.programme.decisions.decision_tabs import read_decision_tab
from relocalisons.core.reminders.digests import CallEntry, Skipped, UrgentPoint
from relocalisons.core.reminders.order_answers import answer_order, say_too_late
from relocalisons.core.reminders.urgent import FIRM_ROW
from relocalisons.core.tables import REMINDERS
from relocalisons.core.views.own_tab import Formula, OwnTab


def spaced(text: object) -> str:
    return str(text).replace("\u00a0", " ").replace("\u202f", " ")


def body(tab: OwnTab):
    headers = [column.header for column in REMINDERS.columns]
    top = next(number for number, row in enumerate(tab.values) if list(row) == headers)
    return [dict(zip(headers, row, strict=True)) for row in tab.values[top + 1 :]]


def a_call(**given):
    values = {
        "partner": "P02", "partner_name": "Ferme", "person": "Luc", "phone": "06 00",
        "reason": "préfère le téléphone", "points": ("A1 : 3 jours",), "lines": 1,
    }  # fmt: skip
    return CallEntry(**(values | given))


def test_relances_says_until_when_and_has_one_cell_for_everything():
    tab = relances(row("k1"), row("k2", decision="pas cette fois"))

    assert "2\u00a0messages à valider avant jeudi\u00a05\u00a0mars à\u00a012\u00a0h" in str(
        tab.rows[0][0]
    )
    assert tab.rows[1][1] is None  # B2 is hers: left as it is
    assert "le message sans décision" in str(tab.rows[1][2])
    found = body(tab)[0]
    assert (found["Aperçu"], found["État"], found["Lignes"]) == ("Lire", "▲ à valider", 2)


def test_an_order_that_acted_is_answered_beside_its_cell():
    at = datetime(2026, 4, 7, 11, tzinfo=THURSDAY_NOON.tzinfo)
    answers = {
        (21, 0): "« tout envoyer » valait pour 21 messages, le 7 avril à 11 h.",
        (1, 0): "« tout envoyer » valait pour 1 message, le 7 avril à 11 h.",
        (0, 0): "« tout envoyer », le 7 avril à 11 h : rien à envoyer cette semaine.",
        (18, 3): "« tout envoyer » valait pour 18 messages, le 7 avril à 11 h. 3 messages écrits "
        "depuis ne sont pas partis : ils attendent leur décision.",
    }
    for (released, left_since), expected in answers.items():
        said = answer_order(released=released, left_since=left_since, at=at)

        assert spaced(said) == expected
        assert spaced(relances(row(state="accepted"), answer=said).rows[1][2]) == f"← {expected}"


@pytest.mark.parametrize(
    ("key", "typed", "said"),
    [
        (FIRM_ROW, "envoyer", "point urgent : il est pour vous"),
        ("sans-message:2026-W10:pas d’adresse", "envoyer", "n’a pas pu être écrit"),
        ("sans-ligne:tout", "envoyer", "dans aucun message"),
    ],
)
def test_a_word_that_does_nothing_is_answered_beside_it(key: str, typed: str, said: str):
    urgent = UrgentPoint(finding_key="k", label="Demande", due=None, status="x")
    skipped = (
        Skipped(partner="P03", reason="pas d’adresse"),
        Skipped(partner="P05", reason="sans objet", finding_key="action_late:A9"),
    )

    found = body(
        relances(row(), urgent=(urgent,), skipped=skipped, words={key: typed})
    )  # fmt: skip

    (line,) = [one for one in found if one["Clé"] == key]
    assert spaced(line["Décision"]) == typed
    assert said in spaced(line["État"])
    assert ("▲" in line["État"]) is bool(said)


PARIS = THURSDAY_NOON.tzinfo
LEFT = datetime(2026, 4, 7, 11, tzinfo=PARIS)
EXPIRED = datetime(2026, 4, 9, 12, tzinfo=PARIS)


@pytest.mark.parametrize(
    ("state", "typed", "said"),
    [
        ("delivered", "pas cette fois", "▲ trop tard : parti le 7 avril à 11 h"),
        ("accepted", "envoyer", "▲ trop tard : parti le 7 avril à 11 h"),
        ("lapsed", "envoyer", "▲ trop tard : ce message a expiré le 9 avril à 12 h"),
        ("declined", "envoyer", "▲ trop tard : « pas cette fois » a été suivi ; ce qui reste "
         "ouvert revient dans la relance suivante"),
        ("declined", "pas cette fois", ""),
        ("delivered", "merci", ""),
    ],
)  # fmt: skip
def test_a_word_too_late_says_since_when(state: str, typed: str, said: str):
    left = LEFT if state in ("delivered", "accepted") else None

    assert spaced(say_too_late(state, typed, left_at=left, expired_at=EXPIRED)) == said


def test_a_decision_counts_only_beside_the_mail_that_its_row_shows():
    mine, other = row("k1"), row("k2", partner="P02", person="Luc", subject="1 action")
    tab = relances(mine, other)
    swapped = [list(cells) for cells in tab.values]
    swapped[5][:5], swapped[6][:5] = swapped[6][:5], swapped[5][:5]

    def read(rows, *mails):
        grid = TabGrid(sheet_id=1, title="Relances", rows=tuple(map(tuple, rows)))
        return read_shown_rows(grid, mails or (mine, other))

    assert read(tab.values).altered == {}
    assert read(swapped).altered == {"k1": 6, "k2": 7}
    assert read(tab.values, row("k1", partner_name="Ville de Grasse, mairie")).altered == {}


def test_a_word_on_another_row_that_shows_the_same_mail_is_seen():
    mine, other = row("k1"), row("k2", partner="P02", person="Luc", subject="1 action")
    rows = [list(cells) for cells in relances(mine, other).values]
    note_of_hers = [*rows[5][:8], ""]
    note_of_hers[1] = "pas cette fois"
    rows[6] = [*note_of_hers[:8], rows[6][8]]

    for pasted in ([*rows[:6], rows[6]], [*rows[:6], note_of_hers]):
        grid = TabGrid(sheet_id=1, title="Relances", rows=tuple(map(tuple, pasted)))

        assert read_shown_rows(grid, (mine, other)).elsewhere == {"k1": 7}


def test_tout_envoyer_typed_in_its_cell_is_read_with_its_week():
    rows = [list(cells) for cells in relances(row("k1")).values]
    rows[1][1] = "Tout envoyer"

    read = read_decision_tab(TabGrid(sheet_id=1, title="Relances", rows=tuple(map(tuple, rows))))

    assert (read.send_all, read.send_all_week) == ("Tout envoyer", "2026-W10")


def test_a_line_that_names_another_partner_has_its_own_row():
    found = body(relances(row("k1"), row("k1#action_late:A1>P02", subject="La suite…")))

    assert found[1]["Objet"].startswith("↳ ")
    assert "nomme un autre partenaire" in found[1]["État"]


def test_a_word_not_understood_is_said_beside_it():
    state = body(relances(row(decision="ok")))[0]["État"]

    assert "«\u00a0ok\u00a0» n’est pas compris" in state


def test_what_is_not_sent_is_there_with_its_reason_and_a_key_and_a_call_stands_elsewhere():
    call = a_call()
    skipped = (
        Skipped(partner="P02", reason="préfère le téléphone"),
        Skipped(partner="P03", reason="rien à signaler cette semaine"),
        Skipped(partner="P04", reason="rien à signaler cette semaine"),
        Skipped(partner="P05", reason="sans objet", finding_key="action_late:A9"),
    )

    found = body(relances(row(), call_list=(call,), skipped=skipped))

    states = [(one["Partenaire"], one["État"].replace("\u00a0", " ")) for one in found[1:]]
    assert states == [
        ("P03 et P04", "non envoyé : rien à signaler cette semaine"),
        ("Sans message", "1 point sans message : sans objet"),
    ]
    assert len({one["Clé"] for one in found}) == 3


def test_a_mail_that_cannot_wait_says_until_when():
    found = body(relances(row(before="mardi 3 mars à 18 h")))[0]

    assert found["État"] == "▲ à valider avant mardi 3 mars à 18 h"


def test_who_has_a_message_is_not_also_listed_as_left_out():
    skipped = (
        Skipped(partner="P01", reason="un message est déjà préparé ou envoyé cette semaine"),
    )

    assert len(body(relances(row(), skipped=skipped))) == 1


@pytest.mark.parametrize("state", sorted(STATE_WORDS))
def test_every_state_of_a_mail_has_its_words(state):
    found = body(relances(row(state=state.upper())))[0]

    assert found["État"].replace("\u00a0", " ") == STATE_WORDS[state]


def test_rewriting_relances_never_touches_her_cells():
    before = relances(row("k1"), row("k2"))
    sorted_by_her = (*before.values[:5], before.values[6], before.values[5])
    current = TabGrid(sheet_id=1, title="Relances", rows=sorted_by_her)

    rewrite = plan_rewrite(current, relances(row("k1", state="accepted"), row("k3")))

    kept = [write for write in rewrite.writes if write.row == rewrite.kept["k1"]]
    assert kept[0].cells[1:3] == (None, None)
    top = next(write for write in rewrite.writes if write.row == 1)
    assert top.cells[1] is None


def test_an_approved_mail_that_stays_says_why_and_until_when():
    waits = "part mercredi 4 mars à 8 h, aux heures d’envoi"

    found = body(relances(row(state="ready", stopped=waits, reason="1 ligne retirée (réglé)")))[0]

    assert found["État"].splitlines() == [
        "validé, pas encore parti", waits, "1 ligne retirée (réglé)",
    ]  # fmt: skip


def left_out(partner: str, number: str, reason="déjà demandé dans 2 messages, sans date"):
    return Skipped(
        partner=partner, reason=reason, finding_key=f"action_late:{number}",
        label=f"{partner} – {number} – Former",
    )  # fmt: skip


def test_what_is_in_no_message_is_one_line_of_counts_and_reasons_and_never_of_codes():
    found = (
        left_out("P03", "A1.2"), left_out("P03", "L04"), left_out("", "R07"),
        left_out("P01", "A7", "pas encore demandé : 3 cases par message"),
    )  # fmt: skip

    (line,) = body(relances(skipped=found, anomalies_url="https://sheets.example/#gid=3"))

    assert (line["Partenaire"], line["Objet"]) == ("Sans message", "")
    assert spaced(line["État"]) == (
        "4 points sans message\n• 3 : déjà demandé dans 2 messages, sans date"
        "\n• 1 : pas encore demandé (3 cases par message)"
    )
    assert spaced(line["Aperçu"]) == "« Anomalies »", "what stands behind is one click away"


def test_the_counts_may_change_during_the_week_and_it_stays_one_line():
    few = (left_out("P03", "A1.2"),)
    monday = relances(row("k1"), skipped=(*few, left_out("P04", "A2"), left_out("P05", "A3")))
    current = TabGrid(sheet_id=1, title="Relances", rows=monday.values)

    rewrite = plan_rewrite(current, relances(row("k1"), skipped=few))

    assert (rewrite.deleted, rewrite.inserted) == ((), 0)
    assert set(rewrite.kept) == {"k1", "sans-ligne:tout"}


@pytest.mark.parametrize(("word", "stays"), [("", False), ("à voir", True)])
def test_a_row_of_codes_of_an_older_version_leaves_unless_she_wrote_beside_it(word, stays):
    tab = relances(row("k1"))
    left = ["7\u00a0constats", word, "", "", "AML : M1.2 ; CCA : A2.2", "", "", "", ""]
    hers = ["Penser à Odile", "", "", "", "", "", "", "", ""]
    current = TabGrid(sheet_id=1, title="Relances", rows=(*tab.values, tuple(left), tuple(hers)))

    rewrite = plan_rewrite(current, tab)

    assert rewrite.deleted == (() if stays else (len(tab.values),))


def test_rows_of_a_week_that_is_over_leave_with_the_planning_of_the_next():
    urgent = UrgentPoint(finding_key="k", label="AEL – Demande", due=None, status="x")
    last = build_reminder_tab(
        (row("k1", state="lapsed"),), week="2026-W09", deadline=THURSDAY_NOON, urgent=(urgent,),
        skipped=(left_out("P03", "A1"), Skipped(partner="P04", reason="a promis")),
    )  # fmt: skip
    current = TabGrid(sheet_id=1, title="Relances", rows=last.values)

    rewrite = plan_rewrite(current, relances(row("k2"), urgent=(urgent,), lapsed=1))

    assert set(rewrite.kept) == {FIRM_ROW}
    assert len(rewrite.deleted) == 3, "the mail, who had none, and the counts"


def test_what_lapsed_the_week_before_is_one_sentence_on_top():
    said = [spaced(cells[0]) for cells in relances(row("k2"), lapsed=2).values[:5]]

    (line,) = [one for one in said if "La semaine passée" in one]
    assert line.startswith("La semaine passée, 2 messages sans décision ne sont pas partis :")
    assert not any("semaine passée" in spaced(cells[0]) for cells in relances(row("k2")).values)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([row("k1", mails=3, waiting=3, code="BMP")], "envoyer sauf BMP"),
        # Somebody from no partner has no code by which to be named.
        ([row("k1", mails=3, waiting=3, code="BMP"), row("k2", partner="instance")],
         "envoyer sauf BMP"),
        ([row("k1", mails=3, waiting=3)], None),
    ],
)  # fmt: skip
def test_the_example_of_whom_to_leave_out_is_somebody_of_the_row(rows, said):
    help_ = spaced(relances(*rows).rows[2][0])

    assert ("Pour plusieurs personnes" in help_) is (said is not None)
    assert said is None or said in help_


def test_the_firm_dates_are_one_row_which_says_each_and_where_to_decide():
    def urgent(label: str, status: str, **given) -> UrgentPoint:
        return UrgentPoint(finding_key=label, label=label, due=None, status=status, **given)

    points = (
        urgent("AEL – Demande", "dans 10 jours, le vendredi 29 mai"),
        urgent("FVT – Rapport", "dans 17 jours, le 5 juin, vu le 12 mai"),
        urgent("R3 – COPIL", "échéance ferme", waits_for="les membres"),
    )

    (line,) = [one for one in body(relances(row(), urgent=points)) if one["Clé"] == FIRM_ROW]

    assert line["Partenaire"] == "Échéances fermes"  # read on a phone without a swipe aside
    assert spaced(line["Objet"]) == "À décider dans « À faire »"
    assert spaced(line["État"]).split("\n") == [
        "■ 2 échéances fermes et 1 réunion à compléter",
        "• AEL – Demande : dans 10 jours, le vendredi 29 mai",
        "• FVT – Rapport : dans 17 jours, le 5 juin, vu le 12 mai",
        "• R3 – COPIL : échéance ferme",
    ]
    assert not any(one["Clé"] == FIRM_ROW for one in body(relances(row())))


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_are_only_read_in_the_tab_and_decide_nothing(words: str):
    urgent = UrgentPoint(finding_key="k", label=words, due=None, status=words)
    call = a_call(partner_name=words, person=words, phone=words, reason=words, points=(words,))
    tab = relances(
        row(subject=words, person=words, partner_name=words, reason=words, stopped=words,
            decision=words, note=words, preview_url=""),
        call_list=(call,), urgent=(urgent,),
        skipped=(Skipped(partner=words, reason=words, finding_key="x", label=words),),
    )  # fmt: skip

    cells = [cell for cells in tab.rows for cell in cells]
    assert not any(isinstance(cell, Formula) for cell in cells)
    assert not any(str(cell).startswith(("=", "+", "-", "@", "\t")) for cell in cells)
    read = read_decision_tab(TabGrid(sheet_id=1, title=tab.title, rows=tab.values))
    assert read.send_all == ""
