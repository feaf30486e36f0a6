"""Pure: what a sentence says beside its acts: where to write, and what only follows from them."""

from dataclasses import replace

from relocalisons.core.replies.model import Act, Proposal
from relocalisons.core.replies.words.names import emails_in, people_in, phone_in

_HAS_ADDRESS = (Act.NEW_CONTACT, Act.CALL_ME, Act.PAUSE, Act.CONTACT_LEFT)


def with_address(made: list[Proposal], words: str) -> list[Proposal]:
    """« voyez avec Manon, manon@… »: whose line it is, and where to reach her; in doubt."""
    others = [each for each in made if each.act is Act.WRONG_PERSON]
    if not others or any(each.act in _HAS_ADDRESS for each in made):
        return made
    mails, phone = emails_in(words), phone_in(words)
    if not mails and not phone:
        return made
    named = next((each.text for each in others if each.text), "")
    people = [name for name, whole in people_in(words) if whole] or [""]
    name = named or people[0]
    reach = f"<{mails[0]}>" if mails else phone
    text = f"{name} {reach}" if name else reach.strip("<>")
    return [*made, Proposal(act=Act.NEW_CONTACT, words=words, text=text, doubt=True)]


def as_contact(proposal: Proposal, kept: list[Proposal]) -> Proposal | None:
    """« ce n’est pas moi. Adressez-vous à Mme Pichon. »: the second says whom to write to."""
    for other in kept:
        again = other.act is Act.WRONG_PERSON and other.ref == proposal.ref
        if again and proposal.text and not other.text and proposal.words != other.words:
            return replace(proposal, act=Act.NEW_CONTACT, ref=None, may_be=(), doubt=True)
    return None
