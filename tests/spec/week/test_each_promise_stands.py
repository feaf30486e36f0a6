"""Each promise of « Contacts » stands until it is answered, whatever was noted after it."""

from dataclasses import replace
from datetime import date

from support.programme.acts import seen
from support.programme.build import a_partner, an_action
from support.programme.sheets import night, pilotage, tab, understood
from support.reminders.planned import finding

from relocalisons.core.acts.acts import derive_acts, is_call
from relocalisons.core.acts.asking import is_promise_line, with_promises
from relocalisons.core.acts.wording import say_act, say_detail, say_why
from relocalisons.core.reminders.rules.kept_promises import not_in_a_call, promises_due
from relocalisons.core.reminders.rules.promises import promises_of

SPOKEN, MONDAY, NEXT_MONDAY = date(2026, 3, 17), date(2026, 3, 23), date(2026, 3, 30)
LATE, OTHER = (replace(finding(subject=each), due=date(2026, 3, 12)) for each in ("A1.2", "A1.4"))
SITE = "17/03/2026 | P01 | Anne Roux | écrire que le site est trouvé | 20/03/2026"
ANNE = a_partner("P01", "Légumerie", contact="Anne Roux")


def contacts(*lines):
    head = "Date | Partenaire | Personne | Ce qui a été dit | Promis pour le"
    programme = understood(night(pilotage(tab("Contacts", "\n".join((head, *lines))))))
    return replace(programme, partners=(ANNE,), actions=(an_action("A1.2"), an_action("A1.4")))


def due(*lines, entries=(), as_of=MONDAY):
    """What is told of promises whose day has come, in her own words."""
    return [one.contact.said for one in promises_due(contacts(*lines), entries, as_of=as_of)]


def acts_of(*lines, entries=(), as_of=MONDAY):
    programme = contacts(*lines)
    promised = promises_of(entries, programme=programme, as_of=as_of)
    told = not_in_a_call(promises_due(programme, entries, as_of=as_of), promised)
    acts = derive_acts(entries, programme=programme, as_of=as_of)
    return programme, with_promises(acts, told, programme=programme)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_a_line_about_something_else_does_not_end_a_promise():
    since = "21/03/2026 | P01 | Anne Roux | A1.4 : la date du chantier a changé |"

    assert due("17/03/2026 | P01 | Anne Roux | A1.2 vendredi | 20/03/2026", since) == [
        "A1.2 vendredi"
    ]


def test_a_line_of_before_its_day_does_not_end_a_promise():
    assert due(SITE, "18/03/2026 | P01 | Anne Roux | demande le logo |") == [
        "écrire que le site est trouvé"
    ]
    assert due(SITE, "20/03/2026 | P01 | Anne Roux | demande le logo |") == []


def test_two_promises_of_one_partner_are_both_told_each_on_its_day():
    lines = (
        "17/03/2026 | P01 | Anne Roux | A1.2 vendredi | 20/03/2026",
        "18/03/2026 | P01 | Anne Roux | A1.4 plus tard | 27/03/2026",
    )

    assert due(*lines) == ["A1.2 vendredi"]
    assert due(*lines, as_of=NEXT_MONDAY) == ["A1.2 vendredi", "A1.4 plus tard"]


def test_a_talk_with_a_colleague_does_not_answer_for_who_promised():
    assert due(SITE, "21/03/2026 | P01 | Luc Blanc | demande le logo |") == [
        "écrire que le site est trouvé"
    ]
    assert due(SITE, "21/03/2026 | P01 | Mme Blanc | demande le logo |") != []
    assert due(SITE, "21/03/2026 | P01 | Mme Roux | demande le logo |") == []
    assert due(SITE, "21/03/2026 | P01 |  | demande le logo |") == []


def test_two_promises_of_one_person_that_name_no_line_are_two():
    keys = "18/03/2026 | P01 | Anne Roux | retrouver les clés du hangar | 20/03/2026"
    again = "18/03/2026 | P01 | Anne Roux | le site sera trouvé plus tard | 27/03/2026"

    assert due(SITE, keys) == ["écrire que le site est trouvé", "retrouver les clés du hangar"]
    assert due(SITE, again) == [], "the same, put off"


def test_a_first_name_in_common_makes_no_one_person():
    namesake = "21/03/2026 | P01 | Anne Blanc | demande le logo |"

    assert due(SITE, namesake) == ["écrire que le site est trouvé"]
    assert due(SITE, namesake.replace("Anne Blanc", "A. Roux")) == []


def test_the_promise_of_a_colleague_neither_replaces_hers_nor_holds_back_her_call():
    colleague = "18/03/2026 | P01 | Luc Blanc | retrouver les clés du hangar | 27/03/2026"

    assert due(SITE, colleague) == ["écrire que le site est trouvé"]
    entries = seen(LATE)
    of_both = promises_of(entries, programme=contacts(SITE, colleague), as_of=SPOKEN)
    of_him = promises_of(entries, programme=contacts(colleague), as_of=SPOKEN)
    waited = of_both.holds_call("P01")
    assert waited is not None and waited.until == date(2026, 3, 20)
    assert of_him.holds_call("P01") is None


def test_the_call_that_tells_one_promise_tells_the_others_too():
    lines = ("17/03/2026 | P01 | Anne Roux | A1.2 vendredi | 20/03/2026", SITE)

    _, acts = acts_of(*lines, entries=seen(LATE, OTHER))

    (act,) = acts.acts
    assert is_call(act)
    said = plain(say_why(act, as_of=MONDAY))
    assert "vait promis pour le 20 mars 2026 : « écrire que le site est trouvé »" in said


def test_a_promise_about_what_no_call_may_tell_is_a_line_of_its_own():
    # She reads it again herself: that is no call, and the promise of the partner would be silent.
    review = replace(finding("deliverable_unvalidated", "L05"), label="L05 – Guide")
    programme = contacts("17/03/2026 | P01 | Anne Roux | L05 corrigé vendredi | 20/03/2026")
    entries = seen(review)
    promised = promises_of(entries, programme=programme, as_of=MONDAY)
    told = promises_due(programme, entries, as_of=MONDAY)

    assert review.key in promised.broken_lines
    assert not_in_a_call(told, promised) == ()
    assert not_in_a_call(told, promised, untold={review.key}) == told != ()


def test_a_call_names_each_promise_and_who_made_it_where_that_is_somebody_else():
    colleague = "18/03/2026 | P01 | Luc Blanc | retrouver les clés du hangar | 20/03/2026"

    _, acts = acts_of(SITE, colleague, entries=seen(LATE))

    (act,) = acts.acts
    said = plain(say_why(act, as_of=MONDAY))
    assert "vait promis pour le 20 mars 2026 : « écrire que le site est trouvé »" in said
    assert "Luc Blanc avait promis pour le 20 mars 2026 : « retrouver les clés du hangar »" in said


def test_without_a_call_each_day_has_its_line_and_two_of_one_day_are_told_in_one():
    lines = (
        SITE,
        "18/03/2026 | P01 | Luc Blanc | retrouver les clés du hangar | 20/03/2026",
        "18/03/2026 | P01 | Zoé Petit | appeler le notaire | 19/03/2026",
    )

    programme, acts = acts_of(*lines)

    assert all(map(is_promise_line, acts.acts))
    titles = [plain(say_act(act, programme=programme)) for act in acts.acts]
    details = " • ".join(plain(say_detail(act)) for act in acts.acts)
    assert len(titles) == 2
    assert any(title.startswith("Demander à Zoé Petit (P01)") for title in titles)
    assert any(title.endswith("et 1 autre") for title in titles)
    for words in ("le site est trouvé", "les clés du hangar", "le notaire"):
        assert words in details
