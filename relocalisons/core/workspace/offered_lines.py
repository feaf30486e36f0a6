"""Pure: the lines of « Sources » that would follow a new file, each adopted by one « oui »."""

from collections.abc import Mapping, Sequence
from datetime import date

from relocalisons.core.kernel.model import WorkbookGrid
from relocalisons.core.kernel.words.french import format_date
from relocalisons.core.programme.adoption import propose
from relocalisons.core.sources.book_tables import tables_of_book
from relocalisons.core.sources.correspondence import write_mapping
from relocalisons.core.sources.words import AS_IT_STANDS, OFFERED


def offered_lines(
    book: WorkbookGrid,
    *,
    link: str,
    partner: str | None,
    as_of: date,
    aliases: Mapping[str, Mapping[str, tuple[str, ...]]] | None = None,
    partners: frozenset[str] = frozenset(),
) -> Sequence[Mapping[str, object]]:
    """A line a table: canonical column of « Sources » → value. None when nothing is recognised."""
    lines: list[Mapping[str, object]] = []
    found = tables_of_book(book, read_on=as_of, aliases=aliases, partners=partners)
    for held in found.tables:
        proposal = propose(held.found.tab, held.table, partners=partners)
        mapping = write_mapping(proposal[0], table=held.table) if proposal else AS_IT_STANDS
        line: dict[str, object] = {
            "table": held.table.title,
            "workbook": link,
            "tab": held.found.tab.title,
            "active": OFFERED,
            "mapping": mapping,
            "comment": f"Nouveau fichier, le {format_date(as_of)} : « oui » dans « Correspondance "
            "confirmée » pour le suivre, « non » sinon.",
        }
        lines.append({**line, "partner": partner} if partner else line)
    return lines
