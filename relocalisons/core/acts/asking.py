"""Pure: what the acts of a night and the mails of the week say of each other: weights, calls."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from relocalisons.core.acts.acts import Act, Acts, is_call, is_in_mails
from relocalisons.core.acts.awake import is_asleep, seen_until
from relocalisons.core.acts.beside import Awaited, Called, CalledApart, Offer
from relocalisons.core.acts.keys import ActKey
from relocalisons.core.acts.ranking import PRESSING_BAND
from relocalisons.core.acts.shelves import is_by_mail
from relocalisons.core.kernel.calendar.calendar import WorkCalendar
from relocalisons.core.kernel.calendar.deadlines import our_deadline
from relocalisons.core.kernel.decisions import Understood
from relocalisons.core.kernel.findings.gestures import Party, Verb
from relocalisons.core.kernel.model import Finding, Programme, TrackedFinding
from relocalisons.core.kernel.wording import say_contact
from relocalisons.core.kernel.words.french import (
    NBSP,
    THIN,
    count_of,
    format_long_date,
    quote,
    shorten,
    typo,
)
from relocalisons.core.reminders.choosing import Weight
from relocalisons.core.reminders.digests import ANSWER_WITHIN, CallEntry, DigestKind, ReminderPlan
from relocalisons.core.reminders.people import GENERAL, People
from relocalisons.core.reminders.reasons import NO_ADDRESS
from relocalisons.core.reminders.rules.answers import told_as
from relocalisons.core.reminders.rules.by_voice import Aloud
from relocalisons.core.reminders.rules.kept_promises import PROMISE_MEMBER, PromiseDue
from relocalisons.core.reminders.rules.words import may_be_one_person

CALL_MEMBER = "appel:"
_POINTS = 3
_PROMISE = "promesse"
_LONGEST_WORDS = 100  # characters of what was said


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """A finding in a digest of `day`; `left`: it left, else it waits for her word.

    `on`: the day on which its person is written to, where that is not `day`.
    """

    finding_key: str
    day: date
    left: bool
    on: date | None = None


def answers_awaited(
    asks: Iterable[Ask],
    *,
    tracked: Iterable[TrackedFinding],
    calendar: WorkCalendar,
    call_after: int,
    as_of: date,
) -> Mapping[str, Awaited]:
    """Key of a finding that stands → the mail that asks about it, up to the day that it names.

    What was due soon when the mail left and is late now is the same thing. On that day the next
    mail asks again, unless `call_after` of them have: then the call is of that day.
    """
    asked: dict[str, Awaited] = {}
    times: Counter[str] = Counter()
    for each in sorted(asks, key=lambda one: (one.day, one.left)):
        thing = told_as(each.finding_key)
        times[thing] += each.left
        until = our_deadline(each.day + ANSWER_WITHIN, sent=each.day, calendar=calendar)
        if as_of < until or (as_of == until and times[thing] < call_after):
            asked[thing] = Awaited(until=until, held=not each.left, on=each.on or each.day)
    keys = (one.finding.key for one in tracked if one.is_open)
    return {key: asked[told_as(key)] for key in keys if told_as(key) in asked}


def weights_of(acts: Acts) -> Mapping[str, Weight]:
    """Key of a finding → its own weight, by the rule that ranks acts."""
    if acts.weigher is None:
        return {}
    return {
        key: Weight(
            band=acts.weigher.band_of((stake,)),
            last_useful=stake.last_useful,
            eve=acts.weigher.eve_of_claim(stake),
            claim=stake.due if stake.of_claim else None,
        )
        for key, stake in acts.stakes.items()
    }


def mails_coming(plan: ReminderPlan, *, apart: Collection[str] = ()) -> Mapping[str, Awaited]:
    """Key of a finding → the next reminders, where they ask it; `apart` are the partners that she
    said she would call instead.
    """
    return {
        line.finding_key: Awaited(until=digest.as_of, coming=True, on=digest.as_of)
        for digest in plan.digests
        if digest.kind is DigestKind.DIGEST and digest.partner not in apart
        for line in digest.lines
    }


def calls_planned(
    plan: ReminderPlan, *, meeting: str = "", escalate_after: int, as_of: date
) -> Mapping[str, Called]:
    """Partner → why it is called. After `escalate_after` days without an answer another gesture.

    What is known of one person alone, as a financier without address, is said of that one.
    `meeting`: the next one, in words, where nobody else can be asked.
    """
    found: dict[str, Called] = {}
    general = {each.partner: each.reason for each in plan.call_list if not each.role}
    for entry in plan.call_list:
        known = found.get(entry.partner, Called(reason=""))
        own = f"{entry.person}{NBSP}: {entry.reason}" if entry.person else entry.reason
        long = timedelta(days=escalate_after)
        silent = entry.written is not None and as_of - entry.written >= long
        others = entry.deputy or next(iter(entry.others), "")
        instead = _instead(others, meeting, since=entry.written) if silent and entry.written else ""
        found[entry.partner] = Called(
            reason=general.get(entry.partner) or known.reason or own,
            findings=known.findings | {key for key, _ in entry.asked},
            points=(*known.points, *entry.asked),
            told=tuple(dict.fromkeys((*known.told, *_told(entry)))),
            instead=known.instead or instead,
            apart=(*known.apart, *_apart(entry)),
            unwritable=known.unwritable or (not entry.role and entry.reason.startswith(NO_ADDRESS)),
        )
    return found


def with_aloud(
    calls: Mapping[str, Called],
    aloud: Mapping[str, Aloud],
    findings: Iterable[Finding],
    *,
    programme: Programme,
) -> Mapping[str, Called]:
    """The calls, and those that say what a mail asks too; each names whom it is asked of."""
    people = People(programme)
    found = dict(calls)
    order = {key: why.rank for key, why in aloud.items()}
    for one in sorted(
        (one for one in findings if one.key in aloud), key=lambda each: order[each.key]
    ):
        partner, why = programme.partner(one.partner), aloud[one.key]
        if partner is None:
            continue
        known = found.get(partner.code, Called(reason=""))
        who = people.addressee(partner, one.kind, subject=one.subject)
        apart = who.role != GENERAL
        said = CalledApart(
            who=f"{who.person} ({partner.code})",
            phone=who.phone or "",
            why=why.why,
            keys=frozenset({one.key}),
        )
        asked = ", ".join(filter(None, (who.person, who.phone))) if apart else why.why
        point = (one.key, f"{one.label}{NBSP}: {asked}")
        found[partner.code] = replace(
            known,
            reason=known.reason if why.broken else known.reason or why.why,
            broken=tuple(dict.fromkeys((*known.broken, *([why.why] if why.broken else [])))),
            findings=known.findings | {one.key},
            points=known.points if one.key in dict(known.points) else (*known.points, point),
            apart=(*known.apart, said) if apart else known.apart,
            aloud=known.aloud | {one.key},
            of_today=known.of_today or why.of_today,
            of_claim=known.of_claim or why.of_claim,
        )
    return found


def said_by_voice(acts: Acts) -> frozenset[str]:
    """What the next reminders would ask too late and a call says instead.

    A piece of a claim has no call of its own: the message asks it as long as the claim has not
    left.
    """
    return frozenset(
        key for key in acts.too_late if (act := acts.home.get(key)) is not None and is_call(act)
    )


def may_be_aloud(acts: Acts, key: str) -> bool:
    """Whether it is a matter of a call, of a claim or of the mails, and no other gesture."""
    act = acts.home.get(key)
    return act is not None and (is_call(act) or is_in_mails(act) or act.key.party is Party.CLAIM)


def _apart(entry: CallEntry) -> Iterator[CalledApart]:
    if entry.role:
        yield CalledApart(
            who=f"{entry.person} ({entry.partner})",
            phone=entry.phone or "",
            why=entry.reason,
            keys=frozenset(key for key, _ in entry.asked),
        )


def _told(entry: CallEntry) -> Iterator[str]:
    yield from filter(None, (entry.last_contact, entry.promise))
    if entry.deputy:
        yield f"à défaut{NBSP}: {entry.deputy}"


def _instead(other: str, meeting: str, *, since: date | None) -> str:
    """« sans réponse depuis le 8 septembre ; si un appel n’a rien donné : une lettre »."""
    day = f" depuis le {format_long_date(since)}" if since else ""
    whom = other or (f"de vive voix à {meeting}" if meeting else "une lettre")
    return f"sans réponse{day}{THIN}; si un appel n’a rien donné{NBSP}: {whom}"


def calls_apart(
    calls: Mapping[str, Called], acts: Acts, *, programme: Programme, as_of: date
) -> tuple[Offer, ...]:
    """The calls that no act says: what is told on the telephone has its home in other acts."""
    named = {str(act.key) for act in acts.acts}
    keys = {one: ActKey(verb=Verb.CALL, party=Party.PARTNER, counterpart=one) for one in calls}
    return tuple(
        Offer(
            member=f"{CALL_MEMBER}{partner}",
            act=key,
            title=_said(partner, calls[partner], programme=programme),
            due=as_of if not calls[partner].aloud or calls[partner].of_today else None,
            band=PRESSING_BAND * calls[partner].of_claim,
            point=" • ".join(
                (
                    *_subjects(calls[partner])[:_POINTS],
                    *calls[partner].told,
                )
            ),
            why=", ".join(_why(calls[partner])),
            covers=tuple(_in_call(partner, key) for key in sorted(calls[partner].findings)),
        )
        for partner, key in keys.items()
        if str(key) not in named
    )


def calls_open(
    calls: Mapping[str, Called],
    said: Mapping[str, Understood],
    findings: Iterable[Finding],
    *,
    programme: Programme,
    as_of: date,
) -> Mapping[str, Called]:
    """The calls that no word of hers on a call apart has set aside: `said`, by lasting key.

    A word covers what the call showed her: what is late and joined it since is said to her.
    """
    late = {
        one.key
        for one in findings
        if one.kind.gesture.is_act and one.due is not None and one.due < as_of
    }
    return {
        partner: one
        for partner, one in calls.items()
        if (word := said.get(f"{CALL_MEMBER}{partner}")) is None
        or not is_set_aside(word, programme, as_of=as_of)
        or any(_in_call(partner, key) not in said for key in one.findings & late)
    }


def is_set_aside(word: Understood, programme: Programme, *, as_of: date) -> bool:
    """Whether what she wrote on something that is no finding is enough for today."""
    until = seen_until(word, programme)
    return is_asleep(word, as_of=as_of) and (until is None or as_of < until)


def _in_call(partner: str, key: str) -> str:
    return f"{CALL_MEMBER}{partner}:{key}"


def _why(call: Called) -> Iterator[str]:
    """What was promised, then why it is a call: both, for a reason does not answer a promise."""
    yield from call.broken
    yield from filter(None, (call.instead or call.reason,))


def _subjects(call: Called) -> tuple[str, ...]:
    """What it speaks of: two findings of one expense may be the same words."""
    return tuple(dict.fromkeys(point for _, point in call.points))


def _said(partner: str, call: Called, *, programme: Programme) -> str:
    subjects = [point.rpartition(f"{NBSP}: ")[0] for point in _subjects(call)]
    many = subjects[0] if len(subjects) == 1 and subjects[0] else count_of(len(subjects), "sujet")
    if call.of_claim and len(subjects) > 1:
        first = subjects[0].partition(" – ")[0]
        many = f"{first} et {count_of(len(subjects) - 1, 'autre')}"
    who = call.alone.who if call.alone else say_contact(programme, partner)
    return f"Appeler {who}{NBSP}: {many}"


def with_promises(acts: Acts, due: Iterable[PromiseDue], *, programme: Programme) -> Acts:
    """The acts, and each promise of `due` told once: in the reason of the call to its partner that
    stands anyway, else as a line of its own, which « fait » or « sans objet » closes.
    """
    calls = {
        act.key.counterpart: act
        for act in acts.acts
        if is_call(act) and act.awake and not is_by_mail(act)
    }
    found = {str(act.key): act for act in acts.acts}
    apart: dict[str, list[PromiseDue]] = {}
    for one in due:
        if one.partner in calls:
            key = str(calls[one.partner].key)
            called = found[key].called or Called(reason="")
            said = (*called.broken, _in_a_call(one, programme=programme))
            found[key] = replace(found[key], called=replace(called, broken=said))
        else:
            apart.setdefault(one.member, []).append(one)
    for together in apart.values():
        line = _to_close(together, programme=programme)
        found[str(line.key)] = line
    return replace(acts, acts=tuple(sorted(found.values(), key=lambda act: act.rank)))


def is_promise_line(act: Act) -> bool:
    """Whether it is a promise to be closed: Friday's mail and « Tableau de bord » tell it apart."""
    return any(each.member.startswith(PROMISE_MEMBER) for each in act.offers)


def _to_close(together: list[PromiseDue], *, programme: Programme) -> Act:
    """The promises of one partner for one day: one word closes them, the details tell each."""
    one = together[0]
    said = f"{NBSP}: {_quoted(one)}" if _quoted(one) else ""
    more = f" et {count_of(len(together) - 1, 'autre')}" if len(together) > 1 else ""
    offer = Offer(
        member=one.member,
        act=ActKey(
            verb=Verb.ASK,
            party=Party.PARTNER,
            counterpart=one.partner,
            occasion=f"{_PROMISE}/{one.contact.promised}",
        ),
        title=f"Demander à {_promiser(one, programme)} où en est sa promesse{said}{more}",
        why=_words(one),
        point=" • ".join(
            f"{_promiser(each, programme)}{NBSP}: {_words(each)}" for each in together
        ),
        place=one.contact.place,
    )
    return Act(key=offer.act, members=(), offers=(offer,), of_the_week=True)


def _promiser(one: PromiseDue, programme: Programme) -> str:
    person = typo(one.contact.person)
    return f"{person} ({one.partner})" if person else say_contact(programme, one.partner)


def _in_a_call(one: PromiseDue, *, programme: Programme) -> str:
    """The same in the call to that partner, with who promised it where that is somebody else."""
    known, person = programme.partner(one.partner), one.contact.person
    called = known.contact or "" if known is not None else ""
    return _words(one) if may_be_one_person(person, called) else f"{typo(person)} {_words(one)}"


def _words(one: PromiseDue) -> str:
    """« avait promis pour le 25 septembre 2026 : « écrire que le site paille est trouvé » »."""
    day = format_long_date(one.contact.promised) if one.contact.promised else ""
    said = _quoted(one)
    return f"avait promis pour le {day}{f'{NBSP}: {said}' if said else ''}"


def _quoted(one: PromiseDue) -> str:
    said = one.contact.said
    return quote(shorten(typo(said), limit=_LONGEST_WORDS)) if said else ""
