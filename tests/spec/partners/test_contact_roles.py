"""« Interlocuteurs »: whom to write to at a partner, by subject; and who is on the allow-list."""

from support.programme.sheets import night, pilotage, tab, understood

from relocalisons.core.assessment.reminder_rules import find_unclear_rules
from relocalisons.core.kernel.model import Programme
from relocalisons.core.partners.contact_roles import contacts_by_partner, people_of, subject_of
from relocalisons.core.partners.words import Subject
from relocalisons.core.programme.findings.data import ReadingKind
from relocalisons.core.programme.plan_kinds import PlanKind

ROLES = """
    Partenaire      | Sujet         | Personne   | E-mail                | Tél
    Ville de Grasse | financier     | Zoé Aubert | compta@grasse.example | 04 00 00 00 01
    P01             | communication | Ugo Fabre  | ugo@a.example; b@b.fr | 04 00 00 00 02
    CA06            | élu           | Inès Olive |                       | 04 00 00 00 03
    P99             | financier     | Inconnu    | x@y.example           |
"""
COMMITTEES = """
    Instance | Partenaire | Personne      | E-mail               | Rôle
    COPIL    |            | Maëlle Cordier | m.cordier@fra.example | invitée
"""


def a_programme() -> Programme:
    own = (tab("Interlocuteurs", ROLES), tab("Instances", COMMITTEES))
    return understood(night(pilotage(*own, settings="Synonyme | CA06 | P02 |")))


def test_the_contacts_of_each_partner_in_the_order_of_the_tab():
    contacts = contacts_by_partner(a_programme())

    assert [one.person for one in contacts["P01"]] == ["Zoé Aubert", "Ugo Fabre"]
    assert [one.email for one in contacts["P01"]] == ["compta@grasse.example", None]  # in doubt
    assert [one.subject for one in contacts["P02"]] == [Subject.ELECTED]
    assert set(contacts) == {"P01", "P02"}


def test_a_subject_that_nobody_knows_is_told_and_followed_by_nobody():
    roles = ROLES.replace("P01             | communication", "P01             | dossier agricole")
    programme = understood(night(pilotage(tab("Interlocuteurs", roles))))

    (told,) = find_unclear_rules(programme)
    assert told.evidence[0].cell == "B3"
    assert "« dossier agricole » n’est pas connu" in told.title.replace("\u00a0", " ")
    assert "Ugo Fabre" not in [one.person for one in contacts_by_partner(programme)["P01"]]
    assert find_unclear_rules(a_programme()) == ()


def test_the_allow_list_is_the_addresses_of_pilotage_only():
    assert people_of(a_programme()) == {
        "anne@grasse.example": "P01",
        "luc@ca06.example": "P02",
        "compta@grasse.example": "P01",
        "m.cordier@fra.example": "instance",
    }


def test_the_table_of_a_finding_tells_its_subject():
    kind = ReadingKind.CELL_UNREADABLE

    assert subject_of(kind, subject="P01/expenses/F-12/amount") is Subject.FINANCIAL
    assert subject_of(kind, subject="P01/actions/A1.1/planned_end") is Subject.TECHNICAL
    assert subject_of(PlanKind.ACTION_LATE, subject="A1.1") is Subject.TECHNICAL
