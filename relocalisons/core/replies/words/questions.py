"""Pure: what a person wants to know."""

import re

from relocalisons.core.kernel.model import DateInterval
from relocalisons.core.reading.cells.dates.relative import find_dates
from relocalisons.core.replies.clause import Clause, Found
from relocalisons.core.replies.model import Act
from relocalisons.core.replies.words.hedges import asks

_TALK = re.compile(
    r"^(?:ca va|comment (?:vas|allez)|n'est-ce pas|non|hein|ok|et alors)\b.{0,12}\?$|"
    r"vous (?:vous )?rendez compte|c'est quoi ce|\b(?:vous|tu) le savi?e?[zs]\b|le (?:savez|"
    r"saviez)-vous|"
    r"\b(?:aurais|ai|avais)-je\b|^\W*(?:vous|tu) (?:voulez|veux|vouliez|cherchez|attendez) (?:la|"
    r"le|"
    r"les|ma|mon|mes|notre|l') ?\w+(?: \w+){0,2} ?\?"
)
_ONE_WORD = re.compile(r"^\W*\w+ ?\?$")  # « fait ? »: astonishment as well
_ASKING = re.compile(
    r"^\W*(?:quand|ou|qui|quoi|combien|comment|pourquoi|lequel|laquelle|lesquel\w+)\b"
)
# « ça te va ? »: it puts something forward.
_OFFER = re.compile(
    r"\b(?:ca|cela) (?:te |vous )?(?:va|irait|convient|conviendrait|arrange|joue)\b|qu'en (?:dit|"
    r"pens)\w+|\bque diriez|\bnon ?\?|\bd'accord\b|\best-ce (?:que c'est )?possible"
)
_AT_A_LOSS = re.compile(
    r"\b(?:ai|avons|a) pas (?:\w+ ){0,2}(?:compris|saisi) (?:ce|de quoi|a quoi|pourquoi|quel|votre|"
    r"la demande|le sens|qui|ou|l'objet)|\b(?:vois|saisis|comprends|voyons|comprenons) (?:pas|mal) "
    r"(?:\w+ ){0,2}(?:ce qu|de quoi|a quoi|quel)"
)
_WANTS = re.compile(
    r"\b(?:savoir|preciser|precisions?|indiquer|expliquer|confirmer|dites|dis)[- ]?(?:moi|nous|"
    r"si|ou|quand|quel\w*|"
    r"comment|pourquoi|ce qu)?\b|\bquel(?:le)?s? \w+|\bcombien\b|\bpourquoi\b"
)
_FOR_IT = re.compile(
    r"\b(?:pouvez|pourriez|peux|pourrais)[- ](?:vous|tu) (?:me |nous )(?:la |le |les |l')"
)
# « pouvez-vous m’accorder une semaine de plus ? »: a delay, asked for politely.
_MORE_TIME = re.compile(r"\b(?:de plus|supplementaires?)\b")
_ON_THAT_DAY = re.compile(
    r"\b(?:venir|passer|faire (?:ca|cela|la visite)|se voir)\b.{0,12}"
    r"\b(?:plutot|le \d|au \d|\w+di\b)"
)
_MOVES = re.compile(r"\b(?:decal\w+|repouss\w+|report\w+|avancer|changer la date)\b")


_MOST_DAYS = 2  # « au 31 ou au 1er juin »


def is_at_a_loss(text: str) -> bool:
    """« je n’ai pas compris ce que vous attendez »: asked, without a question mark."""
    return bool(_AT_A_LOSS.search(text))


def wants_to_know(text: str) -> bool:
    """« nous souhaiterions savoir », « dites-moi »: a question without its mark."""
    return bool(_WANTS.search(text)) or is_at_a_loss(text)


def asks_for_it(text: str) -> bool:
    """« pouvez-vous me l’envoyer ? »: what was just said to be lacking."""
    return bool(_FOR_IT.search(text))


def find_question(clause: Clause) -> list[Found]:
    """A question that awaits an answer; a rhetorical one does not."""
    text = clause.text
    direct = asks(clause.words)
    indirect = re.search(
        r"\b(?:pourriez-vous|dites-moi quand|(?:je |nous )?(?:voudrai\w+|voudrion\w+|souhait\w+|"
        r"aimer\w+) savoir|c'est pour quand|c'est quoi|"
        r"(?:je )?(?:ne )?comprends? pas (?:ce|pourquoi|a quoi|le|la)|qu'attendez-vous|"
        r"(?:pouvez-vous|vous pouvez|peux-tu|tu peux|vous pourriez|merci de|"
        r"pourrais-tu) (?:me |nous |"
        r"le |la |les |l'|m')+(?:re|r)?(?:envoy|transm|donn|pass|confirm|dire|rappel|adress)\w*|"
        r"(?:merci de|bien vouloir|priere de|"
        r"pouvoir) (?:me |nous )?(?:preciser|indiquer|expliquer|faire savoir)|"
        r"\bde quel\w* .{0,40}s'agit|nous avons un .* mais pas)\b",
        text,
    )
    if not direct and not indirect:
        return [Found(act=Act.QUESTION, doubt=True)] if is_at_a_loss(text) else []
    if _MORE_TIME.search(text):
        return []
    if _TALK.search(text) or ("??" in clause.words and not indirect):
        return []
    if _MOVES.search(text) or _ON_THAT_DAY.search(text):
        ahead = [each for each in find_dates(text, written=clause.written) if each.days]
        if len(ahead) == 1:  # « pouvez-vous venir le 9 ? »: another day, put politely
            return [Found(act=Act.NEW_DATE, days=ahead[0].days, doubt=True)]
    bare = bool(_ONE_WORD.match(text)) and not _ASKING.match(text)
    unsure = bare or bool(_MOVES.search(text) or _OFFER.search(text))
    return [Found(act=Act.QUESTION, days=_day_of(clause), doubt=unsure)]


def _day_of(clause: Clause) -> DateInterval | None:
    """The day that a question names, or the two between which it lets choose."""
    found = find_dates(clause.text, written=clause.written)
    days = [each.days for each in found if each.days and each.last not in clause.dues]
    if not days or len(days) > _MOST_DAYS:
        return None
    return DateInterval(min(e.earliest for e in days), max(e.latest for e in days))
