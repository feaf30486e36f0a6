"""Pure: committees: notice, answers, proxies and quorum before a meeting, its minutes after it."""

from collections.abc import Iterator
from datetime import date, timedelta

from relocalisons.core.findings.wording import say_contact, say_partner
from relocalisons.core.french import (
    NBSP,
    THIN,
    count_of,
    format_long_date,
    join_words,
    quote,
    shorten,
    typo,
)
from relocalisons.core.meeting_words import AnswerKind, MeetingStatus
from relocalisons.core.meetings import (
    Meeting,
    MemberAnswer,
    Quorum,
    QuorumState,
    answers_of,
    expected_quorum_of,
    quorum_of,
    read_meetings,
)
from relocalisons.core.model import (
    Audience,
    CellRef,
    Doubt,
    Finding,
    FindingKind,
    Programme,
    Severity,
)
from relocalisons.core.names import fold
from relocalisons.core.sheet_rows import Row

NOTICE_DAYS = 21  # the notice is proposed
LAST_NOTICE_DAYS = 15  # it should have left
ANSWER_DAYS = 7
QUORUM_DAYS = 3  # a quorum that is only possible is worth a call
RECORD_DAYS = 5
MINUTES_DAYS = 15


def find_meetings(programme: Programme, *, as_of: date) -> tuple[Finding, ...]:
    """What the committees of « Réunions » lack on `as_of`.

    Nothing is concluded from a date that is in doubt or not to the day, from a meeting put off or
    cancelled, nor from a cell that cannot be read; a past meeting of which nothing says that it was
    held is said to be unclear.
    """
    found: list[Finding] = []
    decided = _numbers_with_decisions(programme)
    for meeting in read_meetings(programme):
        day = meeting.day
        if day is None or not meeting.is_committee:
            continue
        if meeting.is_planned and day >= as_of:
            found.extend(_before(meeting, day, programme=programme, as_of=as_of))
        elif meeting.was_held and day <= as_of:
            found.extend(_after(meeting, day, decided=decided, as_of=as_of))
        elif _is_unclear(meeting) and (as_of - day).days > RECORD_DAYS:
            found.append(_nothing_said(meeting, day))
    return tuple(found)


def _is_unclear(meeting: Meeting) -> bool:
    return meeting.status.value not in (MeetingStatus.CANCELLED, MeetingStatus.MOVED)


def _before(meeting: Meeting, day: date, *, programme: Programme, as_of: date) -> Iterator[Finding]:
    left = (day - as_of).days
    sent = meeting.notice_sent
    if sent.value is not None and sent.value.earliest <= as_of:
        if left <= ANSWER_DAYS:
            yield from _answers(meeting, day, programme=programme)
            yield from _expected_quorum(meeting, day, left=left)
        return
    if sent.doubt in (Doubt.AMBIGUOUS, Doubt.UNREADABLE) or left > NOTICE_DAYS:
        return
    late = left <= LAST_NOTICE_DAYS
    limit = day - timedelta(days=LAST_NOTICE_DAYS)
    yield _about(
        meeting,
        FindingKind.MEETING_NOT_CALLED if late else FindingKind.MEETING_NOTICE_DUE,
        severity=Severity.ALERT if late else Severity.INFO,
        title=(
            f"{_name(meeting, day)} n’est pas convoqué{_e(meeting)}{NBSP}: la convocation devait "
            f"partir au plus tard le {format_long_date(limit)}."
            if late
            else f"{_name(meeting, day)} est à convoquer avant le {format_long_date(limit)}."
        ),
        action=(
            f"Envoyer la convocation aujourd’hui, ou décaler la réunion puis noter la date "
            f"d’envoi dans {quote('Réunions')}."
            if late
            else f"Relire la convocation proposée dans {quote('Relances')} et la valider."
        ),
        columns=("notice_sent", "date"),
        due=limit,
        days=(as_of - limit).days,
    )


def _answers(meeting: Meeting, day: date, *, programme: Programme) -> Iterator[Finding]:
    for answer in answers_of(meeting):
        if not answer.member.votes or not _is_asked(answer, programme):
            continue
        said = answer.said
        if said.value is None:
            yield _of_member(
                meeting,
                answer,
                FindingKind.MEETING_ANSWERS_MISSING,
                day=day,
                programme=programme,
                title=(
                    f"la réponse notée n’est pas claire pour {_to(meeting, day)}"
                    if said.doubtful
                    else f"pas encore de réponse à l’invitation pour {_to(meeting, day)}"
                ),
                ask=(
                    f"Serez-vous là pour {_to(meeting, day)}{THIN}? Répondez par oui, par non, ou "
                    "donnez pouvoir à un autre membre."
                ),
            )
        elif _lacks_proxy(answer, meeting):
            nobody = said.value is AnswerKind.PROXY
            yield _of_member(
                meeting,
                answer,
                FindingKind.MEETING_PROXY_MISSING,
                day=day,
                programme=programme,
                title=(
                    f"un pouvoir est annoncé pour {_to(meeting, day)}, sans dire à qui"
                    if nobody
                    else f"absence annoncée pour {_to(meeting, day)}, sans pouvoir"
                ),
                ask=(
                    f"À qui donnez-vous pouvoir pour {_to(meeting, day)}{THIN}? Dites-le-nous "
                    "avant la réunion."
                ),
            )


def _is_asked(answer: MemberAnswer, programme: Programme) -> bool:
    """Somebody from no partner, or a partner that is still active."""
    partner = programme.partner(answer.member.partner)
    return partner is None or partner.active


def _lacks_proxy(answer: MemberAnswer, meeting: Meeting) -> bool:
    """A proxy matters only where a quorum is asked for."""
    if meeting.quorum.doubt is Doubt.ABSENT:
        return False
    said = answer.said
    return said.value is AnswerKind.NO or (said.value is AnswerKind.PROXY and not said.name)


def _expected_quorum(meeting: Meeting, day: date, *, left: int) -> Iterator[Finding]:
    quorum = expected_quorum_of(meeting)
    if quorum.needed is None or not meeting.members:
        return
    missed = quorum.state is QuorumState.MISSED
    if not missed and not (quorum.state is QuorumState.UNKNOWN and left <= QUORUM_DAYS):
        return
    yield _about(
        meeting,
        FindingKind.MEETING_QUORUM_AT_RISK,
        severity=Severity.ALERT if missed else Severity.WATCH,
        title=(
            f"{_name(meeting, day)} n’aura pas le quorum{NBSP}: {_counted(quorum)}."
            if missed
            else f"Le quorum n’est pas assuré pour {_to(meeting, day)}{NBSP}: {_counted(quorum)}."
        ),
        action=(
            "Chercher des pouvoirs, ou décaler la réunion."
            if missed
            else "Appeler ceux qui n’ont pas répondu, et demander des pouvoirs aux absents."
        ),
        columns=("quorum", "date"),
        due=day,
        days=-left,
    )


def _after(
    meeting: Meeting, day: date, *, decided: frozenset[str] | None, as_of: date
) -> Iterator[Finding]:
    since = (as_of - day).days
    quorum = quorum_of(meeting)
    if quorum.state is QuorumState.MISSED:
        yield _about(
            meeting,
            FindingKind.MEETING_WITHOUT_QUORUM,
            severity=Severity.ALERT,
            audience=Audience.COPIL,
            title=f"{_name(meeting, day)} s’est tenu{_e(meeting)} sans quorum{NBSP}: "
            f"{_present(quorum)}.",
            action="Faire confirmer ses décisions à la prochaine réunion, ou par écrit.",
            columns=("quorum", "status"),
        )
    elif quorum.state is QuorumState.UNKNOWN and quorum.needed is not None and since > RECORD_DAYS:
        yield _about(
            meeting,
            FindingKind.MEETING_UNCLEAR,
            severity=Severity.INFO,
            title=f"Rien ne dit si {_to(meeting, day)} avait le quorum{NBSP}: "
            f"{_present(quorum)}, et des présences ne sont pas notées.",
            action=f"Compléter {quote('Présences')} d’après la feuille d’émargement.",
            columns=("quorum", "status"),
        )
    if meeting.minutes is None and not meeting.minutes_doubtful:
        yield from _unwritten(meeting, day, decided=decided, since=since)


def _unwritten(
    meeting: Meeting, day: date, *, decided: frozenset[str] | None, since: int
) -> Iterator[Finding]:
    if since > MINUTES_DAYS:
        limit = day + timedelta(days=MINUTES_DAYS)
        yield _about(
            meeting,
            FindingKind.MEETING_MINUTES_MISSING,
            severity=Severity.WATCH,
            title=f"Le compte rendu de la réunion {meeting.number} ({_kind(meeting)} du "
            f"{format_long_date(day)}) manque{NBSP}: il était attendu le "
            f"{format_long_date(limit)}.",
            action=f"Rédiger le compte rendu et mettre son lien dans {quote('Réunions')}.",
            columns=("minutes",),
            due=limit,
            days=since - MINUTES_DAYS,
        )
    if since > RECORD_DAYS and decided is not None and fold(meeting.number) not in decided:
        limit = day + timedelta(days=RECORD_DAYS)
        yield _about(
            meeting,
            FindingKind.MEETING_RECORD_MISSING,
            severity=Severity.WATCH,
            title=f"Aucune décision n’est notée pour la réunion {meeting.number} "
            f"({_kind(meeting)} du {format_long_date(day)}), et son compte rendu n’est pas là.",
            action=f"Noter ses décisions dans {quote('Décisions')}, ou déposer son compte rendu "
            "s’il n’y en a pas eu.",
            columns=("number",),
            due=limit,
            days=since - RECORD_DAYS,
        )


def _nothing_said(meeting: Meeting, day: date) -> Finding:
    return _about(
        meeting,
        FindingKind.MEETING_UNCLEAR,
        severity=Severity.WATCH,
        title=f"Rien ne dit si {_to(meeting, day)} a eu lieu.",
        action=f"Noter dans {quote('Réunions')} si elle est tenue, reportée ou annulée.",
        columns=("status",),
    )


def _numbers_with_decisions(programme: Programme) -> frozenset[str] | None:
    """Meetings that have decisions; None when a decision names a meeting nobody can read."""
    rows: list[Row] = [
        row
        for entry in programme.tables.get("decisions", ())
        for row in entry.rows
        if not row.struck
    ]
    doubts = (Doubt.AMBIGUOUS, Doubt.UNREADABLE)
    if any(row.reading("meeting").doubt in doubts for row in rows):
        return None
    return frozenset(fold(row.text("meeting") or "") for row in rows)


def _about(
    meeting: Meeting,
    kind: FindingKind,
    *,
    severity: Severity,
    title: str,
    action: str,
    columns: tuple[str, ...],
    audience: Audience = Audience.COORDINATION,
    due: date | None = None,
    days: int | None = None,
) -> Finding:
    return Finding(
        kind=kind,
        subject=meeting.number,
        partner=None,
        severity=severity,
        audience=audience,
        title=title[:1].upper() + title[1:],
        action=action,
        label=_label(meeting),
        evidence=tuple(meeting.place.cell(column) for column in columns),
        due=due,
        days=days,
    )


def _of_member(
    meeting: Meeting,
    answer: MemberAnswer,
    kind: FindingKind,
    *,
    day: date,
    programme: Programme,
    title: str,
    ask: str,
) -> Finding:
    member = answer.member
    who = say_partner(programme, member.partner) if member.partner else typo(member.person)
    place: CellRef = (answer.place or member.place).cell("answer" if answer.place else "person")
    contact = say_contact(programme, member.partner) if member.partner else who
    return Finding(
        kind=kind,
        subject=f"{meeting.number}/{member.partner or member.person}",
        partner=member.partner,
        severity=Severity.INFO,
        audience=Audience.PARTNER if member.partner else Audience.COORDINATION,
        title=f"{who}{NBSP}: {title}.",
        action=f"Demander à {contact} une réponse ou un pouvoir.",
        label=_label(meeting),
        evidence=(place,),
        due=day,
        days=None,
        ask=ask if member.partner else "",
    )


def _label(meeting: Meeting) -> str:
    day = meeting.day
    when = f" du {format_long_date(day)}" if day else ""
    return f"{meeting.number} – {_kind(meeting)}{when}"


def _kind(meeting: Meeting) -> str:
    """« COPIL », « GT Logistique »."""
    return shorten(typo(meeting.committee or meeting.type), limit=40)


def _name(meeting: Meeting, day: date) -> str:
    """« Le COPIL du 16 avril 2026 (R-08) », to begin a sentence."""
    return f"{_to(meeting, day)} ({meeting.number})"


def _to(meeting: Meeting, day: date) -> str:
    """« le COPIL du 16 avril 2026 »; a group is « la réunion GT Logistique du … »."""
    article = "la réunion" if _e(meeting) else "le"
    return f"{article} {_kind(meeting)} du {format_long_date(day)}"


def _e(meeting: Meeting) -> str:
    """The feminine ending: everything but a COPIL and its like is « la réunion … »."""
    return "" if fold(_kind(meeting)).startswith(("copil", "cotech", "codir", "comite")) else "e"


def _counted(quorum: Quorum) -> str:
    sure = count_of(quorum.surely, "participation assurée", "participations assurées")
    most = f"{quorum.possibly} au plus" if quorum.possibly != quorum.surely else ""
    return join_words([part for part in (sure, most) if part], last="et") + (
        f", pour {quorum.needed} nécessaires"
    )


def _present(quorum: Quorum) -> str:
    there = count_of(
        quorum.surely, "membre présent ou représenté", "membres présents ou représentés"
    )
    return f"{there} sur {quorum.seats}, pour {quorum.needed} nécessaires"
