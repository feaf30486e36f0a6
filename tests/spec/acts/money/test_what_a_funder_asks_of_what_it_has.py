"""A funder that asks for more of what it has pays nothing before it: it is of today, with its day.

What it has kept whole has nothing at stake any more, and a report that asks no money carries none.
"""

from datetime import date

import pytest
from support.money.build import SPENT, money_findings, money_programme
from support.programme.acts import FUNDERS, of
from support.reminders.planned import tracked

from relocalisons.core.acts.money_facts import money_facts
from relocalisons.core.acts.red import state_of
from relocalisons.core.acts.shelves import When, place
from relocalisons.core.acts.wording import name_act, say_act, say_by, say_detail, say_why
from relocalisons.core.money.words.claims import ClaimStatus, read_claim_status
from relocalisons.core.views.rag import Rag

NIGHT, READ = date(2026, 3, 17), date(2026, 3, 16)
SENT_ON = "20/02/2026"
SCHEDULE = """
    Financeur | Type                           | Période du | Période au | Échéance   | Statut | Envoyé le | Commentaire | Montant demandé
    FRA       | {kind}                         | 01/09/2025 | 31/12/2025 | 28/02/2026 | {status} | {sent} | {note} | {asked}
    FRA       | demande de paiement (acompte 2) | 01/01/2026 | 31/08/2026 | 30/09/2026 | à faire | |
"""  # noqa: E501
FIRST = "demande de paiement (acompte 1)"
COLUMNS = f"{SPENT.strip()} | Déclaré dans | Montant déclaré | Montant retenu\n"
COMPLETE, LACKING = "http://d.x/f | http://d.x/p", " | http://d.x/p"


def line(number, euros, *, pieces=COMPLETE, claim="Acompte 1", declared="", kept=""):
    paid = "05/11/2025"
    return (
        f"P01-25-00{number} | P01 | Achat | {paid} | | {paid} | {euros} | facture | FRA | payé "
        f"| {pieces} | {claim} | {declared} | {kept}"
    )


def night(*lines, status, note="", kind=FIRST, sent=SENT_ON, asked="", as_of=NIGHT):
    programme = money_programme(
        COLUMNS + "\n".join(lines or [line(1, 900)]),
        funders=FUNDERS,
        schedule=SCHEDULE.format(kind=kind, status=status, sent=sent, note=note, asked=asked),
        as_of=as_of,
    )
    told = tracked(*money_findings(programme), first_seen=READ)
    return of(*told, programme=programme, as_of=as_of), programme


def returned_of(acts):
    found = [
        one
        for one in acts.acts
        if any(each.finding.kind.value == "paper_returned" for each in one.members)
    ]
    assert len(found) < 2
    return found[0] if found else None


@pytest.mark.parametrize(
    ("typed", "sent", "meaning"),
    [
        ("pièces demandées", True, ClaimStatus.RETURNED),
        ("pièces complémentaires demandées", True, ClaimStatus.RETURNED),
        ("à compléter", True, ClaimStatus.RETURNED),
        ("incomplet", True, ClaimStatus.RETURNED),
        ("demande de compléments reçue", True, ClaimStatus.RETURNED),
        ("envoyé le 20/02, pièces demandées", False, ClaimStatus.RETURNED),
        ("pièces demandées par la Région", False, ClaimStatus.RETURNED),
        ("pièces demandées, envoyées le 20/03", True, ClaimStatus.SENT),
        ("à compléter", False, None),  # by us, or by what the funder asks: nobody can tell
        ("pièces demandées ?", True, None),
    ],
)
def test_of_a_claim_that_has_left_asked_pieces_are_asked_by_its_funder(typed, sent, meaning):
    assert read_claim_status(typed, left=sent).value is meaning


@pytest.mark.parametrize("status", ["pièces demandées", "à compléter"])
def test_what_a_funder_asks_of_a_claim_is_of_today_and_says_who_asks_and_how_much_waits(status):
    acts, programme = night(status=status, note="facture n° 3 et RIB")
    act = returned_of(acts)

    assert act in place(acts, programme=programme, as_of=NIGHT)[When.TODAY]
    assert name_act(act) == "Compléter FRA – Demande de paiement (acompte 1)"
    said = say_act(act, programme=programme).replace("\u00a0", " ")
    assert said == f"{name_act(act)} : compléments demandés"
    assert act.cash == 540  # 60 % of 900 €
    assert "540 € à recevoir" in say_why(act, as_of=NIGHT).replace("\u00a0", " ")
    detail = say_detail(act).replace("\u00a0", " ")
    assert detail.startswith("Fonds régional demande des compléments sur Demande de paiement")
    assert "« facture n° 3 et RIB »" in detail


@pytest.mark.parametrize(
    ("note", "status", "by"),
    [
        ("RIB avant le 29/03", "pièces demandées", "29/03/2026"),
        ("", "pièces demandées avant le 29 mars", "29/03/2026"),
        ("sous quinze jours", "pièces demandées", "30/03/2026"),  # from the day it was read
        ("délai de 3 semaines", "pièces demandées", "06/04/2026"),
        ("demandé le 14/03", "pièces demandées", ""),  # no limit: nothing is guessed
    ],
)
def test_its_day_is_the_one_of_its_row_and_a_delay_counts_from_the_day_it_was_read(
    note, status, by
):
    acts, _ = night(status=status, note=note)
    act = returned_of(acts)

    assert act.due == (date(*map(int, reversed(by.split("/")))) if by else None)
    assert bool(say_by(act, as_of=NIGHT)) == bool(by)
    why = say_why(act, as_of=NIGHT)
    assert ("aucun délai n’est noté" in why) == (not by)
    assert "le financeur attend" in why


@pytest.mark.parametrize("note", ["avant le 29/03", "avant le 29/03/2026"])
def test_without_the_day_it_left_a_day_without_a_year_is_of_the_year_in_which_it_was_read(note):
    acts, _ = night(status="pièces demandées par la Région", sent="", note=note)
    act = returned_of(acts)

    assert act.due == date(2026, 3, 29)
    assert "2000" not in say_detail(act)


def test_it_presses_more_than_what_has_no_funder_behind_it_however_far_its_day_is():
    acts, programme = night(status="pièces demandées", note="avant le 31/07/2026")
    act = returned_of(acts)

    assert act in place(acts, programme=programme, as_of=NIGHT)[When.TODAY]


@pytest.mark.parametrize("status", ["envoyé", "reçu par la Région", "payé"])
def test_once_its_status_says_so_again_it_leaves(status):
    acts, _ = night(status=status)

    assert returned_of(acts) is None


def test_its_expenses_stay_in_it_and_the_next_claim_does_not_ask_for_them():
    taken_out = line(3, 400, claim="")
    acts, programme = night(
        line(1, 900), line(2, 300, pieces=LACKING), taken_out, status="pièces demandées", asked=720
    )
    act, money = returned_of(acts), money_facts(programme)

    assert [one.finding.label[:10] for one in act.told if one.finding.partner] == ["P01-25-002"]
    assert say_act(act, programme=programme).endswith("(acompte 1)\u00a0: 1 pièce")
    assert act.cash == 720  # 60 % of 1 200 €: what was taken out of it waits for the next one
    second = money.claims["FRA"][0]
    assert second.subject.startswith("demande de paiement acompte 2")
    assert money.unclaimed_of("FRA", claim=second.subject) == 240


def test_a_report_that_is_sent_back_is_told_the_same_way():
    acts, programme = night(kind="intermédiaire", status="à compléter", note="bilan chiffré")
    act = returned_of(acts)

    assert act in place(acts, programme=programme, as_of=NIGHT)[When.TODAY]
    assert name_act(act) == "Compléter FRA – Rapport intermédiaire"
    assert not act.cash
    assert "report_due" not in [one.finding.kind.value for one in act.members]


def test_its_funder_is_not_well_and_says_why():
    acts, programme = night(status="pièces demandées")

    state = state_of(
        acts,
        lambda one: acts.home[one.finding.key].key.counterpart == "FRA",
        programme=programme,
        as_of=NIGHT,
    )

    assert state.level is not Rag.GOOD
    assert state.reason.startswith("Compléter FRA – Demande de paiement (acompte 1)")


def test_put_off_it_is_still_what_its_funder_waits_for():
    _, programme = night(status="pièces demandées")
    told = money_findings(programme)
    back = [one for one in told if one.kind.value == "paper_returned"]
    others = [one for one in told if one.kind.value != "paper_returned"]
    entries = (*tracked(*back, decision="reparler le 30/03"), *tracked(*others))
    acts = of(*entries, programme=programme, as_of=NIGHT)

    state = state_of(
        acts,
        lambda one: acts.home[one.finding.key].key.counterpart == "FRA",
        programme=programme,
        as_of=NIGHT,
    )

    assert returned_of(acts) not in place(acts, programme=programme, as_of=NIGHT)[When.TODAY]
    assert state.level is Rag.WATCH
    said = state.reason.replace("\u00a0", " ")
    assert said.startswith("FRA – Demande de paiement (acompte 1) : compléments demandés, à reparl")


@pytest.mark.parametrize(
    ("declared", "kept", "euros"),
    [("900", "900", 0), ("900", "700", 120), ("900", "", 540), ("", "", 540)],
)
def test_what_its_funder_kept_of_an_expense_is_no_more_at_stake(declared, kept, euros):
    lacking = line(1, 900, pieces=LACKING, declared=declared, kept=kept)
    acts, _ = night(lacking, status="accepté")
    (act,) = (
        one for one in acts.acts if any(m.finding.kind.value == "evidence_missing"
                                        for m in one.members)
    )  # fmt: skip

    assert act.euros == euros
    assert name_act(act) == "Suivre FRA – Acompte 1"  # what an audit asks may still be asked


@pytest.mark.parametrize(
    ("kept", "refused", "euros"),
    [
        ("6 600", "1 300", 780),
        ("", "1 300", 780),  # the rest was kept
        ("6 600", "", 780),
        ("0", "7 900", 4740),
    ],
)
def test_a_partly_refused_expense_puts_at_stake_the_aid_of_what_was_refused(kept, refused, euros):
    columns = COLUMNS.strip() + " | Montant rejeté\n"
    drawn = columns + line(1, "7 900", declared="7 900", kept=kept) + f" | {refused}"
    schedule = SCHEDULE.format(kind=FIRST, status="accepté", sent=SENT_ON, note="", asked="")
    programme = money_programme(drawn, funders=FUNDERS, schedule=schedule, as_of=NIGHT)
    acts = of(*tracked(*money_findings(programme)), programme=programme, as_of=NIGHT)
    (act,) = (
        one
        for one in acts.acts
        if any(each.finding.kind.value == "amount_rejected" for each in one.members)
    )

    assert act.euros == euros


A_CLAIM_LEFT = "FRA | acompte 1 | 01/09/2025 | 30/09/2025 | 31/10/2025 | 30/10/2025 |"


@pytest.mark.parametrize(
    ("asked", "other", "claim"),
    [
        ("", A_CLAIM_LEFT, "dernière demande"),
        ("500", A_CLAIM_LEFT, "intermediaire/2026-02-28"),
        ("", "", "intermediaire/2026-02-28"),  # a funder without any claim pays on its reports
    ],
)
def test_a_report_carries_expenses_only_where_its_money_comes_with_it(asked, other, claim):
    programme = money_programme(
        COLUMNS + line(1, 900, pieces=LACKING, claim=""),
        funders=FUNDERS,
        schedule=f"""
            Financeur | Type          | Période du | Période au | Échéance   | Envoyé le | Montant demandé
            FRA       | intermédiaire | 01/09/2025 | 28/02/2026 | 24/03/2026 | | {asked}
            {other}
        """,  # noqa: E501
        as_of=NIGHT,
    )
    acts = of(*tracked(*money_findings(programme)), programme=programme, as_of=NIGHT)
    (missing,) = (
        one for one in acts.acts
        if any(each.finding.kind.value == "evidence_missing" for each in one.members)
    )  # fmt: skip

    assert missing.key.occasion == claim


@pytest.mark.parametrize(
    ("typed", "euros"),
    [
        ("", 0),  # a guess of ours ranks it, and is no sum of any sheet
        ("Priorités : part de la convention pour un rapport en retard (%) | 2 % | |", 2000),
    ],
)
def test_lateness_of_a_report_has_euros_only_by_a_rule_that_was_typed(typed, euros):
    programme = money_programme(
        COLUMNS + line(1, 900, pieces=LACKING, claim=""),
        funders=FUNDERS,
        schedule=f"""
            Financeur | Type          | Période du | Période au | Échéance   | Envoyé le | Montant demandé
            FRA       | intermédiaire | 01/09/2025 | 28/02/2026 | 24/03/2026 |           |
            {A_CLAIM_LEFT}
        """,  # noqa: E501
        settings=typed,
        as_of=NIGHT,
    )
    acts = of(*tracked(*money_findings(programme)), programme=programme, as_of=NIGHT)
    (report,) = (one for one in acts.acts if "intermediaire" in str(one.key))

    assert [one.finding.kind.value for one in report.members] == ["report_due"]
    assert report.euros == euros
    why = say_why(report, as_of=NIGHT)
    assert ("de retenue possible pour retard (« Paramètres »)" in why) == bool(typed)
    assert "ernier jour utile" in why
    assert report.band == 2  # by its firm date
