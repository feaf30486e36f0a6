"""Pure: a proposal as one French sentence for the coordinator."""

import re

from relocalisons.core.kernel.model import DateInterval
from relocalisons.core.kernel.words.french import NBSP, THIN, format_date, percent, quote, shorten
from relocalisons.core.replies.model import Act, Proposal

_LONGEST = 160
_MARK = re.compile(r", réf\. [0-9a-f]+/\d+(?=\))")
_OF_A_LINE = {
    Act.DONE: "fait",
    Act.NEW_DATE: "nouvelle date",
    Act.PROMISE: "promis",
    Act.PROGRESS: "avancement",
    Act.BLOCKED: "bloqué",
    Act.ATTEND_YES: "présence",
    Act.ATTEND_NO: "absence",
    Act.ATTEND_PROXY: "pouvoir",
    Act.OTHER_DATE: "ni oui ni non, autre date proposée",
    Act.WRONG_PERSON: "à voir avec quelqu’un d’autre",
    Act.QUESTION: "question",
    Act.OTHER: "à lire",
}
_OF_THE_PERSON = {
    Act.CONTACT_LEFT: "n’est plus l’interlocuteur",
    Act.NEW_CONTACT: "autres coordonnées",
    Act.CALL_ME: "demande qu’on l’appelle",
    Act.PAUSE: "demande une pause",
    Act.STOP_MAILS: "demande de ne plus recevoir de messages",
}
_NAMING = (Act.ATTEND_PROXY, Act.WRONG_PERSON, Act.NEW_CONTACT, Act.CALL_ME)


def say_proposal(proposal: Proposal, *, standing: str = "") -> str:
    """« A1.2 : « en cours » → fait, le 11/05/2026 (« c fait depuis lundi »), à vérifier ».

    `standing`: what the sheets say of it today.
    """
    what = _OF_A_LINE.get(proposal.act) or _OF_THE_PERSON[proposal.act]
    facts = [what, *_facts(proposal)]
    words = shorten(proposal.words, limit=_LONGEST)
    doubt = ", à vérifier" if _is_doubtful(proposal) else ""
    doubt = ", à vous de dire" if proposal.act is Act.OTHER else doubt
    before = f"{standing} → " if standing else ""
    return f"{_subject(proposal)}{NBSP}: {before}{', '.join(facts)} ({quote(words)}){doubt}."


def say_briefly(proposal: Proposal) -> str:
    """« A1.2 fait, le 11/05/2026 », « demande une pause »; « ? » where it is in doubt."""
    what = _OF_A_LINE.get(proposal.act) or _OF_THE_PERSON[proposal.act]
    about = proposal.ref or " ou ".join(proposal.may_be[:2])
    facts = [f"{about} {what}".strip(), *_facts(proposal)]
    return ", ".join(facts) + (f"{THIN}?" if _is_doubtful(proposal) else "")


def _is_doubtful(proposal: Proposal) -> bool:
    """« à lire » says by itself that nothing is sure."""
    return proposal.doubt and proposal.act is not Act.OTHER


def without_mark(text: str) -> str:
    """What a line of « Contacts » says, without the mark by which an answer is known again."""
    return _MARK.sub("", text)


def _subject(proposal: Proposal) -> str:
    if proposal.ref:
        return proposal.ref
    if proposal.may_be:
        return " ou ".join(proposal.may_be[:4]) + (" …" if len(proposal.may_be) > 4 else "")
    return "La personne"


def _facts(proposal: Proposal) -> list[str]:
    facts: list[str] = []
    if proposal.percent is not None:
        facts.append(percent(proposal.percent))
    if proposal.days is not None:
        facts.append(_days(proposal.days, until=proposal.act is Act.PAUSE))
    elif proposal.act in (Act.NEW_DATE, Act.PROMISE, Act.OTHER_DATE):
        facts.append("date à préciser")
    if proposal.text and proposal.act in _NAMING:
        facts.append(shorten(proposal.text, limit=_LONGEST))
    return facts


def _days(days: DateInterval, *, until: bool) -> str:
    last = format_date(days.latest)
    if until:
        return f"jusqu’au {last}"
    if days.earliest == days.latest:
        return f"le {last}"
    return f"entre le {format_date(days.earliest)} et le {last}"
