"""Pure: what her « oui » writes for a proposal: a new line in a tab of hers, or one empty cell.

A filled cell is never changed, and a partner's workbook never written: what cannot be noted where
it belongs is noted in « Contacts ».
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from relocalisons.core.kernel.definition import TableSchema
from relocalisons.core.kernel.model import Programme, RowPlace
from relocalisons.core.kernel.sheets import raw
from relocalisons.core.kernel.words.french import NBSP, format_date
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.meetings.meetings import Meeting, read_meetings
from relocalisons.core.proposals.model import KeptProposal
from relocalisons.core.proposals.standing import (
    is_taken,
    lines_of_seat,
    meeting_of,
    seat_of,
)
from relocalisons.core.replies.model import Act
from relocalisons.core.replies.sentences import say_proposal
from relocalisons.core.replies.words.names import EMAIL
from relocalisons.core.sources.parameter_names import PAUSE
from relocalisons.core.tables import ATTENDANCE, CONTACT_ROLES, CONTACTS, PARTNERS, SETTINGS

PAUSED_FOR = timedelta(days=28)  # asked for without a day: a pause without an end is forgotten
_ANSWERS = {Act.ATTEND_YES: "oui", Act.ATTEND_NO: "non"}
_PROMISES = (Act.NEW_DATE, Act.PROMISE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Cells to write, by canonical column: of a new line, or of the line `at` if all are empty.

    `beside` is a cell that the same « oui » fills if it still stands empty; the mark is here.
    """

    table: TableSchema
    values: Mapping[str, str | date]
    at: RowPlace | None = None
    mark: str = ""
    beside: "Entry | None" = None


def plan_entry(kept: KeptProposal, programme: Programme) -> Entry | None:
    """What a « oui » writes; None when nobody knows whose line it would be."""
    act, meeting = kept.proposal.act, meeting_of(kept, programme)
    if meeting is not None:
        return _presence(kept, meeting) or _contact(kept, programme)
    if act in (Act.PAUSE, Act.STOP_MAILS) and kept.partner:
        values: dict[str, str | date] = {
            "name": PAUSE,
            "value": "oui",
            "scope": kept.partner,
            "comment": f"Demandée par {kept.person} {said_by(kept)}",
        }
        until = pause_end(kept)
        return Entry(
            table=SETTINGS, values=values | ({"until": until} if until else {}), mark=kept.mark
        )
    return _contact(kept, programme)


def pause_end(kept: KeptProposal) -> date | None:
    """The last day of a pause that is asked for; None for « arrêtez vos mails »."""
    if kept.proposal.act is Act.STOP_MAILS:
        return None
    days = kept.proposal.days
    return days.latest if days is not None else kept.came + PAUSED_FOR


def said_by(kept: KeptProposal) -> str:
    """« (par réponse du 03/03/2026, réf. 3fa9c1d2e0/1) »."""
    return f"(par réponse du {format_date(kept.came)}, {kept.mark})"


def answer_text(kept: KeptProposal, meeting: Meeting) -> str:
    """« oui », « non », « pouvoir à P07 »: the holder by the seat that the committee knows."""
    act = kept.proposal.act
    if act is not Act.ATTEND_PROXY:
        return _ANSWERS[act]
    holder = holder_of(kept.proposal.text, meeting)
    return f"pouvoir à {holder}" if holder else "pouvoir"


def seat_of_holder(kept: KeptProposal, meeting: Meeting) -> str | None:
    """The seat that holds the proxy of an answer; None when it is none of the committee's."""
    if kept.proposal.act is not Act.ATTEND_PROXY:
        return None
    holder = fold(holder_of(kept.proposal.text, meeting))
    seats = {fold(name): each.seat for each in meeting.members
             for name in (each.partner or "", each.person) if name}  # fmt: skip
    return seats.get(holder)


def holder_of(name: str, meeting: Meeting) -> str:
    """Who holds a proxy, as « Présences » calls a member; else the words of the answer."""
    wanted = set(fold(name).replace("-", " ").split())
    known = [
        member
        for member in meeting.members
        if (own := fold(member.person).replace("-", " ").split()) and own[-1] in wanted
    ]
    if len(known) != 1:
        return " ".join(name.split())
    return known[0].partner or known[0].person


def _presence(kept: KeptProposal, meeting: Meeting) -> Entry | None:
    lines = lines_of_seat(meeting, seat_of(kept))
    text = f"{answer_text(kept, meeting)} {said_by(kept)}"
    if is_taken(kept, meeting):
        return None
    if lines:
        return Entry(table=ATTENDANCE, values={"answer": text}, at=lines[0].place, mark=kept.mark)
    values = {
        "meeting": meeting.number,
        "partner": kept.partner,
        "person": kept.person,
        "answer": text,
    }
    return Entry(
        table=ATTENDANCE, values={name: each for name, each in values.items() if each},
        mark=kept.mark,
    )  # fmt: skip


def _is_promised(kept: KeptProposal, programme: Programme) -> bool:
    """Whether her « oui » makes its day a promise: a visit's too, not that of all who meet."""
    if kept.proposal.act is Act.OTHER_DATE:
        ref = fold(kept.proposal.ref)
        return bool(ref) and ref not in {fold(one.number) for one in read_meetings(programme)}
    return kept.proposal.act in _PROMISES or kept.proposal.act is Act.OTHER


def _contact(kept: KeptProposal, programme: Programme) -> Entry | None:
    if not kept.partner:
        return None
    said = f"{say_proposal(kept.proposal)} {said_by(kept)}".replace(NBSP, " ")
    values: dict[str, str | date] = {"date": kept.came, "partner": kept.partner, "said": said}
    if kept.person:
        values["person"] = kept.person
    days = kept.proposal.days
    if days is not None and _is_promised(kept, programme):
        values["promised"] = days.latest
    beside = empty_mail_of(kept, programme)
    return Entry(table=CONTACTS, values=values, mark=kept.mark, beside=beside)


def empty_mail_of(kept: KeptProposal, programme: Programme) -> Entry | None:
    """The empty e-mail of a line of hers that « écrivez à … » fills; None when none is theirs.

    A line is the named person's: by name, or « Référent » where nobody is named.
    """
    found = EMAIL.findall(kept.proposal.text)
    if kept.proposal.act is not Act.NEW_CONTACT or len(found) != 1:
        return None
    name = fold(kept.proposal.text.partition("<")[0]).strip()
    for table, of, who in ((CONTACT_ROLES, "partner", "person"), (PARTNERS, "code", "contact")):
        for row in programme.rows(table.name):
            own = programme.names.code_of(row.text(of)) or row.identity
            said = fold(str(raw(row.cells.get(who)) or "")).strip()
            empty = not str(raw(row.cells.get("email")) or "").strip()
            theirs = said and (said in name or (name and name in said))
            if not row.struck and own == kept.partner and empty and (theirs or not (said or name)):
                return Entry(table=table, values={"email": found[0]}, at=row.place)
    return None
