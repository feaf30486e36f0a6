"""Pure: what answers propose as acts of « À faire »: one row an answer, one a meeting and night.

What is sure of a meeting is taken together: nine people who come are one « oui ». A row shows all
that its « oui » accepts.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from relocalisons.core.acts.acts import Offer
from relocalisons.core.acts.keys import HERSELF, ActKey
from relocalisons.core.kernel.findings.gestures import Party, Verb
from relocalisons.core.kernel.model import Decision, Doubt, Programme
from relocalisons.core.kernel.words.french import (
    NBSP,
    count_of,
    format_date,
    format_long_date,
    quote,
    typo,
)
from relocalisons.core.meetings.meetings import Attendance, Meeting
from relocalisons.core.meetings.quorum import QuorumState, expected_quorum_of
from relocalisons.core.meetings.words.meetings import read_answer
from relocalisons.core.programme.decisions.answer_words import Accepted, understand_acceptance
from relocalisons.core.proposals.entries import answer_text, pause_end, plan_entry, seat_of_holder
from relocalisons.core.proposals.model import KeptProposal
from relocalisons.core.proposals.standing import (
    already_said,
    cell_of,
    is_taken,
    meeting_of,
    say_standing,
    seat_of,
)
from relocalisons.core.reading.cells.said import Said
from relocalisons.core.replies.model import Act
from relocalisons.core.replies.sentences import say_briefly, say_proposal
from relocalisons.core.tables import CONTACTS, SETTINGS

FEW = 3  # of one answer: its sentences are long
_REPLY, _REPLIES = "réponse", "réponses"  # begin what a row of answers is for


def offers_of(
    kept: Iterable[KeptProposal], *, programme: Programme, words: Mapping[str, Decision]
) -> tuple[Offer, ...]:
    """The open proposals as acts; `words` are hers on acts, by key, as typed.

    What her tabs say already is not offered.
    """
    groups: dict[str, tuple[ActKey, list[KeptProposal]]] = {}
    for key, each in _keyed(kept, programme):
        groups.setdefault(str(key), (key, []))[1].append(each)
    return tuple(
        offer
        for key, members in groups.values()
        for offer in _offers(key, members, programme=programme, said=words.get(str(key)))
    )


def accepted_by(text: str, members: Iterable[KeptProposal]) -> Accepted:
    """What her word on a row accepts of the proposals that stood on it."""
    return understand_acceptance(
        text,
        names={each.key: (str(each.number), each.partner.casefold()) for each in members},
    )


def is_of_replies(key: str) -> bool:
    """Whether the row of that key is of answers: her word there is « oui » or « non »."""
    _, verb, _, occasion = (*key.split(":", 3), "", "", "")[:4]
    return verb == Verb.REVIEW.value and occasion.split(" ")[0] in (_REPLY, _REPLIES)


def _keyed(
    kept: Iterable[KeptProposal], programme: Programme
) -> Iterator[tuple[ActKey, KeptProposal]]:
    """The row of each proposal, by facts of its own: others come and go, it stays."""
    for each in kept:
        meeting = meeting_of(each, programme)
        if already_said(each, programme):
            continue
        if meeting is not None and not each.proposal.doubt:
            occasion = f"{_REPLIES} {each.read_on.isoformat()}"
            yield _key(Party.MEETING, meeting.number, occasion), each
            continue
        part = (each.number - 1) // FEW
        occasion = f"{_REPLY} {each.reply}" + (f" {part + 1}" if part else "")
        known = programme.partner(each.partner) is not None
        party = Party.PARTNER if known else Party.HERSELF
        yield _key(party, each.partner if known else HERSELF, occasion), each


def _key(party: Party, counterpart: str, occasion: str) -> ActKey:
    return ActKey(verb=Verb.REVIEW, party=party, counterpart=counterpart, occasion=occasion)


def _offers(
    key: ActKey, members: list[KeptProposal], *, programme: Programme, said: Decision | None
) -> Iterator[Offer]:
    title = _title(key, members, programme)
    why = accepted_by(said.decision, members).message if said and said.decision else ""
    for number, each in enumerate(members):
        yield Offer(
            member=each.key,
            act=key,
            title=title,
            due=each.read_on,
            point=_point(key, each, programme, several=len(members) > 1),
            why=(f"▲ {why}" if why else _why(key, members, programme)) if number == 0 else "",
            place=cell_of(each, programme),
        )


def _title(key: ActKey, members: list[KeptProposal], programme: Programme) -> str:
    first = members[0]
    if key.party is Party.MEETING:
        meeting = meeting_of(first, programme)
        answers = count_of(len(members), "réponse")
        return typo(f"Noter {answers} pour {_of(meeting)}" if meeting else answers)
    who = first.person or "quelqu’un"
    of = f" ({first.partner})" if first.partner else ""
    said = "; ".join(say_briefly(each.proposal) for each in members)
    if all(each.proposal.act is Act.OTHER for each in members):
        return typo(f"Lire {who}{of}{NBSP}: {said}")  # nothing is guessed: no « oui » to ask for
    return typo(f"Oui ou non à {who}{of}{NBSP}: {said}")


def _of(meeting: Meeting) -> str:
    day = f" du {format_long_date(meeting.day)}" if meeting.day else ""
    return f"{meeting.committee or meeting.number}{day}"


def _why(key: ActKey, members: list[KeptProposal], programme: Programme) -> str:
    if key.party is Party.MEETING:
        meeting = meeting_of(members[0], programme)
        return say_quorum(meeting, members) if meeting else ""
    doubts = sum(each.proposal.doubt for each in members)
    came = f"Réponse du {format_date(members[0].came)}"
    return f"{came}, {count_of(doubts, 'point')} à vérifier" if doubts else came


def _point(key: ActKey, each: KeptProposal, programme: Programme, *, several: bool) -> str:
    if key.party is Party.MEETING:
        meeting = meeting_of(each, programme)
        said = answer_text(each, meeting) if meeting else ""
        who = f"{each.person} ({each.partner})" if each.partner else each.person
        taken = meeting is not None and is_taken(each, meeting)
        left = " (« Présences » est rempli et reste tel quel)" if taken else ""
        return typo(f"{who}{NBSP}: {said}{left}")
    number = f"{each.number}. " if several else ""
    return number + say_change(each, programme)


def say_change(each: KeptProposal, programme: Programme) -> str:
    """The line, what stands there, what is proposed and its words; where « oui » notes it."""
    said = say_proposal(each.proposal, standing=say_standing(each, programme))
    entry = plan_entry(each, programme)
    if entry is not None and entry.table is SETTINGS:
        until = pause_end(each)
        lasts = f"jusqu’au {format_date(until)}" if until else "sans fin"
        return f"{said} « oui »{NBSP}: pause de {each.partner} {lasts}."
    if entry is not None and entry.table is CONTACTS and meeting_of(each, programme) is not None:
        return f"{said} « Présences » est rempli et reste tel quel."
    if entry is not None and entry.beside is not None:
        filled = quote(entry.beside.table.title)
        return f"{said} « oui »{NBSP}: l’e-mail, vide dans {filled}, est rempli."
    return said


def with_answers(meeting: Meeting, kept: Iterable[KeptProposal]) -> Meeting:
    """The meeting as it would stand if she accepted these."""
    more = tuple(
        Attendance(
            seat=seat_of(each),
            person=each.person,
            presence=Said(),
            answer=read_answer(answer_text(each, meeting)),
            stand_in=seat_of_holder(each, meeting),
            place=meeting.place,
        )
        for each in kept
        if not is_taken(each, meeting)
    )
    return replace(meeting, attendance=(*meeting.attendance, *more))


def say_quorum(meeting: Meeting, kept: Iterable[KeptProposal]) -> str:
    """« avec elles, quorum atteint (12 sur 12) »; empty where the meeting states none."""
    if meeting.quorum.doubt is Doubt.ABSENT:
        return ""
    quorum = expected_quorum_of(with_answers(meeting, kept))
    if quorum.needed is None:
        return ""
    count = f"{quorum.surely} sur {quorum.needed}"
    if quorum.state is QuorumState.REACHED:
        return f"Avec elles, le quorum est atteint ({count})"
    if quorum.state is QuorumState.MISSED:
        return f"Même avec elles, le quorum n’est plus possible ({count})"
    return f"Avec elles, {count} voix nécessaires au quorum"
