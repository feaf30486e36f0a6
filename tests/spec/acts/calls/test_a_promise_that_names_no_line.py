"""A promise that names no line is told once: as the reason of a call, else as a line to close."""

from dataclasses import replace
from datetime import date

from support.programme.acts import seen
from support.programme.build import a_partner
from support.programme.sheets import night, pilotage, tab, understood
from support.reminders.planned import finding

from relocalisons.core.acts.acts import derive_acts, is_call
from relocalisons.core.acts.asking import is_promise_line, with_promises
from relocalisons.core.acts.beside import Awaited
from relocalisons.core.acts.shelves import When, place
from relocalisons.core.acts.wording import say_act, say_detail, say_why
from relocalisons.core.reminders.rules.kept_promises import not_in_a_call, promises_due
from relocalisons.core.reminders.rules.promises import promises_of

PROMISED, MONDAY = date(2026, 3, 20), date(2026, 3, 23)
LATE, OTHER = (replace(finding(subject=each), due=date(2026, 3, 12)) for each in ("A1.2", "A1.4"))
WORDS = "écrire que le site est trouvé"
SAID = f"vait promis pour le 20 mars 2026 : « {WORDS} »"


def acts_of(*entries, said=WORDS, as_of=MONDAY, awaited=None):
    own = tab(
        "Contacts",
        f"""
        Date       | Partenaire | Personne  | Ce qui a été dit | Promis pour le
        17/03/2026 | P01        | Anne Roux | {said}           | 20/03/2026
        """,
    )
    programme = understood(night(pilotage(own)))
    programme = replace(programme, partners=(a_partner("P01", "Légumerie", contact="Anne Roux"),))
    promised = promises_of(entries, programme=programme, as_of=as_of)
    due = not_in_a_call(promises_due(programme, entries, as_of=as_of), promised)
    acts = derive_acts(entries, programme=programme, as_of=as_of, awaited=awaited)
    return programme, with_promises(acts, due, programme=programme)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_it_is_the_reason_of_the_call_that_stands_anyway_with_her_own_words():
    _, acts = acts_of(*seen(LATE, OTHER))

    (act,) = acts.acts
    assert is_call(act)
    assert SAID in plain(say_why(act, as_of=MONDAY))
    assert "A1.2 et A1.4 pour" not in plain(say_why(act, as_of=MONDAY)), "no line is said of it"


def test_where_no_call_stands_it_is_one_line_of_the_week_to_close():
    programme, acts = acts_of()

    (act,) = acts.acts
    assert is_promise_line(act)
    assert act in place(acts, programme=programme, as_of=MONDAY)[When.THIS_WEEK]
    title = plain(say_act(act, programme=programme))
    assert title == f"Demander à Anne Roux (P01) où en est sa promesse : « {WORDS} »"
    assert plain(say_why(act, as_of=MONDAY)) == f"a{SAID}"
    assert plain(say_detail(act)) == f"Anne Roux (P01) : a{SAID}"
    assert not str(act.key).startswith("act:appeler:"), "« fait » closes it for good"


def test_what_a_mail_asks_is_no_call_that_stands():
    key = LATE.key
    mail = Awaited(until=date(2026, 3, 30), on=MONDAY)
    _, acts = acts_of(*seen(LATE), awaited={key: mail})

    assert sum(map(is_promise_line, acts.acts)) == 1


def test_it_is_told_nowhere_before_its_day_nor_where_lines_are_named():
    assert not any(map(is_promise_line, acts_of(as_of=PROMISED)[1].acts))
    assert not any(map(is_promise_line, acts_of(*seen(LATE), said="A1.2 vendredi")[1].acts))
    assert not any(map(is_promise_line, acts_of(said="le maire viendra peut-être")[1].acts))
