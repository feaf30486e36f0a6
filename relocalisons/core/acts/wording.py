"""Pure: an act in one line: what to do, with whom, and why it stands where it stands."""

from collections.abc import Iterator, Mapping
from datetime import date

from relocalisons.core.acts.acts import Act, is_call
from relocalisons.core.kernel.findings.gestures import Loss, Party, Verb
from relocalisons.core.kernel.model import Programme
from relocalisons.core.kernel.wording import say_contact, say_partner
from relocalisons.core.kernel.words.french import (
    NBSP,
    count_of,
    format_date,
    format_long_date,
    format_money,
    shorten,
    typo,
)

_LONGEST = 110  # characters: two lines of a phone
_LONGEST_POINT = 140
_POINTS = 3

_DONE_ABOUT: Mapping[Verb, str] = {
    Verb.ASK: "Demander les pièces",
    Verb.SIGN: "Faire signer les feuilles de temps",
    Verb.WITHDRAW: "Retirer ou corriger les dépenses",
    Verb.DECIDE: "Décider des montants refusés",
}


def say_act(act: Act, *, programme: Programme) -> str:
    """« Appeler Jeanne Vernet (EARL Les Jardins du Riou) : 3 sujets »."""
    return typo(shorten(_said(act, programme=programme), limit=_LONGEST))


def name_act(act: Act) -> str:
    """Its short name, the same from night to night: « Appeler P07 », « Signer FRA, acompte 1 »."""
    key = act.key
    if key.party is Party.HERSELF:
        return f"{capital(key.verb)}{NBSP}: {key.occasion}"
    for_what = key.occasion.partition("/")[0]
    who = typo(key.counterpart)
    return f"{capital(key.verb)} {who}, {for_what}" if for_what else f"{capital(key.verb)} {who}"


def _said(act: Act, *, programme: Programme) -> str:
    if not act.members:
        return act.offers[0].title
    verb, first = act.key.verb, act.told[0].finding if act.told else act.members[0].finding
    about = _matters(act)
    match act.key.party:
        case Party.PARTNER if verb is Verb.CALL:
            return f"Appeler {say_contact(programme, act.key.counterpart)}{NBSP}: {about}"
        case Party.PARTNER:
            who = say_partner(programme, act.key.counterpart)
            if verb is Verb.VISIT:
                return f"Visiter {who}{NBSP}: {about}"
            if verb is Verb.SEND:
                return (
                    f"Écrire à {say_contact(programme, act.key.counterpart)}{NBSP}: {first.label}"
                )
            return f"Décider pour {who}{NBSP}: {first.label}"
        case Party.CLAIM if verb is Verb.SEND:
            return f"Envoyer au financeur{NBSP}: {first.label}"
        case Party.CLAIM:
            claim = act.key.occasion.partition("/")[0]
            for_what = f"{act.key.counterpart}, {claim}" if claim else act.key.counterpart
            return f"{_DONE_ABOUT.get(verb, capital(verb))} ({for_what}){NBSP}: {_people(act)}"
        case Party.FUNDER:
            return f"Décider avec {act.key.counterpart}{NBSP}: {_first_of(act)}"
        case Party.MEETING if verb is Verb.SEND:
            return f"Convoquer{NBSP}: {first.label}"
        case Party.MEETING:
            return f"Demander qui vient{NBSP}: {first.label} ({_people(act)})"
        case _:
            return f"{capital(verb)}{NBSP}: {act.key.occasion} ({about})"


def say_why(act: Act, *, as_of: date) -> str:
    """What is lost, and when; never a score. Empty where nothing is and no date presses."""
    if not act.members:
        return next((each.why for each in act.offers if each.why), "")
    parts: list[str] = []
    if act.euros:
        parts.append(_euros(act))
    elif any(one.finding.kind.gesture.loss is Loss.UNPROVEN for one in act.told):
        parts.append("livré sans preuve, montant non connu")
    if act.leak:
        parts.append("un autre partenaire attend")
    last = act.last_useful
    if last is not None and act.band == 0 and not act.euros:
        parts.extend(_since(act, as_of=as_of))
    elif last is not None:
        parts.append(
            f"dernier jour utile{NBSP}: {format_long_date(last)}"
            if last >= as_of
            else f"le dernier jour utile était le {format_long_date(last)}"
        )
    if act.hidden:
        parts.append(
            count_of(len(act.hidden), "constat lié compté ici", "constats liés comptés ici")
        )
    said = ", ".join(parts)
    return said[:1].upper() + said[1:]


def _since(act: Act, *, as_of: date) -> Iterator[str]:
    """The oldest date that has passed, where nothing is known to be lost by it."""
    if act.due is not None and act.due < as_of:
        yield f"en retard depuis le {format_long_date(act.due)}"


def _euros(act: Act) -> str:
    if any(one.finding.kind.gesture.loss is Loss.CLAIM for one in act.told):
        return f"{format_money(round(act.euros))} à recevoir"
    return f"{format_money(round(act.euros))} d’aide en jeu"


def say_detail(act: Act) -> str:
    """All that is offered, then the first matters, one sentence each, and how many more."""
    shown = [each.point or each.title for each in act.offers]
    points = [one.finding.title for one in act.told]
    first = points[: max(_POINTS - len(shown), 0)]
    shown += [shorten(typo(point), limit=_LONGEST_POINT) for point in first]
    rest = len(points) - len(first)
    if rest:
        shown.append(f"et {count_of(rest, 'autre')}")
    return " • ".join(shown)


def say_by(act: Act, *, as_of: date) -> str:
    """The day by which it must be done, in figures; empty without one."""
    last = act.last_useful
    return "" if last is None else format_date(max(last, as_of))


def capital(verb: Verb) -> str:
    """« Appeler »."""
    return verb.value.capitalize()


def phone_of(act: Act, *, programme: Programme) -> str:
    """The number to call; empty where it is no call, or none is known."""
    partner = programme.partner(act.key.counterpart) if is_call(act) else None
    return (partner.phone or "") if partner is not None else ""


def _matters(act: Act) -> str:
    return count_of(len(act.told) + len(act.offers), "sujet")


def _first_of(act: Act) -> str:
    first = act.told[0].finding.label
    rest = len(act.told) - 1
    return f"{first} et {count_of(rest, 'autre')}" if rest else first


def _people(act: Act) -> str:
    """How many lines of how many partners."""
    partners = {one.finding.partner for one in act.told if one.finding.partner}
    lines = count_of(len(act.told), "ligne")
    return f"{lines}, {count_of(len(partners), 'partenaire')}" if len(partners) > 1 else lines
