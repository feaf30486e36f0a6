"""What somebody promised is not asked again until its day has passed; what did not come then is."""

from dataclasses import replace
from datetime import date

from support.programme.acts import seen
from support.programme.build import a_partner
from support.programme.sheets import night, pilotage, tab, understood
from support.reminders.planned import finding

from relocalisons.core.acts.acts import derive_acts, is_call
from relocalisons.core.acts.asking import calls_apart, with_aloud
from relocalisons.core.acts.awake import promise_awaited
from relocalisons.core.acts.keys import ActKey
from relocalisons.core.acts.shelves import When, place
from relocalisons.core.acts.wording import say_by, say_why
from relocalisons.core.kernel.findings.gestures import Party, Verb
from relocalisons.core.kernel.model import FindingState
from relocalisons.core.reminders.rules.by_voice import Press, said_broken
from relocalisons.core.reminders.rules.promises import promises_of

SPOKEN, PROMISED, MONDAY = date(2026, 3, 17), date(2026, 3, 20), date(2026, 3, 23)
LATE, OTHER = (replace(finding(subject=each), due=date(2026, 3, 12)) for each in ("A1.2", "A1.4"))
FILE = finding("deliverable_missing", "L05")
STALE = finding("action_stale", "A1.7")  # asked by mail


def contacts(*lines: str):
    head = "Date | Partenaire | Personne | Ce qui a été dit | Promis pour le"
    own = tab("Contacts", "\n".join((head, *lines)))
    programme = understood(night(pilotage(own)))
    return replace(programme, partners=(a_partner("P01", "Légumerie", contact="Anne Roux"),))


def line(said: str, promised: str = "20/03/2026", *, on: str = "17/03/2026") -> str:
    return f"{on} | P01 | Anne Roux | {said} | {promised}"


def call(*entries, lines, as_of):
    """Where the call to P01 is, and the act."""
    programme = contacts(*lines)
    acts = derive_acts(entries, programme=programme, as_of=as_of)
    parts = place(acts, programme=programme, as_of=as_of)
    return next((when, act) for when in When for act in parts[when] if is_call(act))


def waits(*entries, lines, as_of=SPOKEN):
    """The labels of what a promise waits for."""
    promised = promises_of(entries, programme=contacts(*lines), as_of=as_of)
    return {one.finding.subject for one in entries if promised.waits_for(one.finding.key)}


def test_a_call_all_of_which_is_promised_is_for_the_working_day_after():
    when, act = call(*seen(LATE, OTHER), lines=[line("fini pour vendredi")], as_of=PROMISED)

    assert when is When.LATER
    assert say_by(act, as_of=PROMISED) == "23/03/2026"
    assert "promis pour le 20 mars 2026" in say_why(act, as_of=PROMISED).replace("\u00a0", " ")


def test_what_was_not_promised_is_asked_alone():
    _, act = call(*seen(LATE, OTHER), lines=[line("A1.2 : fini vendredi")], as_of=SPOKEN)

    assert act.awake and act.promised is None
    assert [one.finding.subject for one in act.told] == ["A1.4"]


def test_the_working_day_after_it_the_call_is_back():
    _, act = call(*seen(LATE, OTHER), lines=[line("fini pour vendredi")], as_of=MONDAY)

    assert act.awake and act.promised is None


def test_a_delay_that_grows_does_not_break_a_promise():
    worse = seen(LATE, state=FindingState.WORSE)

    assert call(*worse, lines=[line("fini pour vendredi")], as_of=PROMISED)[0] is When.LATER


def test_a_promise_is_of_the_lines_that_it_names_by_number_or_title():
    former = seen(replace(LATE, label="A1.2 – Former les cuisiniers"))
    other = seen(replace(OTHER, label="A1.4 – Ouvrir la légumerie"))

    assert waits(*former, *other, lines=[line("A1.4 vendredi")]) == {"A1.4"}
    assert waits(*former, *other, lines=[line("on va former vos cuisiniers")]) == {"A1.2"}


def test_a_promise_that_names_no_line_is_of_none_and_holds_back_the_call_alone():
    entries = seen(LATE, OTHER)
    lines = [line("écrire que le site paille est trouvé")]
    programme = contacts(*lines)

    assert waits(*entries, lines=lines) == set()
    assert promises_of(entries, programme=programme, as_of=SPOKEN).holds_call("P01")
    assert promises_of(entries, programme=programme, as_of=MONDAY).holds_call("P01") is None
    assert call(*entries, lines=lines, as_of=PROMISED)[0] is When.LATER


def test_such_a_promise_holds_back_no_call_about_what_is_lost_within_days():
    milestone = replace(
        finding("action_late", "A1.2"), due=date(2026, 3, 12), title="A1.2", label="A1.2 – Former"
    )
    programme = contacts(line("écrire que le site est trouvé"))
    promised = promises_of(seen(milestone), programme=programme, as_of=SPOKEN)
    key = ActKey(verb=Verb.CALL, party=Party.PARTNER, counterpart="P01")

    def held(*, grave: bool):
        return promise_awaited(key, seen(milestone), promised, awake=True, grave=grave)

    assert held(grave=False) is not None
    assert held(grave=True) is None


def test_of_two_promises_of_one_line_the_last_counts():
    lines = [line("A1.2"), line("A1.2 la semaine d’après", "27/03/2026", on="18/03/2026")]

    assert waits(*seen(LATE), lines=lines, as_of=MONDAY) == {"A1.2"}


def broken(*entries, lines, as_of=MONDAY):
    programme = contacts(*lines)
    promised = promises_of(entries, programme=programme, as_of=as_of)
    lost = promised.broken_lines
    press = {one.finding.key: Press(presses=True) for one in entries}
    found = [one.finding for one in entries]
    aloud = said_broken(found, lost, press=press)
    return programme, with_aloud({}, aloud, found, programme=programme)


def test_what_was_promised_and_did_not_come_is_called_for_by_name_though_a_mail_asks_it():
    entries = seen(FILE, LATE)

    programme, calls = broken(*entries, lines=[line("L05 et A1.2 vendredi")])
    acts = derive_acts(entries, programme=programme, as_of=MONDAY, calls=calls)
    act = next(act for act in acts.acts if is_call(act))

    why = say_why(act, as_of=MONDAY).replace("\u00a0", " ")
    assert why.startswith("Avait promis A1.2 et L05 pour le 20 mars 2026")
    assert act in place(acts, programme=programme, as_of=MONDAY)[When.TODAY]


def test_a_promise_about_what_no_call_speaks_of_makes_a_call():
    entries = seen(STALE)

    programme, calls = broken(*entries, lines=[line("A1.7 vendredi")])
    acts = derive_acts(entries, programme=programme, as_of=MONDAY)
    offers = calls_apart(calls, acts, programme=programme, as_of=MONDAY)

    assert not any(is_call(act) for act in acts.acts)
    [offer] = offers
    assert "Anne Roux" in offer.title
    assert offer.why.startswith("avait promis A1.7 pour le")


def test_who_was_spoken_to_since_has_broken_nothing():
    lines = [line("L05 vendredi"), line("L05 est parti", "", on="20/03/2026")]

    assert broken(*seen(FILE), lines=lines)[1] == {}
    assert broken(*seen(FILE), lines=[lines[0]], as_of=PROMISED)[1] == {}


def test_two_promises_of_two_days_are_both_the_reason_of_the_call():
    lines = [line("L05 jeudi", "19/03/2026"), line("A1.2 vendredi")]

    programme, calls = broken(*seen(FILE, LATE), lines=lines)
    acts = derive_acts(seen(FILE, LATE), programme=programme, as_of=MONDAY, calls=calls)
    act = next(act for act in acts.acts if is_call(act))

    why = say_why(act, as_of=MONDAY).replace("\u00a0", " ")
    assert "promis L05 pour le 19 mars 2026" in why
    assert "promis A1.2 pour le 20 mars 2026" in why
