"""A proposal as she reads it: the line, what happened, when, the words, and whether to look."""

from datetime import date

import pytest

from relocalisons.core.kernel.model import DateInterval
from relocalisons.core.replies.model import Act, Proposal
from relocalisons.core.replies.sentences import say_proposal

DAY = DateInterval(date(2026, 5, 11), date(2026, 5, 11))
WEEK = DateInterval(date(2026, 5, 11), date(2026, 5, 17))
SAID = {
    "A1.2 : fait, le 11/05/2026 (« mots »).": {"act": Act.DONE, "ref": "A1.2", "days": DAY},
    "A1.2 : promis, entre le 11/05/2026 et le 17/05/2026 (« mots »).": {
        "act": Act.PROMISE, "ref": "A1.2", "days": WEEK,
    },
    "A1.2 : nouvelle date, date à préciser (« mots »), à vérifier.": {
        "act": Act.NEW_DATE, "ref": "A1.2", "doubt": True,
    },
    "A1.2 : à lire (« mots »), à vous de dire.": {"act": Act.OTHER, "ref": "A1.2", "doubt": True},
    "A1.2 : avancement, 60 % (« mots »).": {"act": Act.PROGRESS, "ref": "A1.2", "percent": 60},
    "A1.2 ou D7 : fait (« mots »), à vérifier.": {
        "act": Act.DONE, "may_be": ("A1.2", "D7"), "doubt": True,
    },
    "COPIL3 : pouvoir, Mme Durand (« mots »).": {
        "act": Act.ATTEND_PROXY, "ref": "COPIL3", "text": "Mme Durand",
    },
    "La personne : demande une pause, jusqu’au 11/05/2026 (« mots »).": {
        "act": Act.PAUSE, "days": DAY,
    },
    "La personne : demande de ne plus recevoir de messages (« mots »).": {"act": Act.STOP_MAILS},
}  # fmt: skip


@pytest.mark.parametrize("said", SAID)
def test_a_proposal_is_one_sentence(said):
    sentence = say_proposal(Proposal(words="mots", **SAID[said]))

    assert sentence.replace("\u00a0", " ").replace("\u202f", " ") == said


@pytest.mark.parametrize("act", Act)
def test_every_act_has_its_words(act):
    assert "«" in say_proposal(Proposal(act=act, words="mots"))
