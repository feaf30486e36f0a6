"""A column under a title that says nothing is one of owners where it names the partners."""

from collections.abc import Sequence

from support.programme.sheets import P01_ID, book, night, pilotage, tab, understood

from relocalisons.core.kernel.model import Sureness, TableReading
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.reading.grid import read_table
from relocalisons.core.tables import ACTIONS

PARTNERS = frozenset(
    map(fold, ("P01", "P02", "Ville de Grasse", "Chambre d’agriculture 06", "Anne Roux", "Roux"))
)
WORKS = ("Former", "Équiper", "Informer", "Publier", "Évaluer", "Semer")


def read(*columns: tuple[str, Sequence[str | None]], partners=PARTNERS) -> TableReading:
    header = ["Action", *(title for title, _ in columns), "Échéance"]
    cells = zip(WORKS, *(values for _, values in columns), ["30/06/2026"] * 6, strict=True)
    return read_table([header, *map(list, cells)], ACTIONS, partners=partners)


def sureness(reading: TableReading, column: int) -> tuple[str | None, Sureness]:
    told = next(each for each in reading.understood if each.column == column)
    return told.meaning, told.sureness


NAMED = ("P01", "Ville de Grasse", "Anne Roux", "chambre d'agriculture 06", "P02", "P01")


def test_where_nearly_every_line_names_a_partner_or_its_contact_the_column_is_known():
    reading = read(("Zorglub", NAMED))

    assert reading.columns["owner"] == 1
    assert sureness(reading, 1) == ("owner", Sureness.KNOWN)
    assert "6 noms de vos partenaires sur 6" in reading.understood[1].why.replace("\u00a0", " ")


def test_without_the_programme_nobody_guesses_an_owner():
    assert "owner" not in read(("Zorglub", NAMED), partners=frozenset()).columns


def test_where_only_some_lines_name_one_it_is_asked():
    some = ("P01", "P02", "Mairie d’Opio", "Anne Roux", "tous", "P01")
    rarely = ("P01", "P02", None, None, None, None)
    always_one = ("P01",) * 6

    for said in (some, rarely, always_one):
        reading = read(("Zorglub", said))
        assert "owner" not in reading.columns
        assert sureness(reading, 1) == ("owner", Sureness.LIKELY)


def test_a_name_here_and_there_says_nothing():
    said = ("Grasse", "P01", "Opio", "Vence", "Nice", "Antibes")

    assert sureness(read(("Zorglub", said)), 1) == (None, Sureness.UNREAD)


def test_of_two_columns_that_name_partners_nobody_chooses():
    reading = read(("Zorglub", NAMED), ("Zig", NAMED[::-1]))

    assert "owner" not in reading.columns


def test_a_title_that_says_something_is_never_taken_for_an_owner():
    for title in ("Commune", "Partenaires associés", "Bénéficiaires", "Observations"):
        assert "owner" not in read((title, NAMED)).columns, title


def test_a_column_of_owners_by_its_title_stays_the_owner():
    reading = read(("Pilote", ("Luc",) * 6), ("Zorglub", NAMED))

    assert reading.columns["owner"] == 1


def test_the_night_knows_its_partners():
    plan = """
        Action   | Zorglub                  | Échéance
        Former   | P01                      | 30/06/2026
        Équiper  | Chambre d'agriculture 06 | 30/06/2026
        Informer | Luc Blanc                | 30/06/2026
        Publier  | Ville de Grasse          | 30/06/2026
    """
    line = f"Plan d'action | | {P01_ID} | Plan d'action\n"

    programme = understood(night(pilotage(sources=line), book(P01_ID, tab("Plan d'action", plan))))

    owners = [row.text("owner") for row in programme.tables["actions"][0].rows]
    assert owners == ["P01", "Chambre d'agriculture 06", "Luc Blanc", "Ville de Grasse"]
    assert [each.owner for each in programme.actions][:2] == ["P01", "P02"]
