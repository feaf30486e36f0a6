"""Pure: whether a cell of « Dépenses » leads to a document, or only speaks of one."""

from collections.abc import Collection

from relocalisons.core.kernel.drive_files import has_content
from relocalisons.core.kernel.model import Programme, Row, once_a_programme
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.money.words.pieces import links_in, looks_like_a_file


def documents_in(text: str, *, files: Collection[str]) -> int:
    """How many documents a cell leads to: its links, else the names of files that it is made of.

    `files`: the folded names of the Drive. Where it was not read, a name of a file is taken for
    one. « envoyé par mail », « oui », « voir dossier 3 » lead to none.
    """
    links = links_in(text)
    if links:
        return len(links)
    parts = [text, *text.replace("\n", ";").split(";")]
    return int(any(fold(each) in files for each in parts)) if files else looks_like_a_file(text)


@once_a_programme
def drive_names(programme: Programme) -> frozenset[str]:
    """The folded names of the files in its Drive that hold something, with and without ending."""
    files = (one for one in programme.drive.items.values() if not one.is_folder)
    names = {one.name for one in files if has_content(one)}
    stems = {stem for each in names if (stem := each.rpartition(".")[0])}
    return frozenset(said for each in names | stems if (said := fold(each)))


def note_instead(line: Row, column: str, *, files: Collection[str]) -> str | None:
    """What stands in the cell of a piece and is no document; None for a document, or nothing."""
    said = line.text(column)
    return said if said and not documents_in(said, files=files) else None
