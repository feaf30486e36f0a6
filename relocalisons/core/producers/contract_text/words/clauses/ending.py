"""Pure: the clauses of force majeure, and of notice and indemnity."""

from relocalisons.core.producers.contract_text.words.facts import ContractFacts
from relocalisons.core.producers.contract_text.words.kinds import (
    ClauseKind,
    ClauseReading,
    contrary,
    missing,
    to_check,
)
from relocalisons.core.producers.contract_text.words.lexicon import (
    duration,
    hazard,
    notice,
    quantity,
)
from relocalisons.core.producers.contract_text.words.printed.passages import LABEL, Passage
from relocalisons.core.producers.contract_text.words.printed.quantities import (
    ahead_in,
    days_in,
    prices_in,
    volumes_at,
)

_NEAR = 2  # sentences: what is further from the hazard, or from the leaving, is another matter
_MONTH = 30  # days
_BOTH = 2  # days in one sentence: « on démarre le … et on arrête le … » is a length, no leaving


def read_force_majeure(passages: tuple[Passage, ...], _: ContractFacts) -> ClauseReading:
    """A hazard that nobody governs, and near it what it frees from."""
    kind = ClauseKind.FORCE_MAJEURE
    named = False
    for passage in passages:
        if passage.bare or _is_of_hardship(passage):
            continue
        sentences = [hazard.HAZARD_ASIDE.sub(" ", one) for one in passage.sentences]
        for place, sentence in enumerate(sentences):
            if _frees_nobody(sentence):
                continue
            title = _title_of(sentence, passage)
            titled = hazard.HAZARD_TITLE.search(title) is not None
            near = " ".join(sentences[max(place - 1, 0) : place + 1 + _NEAR])
            struck = hazard.HAZARD.search(sentence) is not None and not volumes_at(sentence)
            struck = struck and not hazard.NO_MATTER.search(sentence) and not _is_margin(sentence)
            # « La météo commande : … »: the label of a line is the same word, not one more.
            beside = hazard.HAZARD.search(sentence.removeprefix(title)) is not None
            freed = (
                hazard.RELEASED.search(near)
                or hazard.NEGATED.search(sentence)
                or hazard.SUPPOSED.search(sentence)
            )
            if (struck and freed) or (titled and ((struck and beside) or freed)):
                return ClauseReading(kind=kind)
            heads = titled and not sentence.startswith(title)
            named = named or heads or hazard.HAZARD_NAMED.search(sentence) is not None
    return to_check(kind) if named else missing(kind)


def _is_margin(sentence: str) -> bool:
    """« La nature n'étant pas une usine, 10 % d'écart »: how much more or less is promised."""
    return any(each.search(sentence) for each in quantity.TOLERANCES) and not (
        hazard.RELEASED.search(sentence) or hazard.SUPPOSED.search(sentence)
    )


def _frees_nobody(sentence: str) -> bool:
    """What may not be pleaded, what happened once, and what somebody takes upon himself."""
    if hazard.NOT_PLEADED.search(sentence) or hazard.PAST.search(sentence):
        return True
    rest = hazard.BOUND.sub(" ", sentence)
    return rest != sentence and hazard.RELEASED.search(rest) is None


def _title_of(sentence: str, passage: Passage) -> str:
    """Its own label where it is one of a hazard, as in an article of several clauses."""
    label = LABEL.match(sentence)
    own = (label["label"] or "") if label else ""
    return own if hazard.HAZARD_TITLE.search(own) else passage.title


def _is_of_hardship(passage: Passage) -> bool:
    """Whether it is only of what has become dear, which is talked over and still owed."""
    dear = hazard.HARDSHIP.search(f"{passage.title} {passage.text}") is not None
    named = hazard.HAZARD_NAMED.search(passage.title) is not None
    said = passage.text if named else passage.text.removeprefix(passage.title)
    return dear and hazard.HAZARD.search(hazard.OF_HARDSHIP.sub(" ", said)) is None


def read_notice(passages: tuple[Passage, ...], facts: ContractFacts) -> ClauseReading:
    """Who leaves before the end says so some time before, and pays for it."""
    kind = ClauseKind.NOTICE
    windows = [window for each in passages if not each.bare for window in _leaving(each)]
    if not windows:
        titled = any(notice.NOTICE_TITLE.search(each.title) and not each.bare for each in passages)
        return to_check(kind) if titled else missing(kind)
    text = " . ".join(windows)
    ahead = [found for window in windows for found in _ahead(window)]
    text = notice.BOTH_NAMED.sub(" ", text)
    paying = notice.NO_INDEMNITY.sub(" ", notice.PAYS_NOTHING.sub(" ", text))
    pays = notice.PAYS_FOR_IT.search(paying)
    if not ahead:
        return missing(kind, "préavis") if pays else missing(kind)
    if not pays:
        nothing = notice.PAYS_NOTHING.search(text)
        return to_check(kind, "indemnité") if nothing else missing(kind, "indemnité")
    wanted = facts.notice_months
    if wanted is not None and wanted * _MONTH not in [days for _, _, days in ahead]:
        count, unit, _ = ahead[0]
        return contrary(kind, "préavis", f"{count} {unit}", f"{wanted} mois")
    return ClauseReading(kind=kind)


def _leaving(passage: Passage) -> list[str]:
    """Sentences about leaving with those that follow; a hazard's, or a renewal's, are others."""
    titled = any(each.search(passage.title) for each in (notice.NOTICE_TITLE, notice.LEAVES))
    found: list[str] = []
    for place, sentence in enumerate(passage.sentences):
        about = (
            (notice.LEAVES.search(sentence) and len(days_in(sentence)) < _BOTH)
            or (notice.NOTICE.search(sentence) and not notice.ORDERED.search(sentence))
            or _pays_after_warning(" ".join(passage.sentences[place : place + 2]))
        )
        if not about and not (titled and place == 0 and not prices_in(sentence)):
            continue
        if hazard.HAZARD.search(hazard.HAZARD_ASIDE.sub(" ", sentence)) and not titled:
            continue
        if duration.IS_RENEWED.search(sentence) and not titled:
            continue
        found.append(" ".join(passage.sentences[place : place + 1 + _NEAR]))
    return found


def _pays_after_warning(sentences: str) -> bool:
    """« Il le dit trois mois avant et il dédommage l'autre »: leaving, whatever it is called."""
    months = any(days >= _MONTH for _, _, days in ahead_in(sentences))
    warns = notice.BEFOREHAND.search(sentences) is not None
    return months and warns and notice.FOR_LEAVING.search(sentences) is not None


def _ahead(window: str) -> list[tuple[int, str, int]]:
    """How long before: a count of months near a word of warning; that of an order is none."""
    sentences = [one for one in window.split(". ") if not notice.ORDERED.search(one)]
    kept = " ".join(sentences)
    if not notice.BEFOREHAND.search(kept):
        return []
    return ahead_in(notice.OWED.sub(" ", kept))
