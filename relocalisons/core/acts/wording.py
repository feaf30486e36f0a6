"""Pure: an act in one line: what to do, with whom, and why it stands where it stands."""

from collections.abc import Iterator
from datetime import date

from relocalisons.core.acts.acts import Act, is_call
from relocalisons.core.acts.aid.amounts import say_at_stake
from relocalisons.core.acts.aid.words import TO_WHOM
from relocalisons.core.acts.at_stake import next_in_time
from relocalisons.core.acts.doubtful import say_in_doubt
from relocalisons.core.acts.drafts.claim_draft import ClaimDraft
from relocalisons.core.acts.drafts.wording import say_draft
from relocalisons.core.acts.money_facts import LAST_CLAIM
from relocalisons.core.acts.ranking import FIRM_BAND
from relocalisons.core.acts.shelves import is_aloud
from relocalisons.core.acts.titles.calls import (
    matters_of,
    say_call,
    spoken_of,
    told_first,
)
from relocalisons.core.acts.titles.decisions import say_with_funder
from relocalisons.core.acts.titles.papers import (
    LONGEST,
    is_asked_back,
    name_paper,
    say_claim,
    say_delays,
    say_reason,
)
from relocalisons.core.acts.titles.sessions import say_session
from relocalisons.core.kernel.findings.gestures import POSTPONEMENT, UNOWNED, Loss, Party, Verb
from relocalisons.core.kernel.model import CellRef, Programme, TrackedFinding, Trait
from relocalisons.core.kernel.wording import say_contact, say_partner
from relocalisons.core.kernel.words.french import (
    NBSP,
    count_of,
    format_date,
    format_long_date,
    format_money,
    join_words,
    name_some,
    plural_word,
    quote,
    shorten,
    typo,
    whole_euros,
)
from relocalisons.core.kernel.words.names import is_said_in
from relocalisons.core.tables import CONTACTS, REMINDERS, REPORT_SCHEDULE

_LONGEST_POINT = 180
_LONGEST_NAME = 60
_POINTS = 3
_LATE_PAPER = "de retenue possible pour retard (« Paramètres »)"


def say_act(act: Act, *, programme: Programme) -> str:
    """« Appeler Jeanne Vernet (EARL Les Jardins du Riou) : A1.2 et 2 autres »."""
    return typo(shorten(_said(act, programme=programme), limit=LONGEST))


def name_act(act: Act) -> str:
    """Its short name, the same from night to night: « Appeler P07 », « Signer FRA, acompte 1 »."""
    key = act.key
    if not act.members and act.offers:  # an answer to read has no name but its title
        return typo(shorten(act.offers[0].title, limit=_LONGEST_NAME))
    if act.paper:
        return name_paper(act)
    if key.party is Party.HERSELF:
        return f"{capital(key.verb)}{NBSP}: {key.occasion}"
    for_what = key.occasion.partition("/")[0]
    who = typo(key.counterpart)
    return f"{capital(key.verb)} {who}, {for_what}" if for_what else f"{capital(key.verb)} {who}"


def _said(act: Act, *, programme: Programme) -> str:
    if not act.members:
        return act.offers[0].title
    verb, first = act.key.verb, act.told[0].finding if act.told else act.members[0].finding
    match act.key.party:
        case Party.PARTNER if verb is Verb.CALL:
            return say_call(act, programme=programme)
        case Party.PARTNER:
            return _with_partner(act, programme=programme)
        case Party.CLAIM:
            return say_claim(act)
        case Party.ACTION:
            waiting = count_of(len(act.told), "ligne l’attend", "lignes l’attendent")
            return f"Prévenir que c’est obtenu{NBSP}: {first.label} ({waiting} encore)"
        case Party.FUNDER if verb is Verb.DECIDE or act.key.occasion == POSTPONEMENT:
            return say_with_funder(act.key.counterpart, act.told, put_off=verb is Verb.ASK)
        case Party.FUNDER:
            return _asked_of(act, act.key.counterpart)
        case Party.MEETING if verb is Verb.SEND:
            return f"Convoquer{NBSP}: {first.label}"
        case Party.MEETING:
            return say_session(act, programme=programme)
        case _:
            return _by_herself(act, first.headline)


def _by_herself(act: Act, headline: str) -> str:
    verb, occasion, about = act.key.verb, act.key.occasion, matters_of(act)
    if occasion == UNOWNED:
        return _unowned(act)
    if verb is Verb.FILL:
        return _titled(f"Compléter {occasion}", headline or _who_waits(act), said="")
    if headline:
        others = len(act.told) - 1
        about = headline + (f" et {count_of(others, 'autre')}" if others else "")
    told = "" if is_said_in(about, occasion) else f" ({about})"
    return f"{capital(verb)}{NBSP}: {occasion}{told}"


def _with_partner(act: Act, *, programme: Programme) -> str:
    verb, first = act.key.verb, act.told[0].finding if act.told else act.members[0].finding
    who = say_partner(programme, act.key.counterpart)
    if verb is Verb.VISIT:
        return _titled(f"Visiter {who}", matters_of(act), said=who)
    if act.key.occasion and verb in TO_WHOM:
        return _asked_of(act, who)
    if verb is Verb.SEND:
        return f"Écrire à {say_contact(programme, act.key.counterpart)}{NBSP}: {first.label}"
    if is_said_in(who, first.label):
        return f"Décider{NBSP}: {first.title}"
    return f"Décider pour {who}{NBSP}: {first.label}"


def _asked_of(act: Act, who: str) -> str:
    """« Envoyer à Studio Cigale les briefs : COM-12 et COM-13 »."""
    names = [one.finding.label.partition(" – ")[0] for one in act.told]
    to = TO_WHOM[act.key.verb]
    return f"{capital(act.key.verb)} {to} {who} les {act.key.occasion}{NBSP}: {name_some(names)}"


def _who_waits(act: Act) -> str:
    """« G-08, G-09 et 2 autres l’attendent »: by number, which is what her tabs call them."""
    names = [one.finding.label.partition(" – ")[0] for one in act.told]
    return f"{name_some(names)} {plural_word(len(names), 'l’attend', 'l’attendent')}"


def _titled(head: str, rest: str, *, said: str) -> str:
    """The head and what it is about, which is left out where the head has said it."""
    return head if is_said_in(rest, said) else f"{head}{NBSP}: {rest}"


def _unowned(act: Act) -> str:
    """« Décider qui suit les 44 lignes de « Mairie de Nullepart » », every line counted once."""
    lines = {_line_of(place) for one in act.told for place in one.finding.evidence}
    names = [one.finding.label for one in act.told if one.finding.kind.has(Trait.ABOUT_DOUBT)]
    many = count_of(len(lines - {None}) or len(act.told), "ligne")
    if len(names) == 1:
        return f"Décider qui suit {names[0]}{NBSP}: {many}"
    said = f" ({name_some(names)})" if names else ""
    return f"Décider qui suit {many} sans responsable connu{said}"


def _line_of(place: CellRef) -> tuple[str, int, str] | None:
    """The row of a cell; None for the title of a column."""
    row = place.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return (place.file_id, place.sheet_id, row) if row else None


def _beside(draft: ClaimDraft) -> str:
    """« par ailleurs (D5 – pièces manquantes, 360 €) », where the draft leaves out something."""
    if not draft.blocked:
        return ""
    return " par ailleurs" + (f" ({draft.beside_cause})" if draft.beside_cause else "")


def say_why(act: Act, *, as_of: date) -> str:
    """What is lost, and when; never a score. Empty where nothing is and no date presses."""
    if not act.members:
        return next((each.why for each in act.offers if each.why), "")
    parts: list[str] = [say_promised(act.promised.until)] if act.promised else []
    if not act.reasons:
        parts.extend(_asked(act, as_of=as_of))
    parts.extend(_doubts(act))
    parts.extend(_halted(act))
    if act.cash and act.draft is None:
        parts.append(f"{format_money(whole_euros(act.cash))} à recevoir")
    if act.draft is not None:
        if at_stake := say_at_stake(act.draft.beside, act.draft.beside_doubt):
            parts.append(f"{at_stake} d’aide en jeu{_beside(act.draft)}")
    elif at_stake := say_at_stake(act.euros, act.doubt):
        parts.append(f"{at_stake} {_LATE_PAPER if _is_late_paper(act) else 'd’aide en jeu'}")
    elif any(one.finding.kind.gesture.loss is Loss.UNPROVEN for one in act.told):
        parts.append("livré sans preuve, montant non connu")
    if act.leak or act.blocks:
        over = act.key.verb is Verb.TELL
        waits = act.held_up or "un autre partenaire attend"
        parts.append("l’attente n’a plus d’objet" if over else waits)
    elif act.held_up:
        parts.append(act.held_up)
    parts.extend(_when(act, as_of=as_of))
    if act.reasons:  # of a claim what it is worth comes first, then how its pieces are asked for
        parts.extend(_asked(act, as_of=as_of))
    if act.hidden:
        parts.append(
            count_of(len(act.hidden), "autre point se règle avec", "autres points se règlent avec")
        )
    said = (say_draft(act.draft) if act.draft is not None else "", ", ".join(parts))
    return ". ".join(f"{each[:1].upper()}{each[1:]}" for each in said if each)


def _is_late_paper(act: Act) -> bool:
    """Whether all that is at stake is the share that « Paramètres » gives for lateness."""
    losses = {one.finding.kind.gesture.loss for one in act.members}
    return Loss.REPORT in losses and losses <= {Loss.REPORT, Loss.NOTHING} and not act.doubt.more


def _when(act: Act, *, as_of: date) -> Iterator[str]:
    """By when it must be done; what is past is late, and never said to be of no use any more."""
    last, due = act.last_useful, act.due
    yield from _lifted(act, as_of=as_of)
    if last is None:
        return
    past = due is not None and due < as_of
    light = act.band == 0 and not (act.euros or act.cash or act.firm or act.of_the_week)
    if light or (past and not act.reasons):
        yield from _since(act, as_of=as_of)
        return
    if act.reasons and due is not None:
        unplanned = act.key.occasion == LAST_CLAIM
        if unplanned:
            yield f"plus aucune demande prévue ({quote(REPORT_SCHEDULE.title)})"
        until = "justificatifs à rendre avant le" if unplanned else f"échéance{NBSP}:"
        yield f"{until} {format_long_date(due)}"
        if last < as_of:
            yield from say_delays(act, as_of=as_of)
            return
        if last == due:
            return
    if last >= as_of:
        yield f"dernier jour utile{NBSP}: {format_long_date(last)}"
    elif due is not None:
        yield f"échéance{NBSP}: {format_long_date(due)}"
        yield "à faire sans attendre"
    else:
        yield "à faire sans attendre"


def _lifted(act: Act, *, as_of: date) -> Iterator[str]:
    """What puts it before acts that lose as much, where its date alone does."""
    floor = act.floor
    past = act.due is not None and act.due < as_of
    if is_asked_back(act) and not past:
        yield "le financeur attend" + ("" if act.due else ", aucun délai n’est noté")
    elif floor is not None and floor >= FIRM_BAND:
        yield "date ferme passée" if past else "date ferme toute proche"
    elif act.milestone is not None and act.milestone < as_of and is_call(act):
        yield "jalon d’un financeur passé"
    elif floor is not None:
        yield "réunion toute proche" if act.key.party is Party.MEETING else "jalon d’un financeur"


def say_briefly(act: Act, *, programme: Programme) -> str:
    """Who is called, by name; of any other act, its short name."""
    partner = programme.partner(act.key.counterpart) if is_call(act) else None
    return typo(partner.contact or partner.name) if partner is not None else name_act(act)


def say_news(act: Act, *, programme: Programme, as_of: date) -> str:
    """The act, and in brackets what is not in its title: why it is a call, what is in doubt."""
    why = ", ".join((*_asked(act, as_of=as_of), *_doubts(act), *_halted(act)))
    return f"{say_act(act, programme=programme)}{f' ({why})' if why else ''}"


def _asked(act: Act, *, as_of: date) -> Iterator[str]:
    """The mail that asks the same, or that none can."""
    if act.key.occasion == UNOWNED:
        yield "personne n’est relancé pour ces lignes"
        if act.due is not None and act.due >= as_of:
            yield f"la première finit le {format_long_date(act.due)}"
    if act.called is not None:
        yield from act.called.broken
    if act.called is not None and (act.awaited is None or is_aloud(act)):
        yield from filter(None, (act.called.instead or act.called.reason,))
    if act.awaited is not None and act.awaited.coming:
        again = "redemander" if is_aloud(act) else "demander"
        today = act.awaited.until <= as_of
        day = "aujourd’hui" if today else f"le {format_long_date(act.awaited.until)}"
        yield f"à {again} par message {day}"
    elif act.awaited is not None and act.awaited.held:
        yield f"message à valider dans {quote(REMINDERS.title)}"
    elif act.awaited is not None:
        yield f"écrit, réponse attendue avant le {format_long_date(act.awaited.until)}"
    elif act.asked_late is not None and act.asked_late <= as_of:
        yield "le message d’aujourd’hui viendrait trop tard"
    elif act.asked_late is not None:
        yield f"le prochain message ne partirait que le {format_long_date(act.asked_late)}"


def say_promised(until: date) -> str:
    """« a promis pour le 12 juin 2026 (« Contacts ») »."""
    return f"a promis pour le {format_long_date(until)} ({quote(CONTACTS.title)})"


def _doubts(act: Act) -> Iterator[str]:
    """« date à lever : cellule V11 », of what stands although its date can be read no more."""
    if act.doubts:
        yield f"date à lever{NBSP}: {join_words(act.doubts)}"


def _halted(act: Act) -> Iterator[str]:
    """« noté « en panne » », in the words of whoever is called."""
    if act.halted:
        yield f"noté {name_some(list(act.halted), limit=2)}"


def _since(act: Act, *, as_of: date) -> Iterator[str]:
    """The oldest date that has passed, where nothing is known to be lost by it."""
    if not any(one.is_open for one in act.told):
        return  # the dates in force cannot be read any more
    if act.due is not None and act.due < as_of:
        yield f"en retard depuis le {format_long_date(act.due)}"


def say_detail(act: Act) -> str:
    """All that is offered, then the first matters and how many more; of a claim, its reasons."""
    shown = [each.point or each.title for each in act.offers]
    if act.reasons:
        sending = [one for one in act.told if one.finding.kind.gesture.verb is Verb.SEND]
        said = [say_reason(each) for each in act.reasons]
        titles = [one.finding.title for one in sending]
        said = [*titles, *said] if is_asked_back(act) else [*said, *titles]
        if act.to_call:
            said.append(f"à appeler{NBSP}: {name_some(list(act.to_call))}")
        return " • ".join((*shown, *(typo(each) for each in said)))
    points = [_point(one, act) for one in told_first(act)] + spoken_of(act)
    first = points[: max(_POINTS - len(shown), 0)]
    shown += [shorten(typo(point), limit=_LONGEST_POINT) for point in first]
    rest = len(points) - len(first)
    if rest:
        shown.append(f"et {count_of(rest, 'autre')}")
    if act.called is not None and act.members:
        shown += act.called.told
    return " • ".join(shown)


def _point(one: TrackedFinding, act: Act) -> str:
    """The matter; of a name that the title says, what to do with it."""
    finding = one.finding
    if not one.is_open and (doubt := say_in_doubt(one, act.doubted, act.doubts)):
        return doubt
    named = act.key.occasion == UNOWNED and finding.kind.has(Trait.ABOUT_DOUBT)
    return finding.action if named else finding.title


def say_by(act: Act, *, as_of: date) -> str:
    """The day by which it must be done, in figures; empty without one, and once it is past.

    Of a claim one of whose delays has passed, the next one, and once all have, its own day; of what
    waits for a promise, the day on which it is asked again.
    """
    if act.promised is not None:
        return format_date(act.promised.back)
    ahead = next_in_time(act.reasons, as_of=as_of)
    last = ahead.last_useful if ahead is not None else act.last_useful
    if act.reasons and act.firm and last is not None and last < as_of:
        last = act.due
    return "" if last is None or last < as_of else format_date(last)


def capital(verb: Verb) -> str:
    """« Appeler »."""
    return verb.value.capitalize()


def phone_of(act: Act, *, programme: Programme) -> str:
    """The number to call; empty where it is no call, or none is known."""
    if act.called is not None and act.called.alone:
        return act.called.alone.phone
    partner = programme.partner(act.key.counterpart) if is_call(act) else None
    return (partner.phone or "") if partner is not None else ""
