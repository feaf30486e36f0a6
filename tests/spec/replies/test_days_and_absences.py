"""Answers to a meeting or a visit, excuses and handings over: exactly these acts, `?` in doubt."""

from datetime import date

import pytest

from relocalisons.core.replies.model import Ask, AskKind, Reply
from relocalisons.core.replies.reader import found_in


def ask(ref: str, title: str, day: date, *, kind=AskKind.WORK, nickname: str = "") -> Ask:
    return Ask(ref=ref, kind=kind, title=title, due=day, nickname=nickname)


# Our mail is answered on Tuesday 12 May 2026.
COPIL = ask("COPIL", "COPIL n° 3", date(2026, 6, 4), kind=AskKind.MEETING)
VISIT = ask("VISIT", "Visite de la réserve", date(2026, 5, 28), kind=AskKind.VISIT)
NEAR = ask("NEAR", "Visite du verger", date(2026, 5, 14), kind=AskKind.VISIT)
NOTE = ask("NOTE", "Note sur le bail rural", date(2026, 5, 15))
HEDGES = ask("HEDGES", "Planter les haies de la parcelle nord", date(2026, 5, 15))
MEAL = ask("MEAL", "Repas partagé à l'école", date(2026, 5, 22))

NO, YES, DAY = "attend_no COPIL", "attend_yes VISIT", "attend_yes? VISIT"

SAID = [
    # An excuse for a meeting is an absence; for a delay it is one of manners.
    ("Je vous prie d'excuser mon absence à la réunion.", (COPIL,), NO),
    ("Je vous prie de bien vouloir excuser mon absence au COPIL du 4 juin.", (COPIL,), NO),
    ("Nous vous prions d'excuser notre absence au comité.", (COPIL, NOTE), NO),
    ("Veuillez m'excuser pour le COPIL", (COPIL, NOTE), NO),
    ("Merci de m'excuser pour le comité du 4", (COPIL,), NO),
    ("Je vous prie de m'excuser pour la réunion du 4 juin", (COPIL,), NO),
    ("Excusez-moi pour le 4", (COPIL,), NO),
    ("excuse moi pour le 4 juin", (COPIL,), NO),
    ("Absente le 4", (COPIL, NOTE), NO),
    ("absent le 4 juin, désolé", (COPIL,), NO),
    ("Excusé au COPIL.", (COPIL,), NO),
    ("Toutes mes excuses pour le COPIL", (COPIL, NOTE), NO),
    ("Les haies sont plantées, désolé pour le retard", (HEDGES, NOTE), "done HEDGES"),
    ("Les deux c'est fait, désolée du retard", (HEDGES, NOTE), "done? HEDGES; done? NOTE"),
    ("C'est planté, navré pour ce retard", (HEDGES,), "done HEDGES"),
    ("Haies plantées avec un peu de retard, mes excuses", (HEDGES,), "done? HEDGES"),
    ("Veuillez excuser mon retard, la note est envoyée", (NOTE,), "done NOTE"),
    # What we already have.
    ("Vous disposez de la note depuis le 4 mai.", (NOTE,), "done? NOTE"),
    ("Vous avez ma note depuis le 4 mai", (NOTE, HEDGES), "done? NOTE"),
    ("Vous l'avez depuis lundi dernier", (NOTE,), "done? NOTE"),
    ("Ma note est en votre possession depuis le 4 mai", (NOTE,), "done? NOTE"),
    ("Vous détenez ma note depuis le 4 mai", (NOTE,), "done? NOTE"),
    # A day that suits.
    ("Le 28 c'est parfait", (VISIT,), YES),
    ("Le 14 c'est parfait, à jeudi !", (NEAR,), "attend_yes NEAR"),
    ("Le 14 c'est très bien. À jeudi.", (NEAR,), "attend_yes? NEAR"),
    ("Jeudi parfait !", (NEAR,), "attend_yes NEAR"),
    ("Ok pour le 28", (VISIT, NOTE), YES),
    ("Ça me va, à bientôt", (VISIT,), YES),
    ("Le 28 nous convient parfaitement.", (VISIT,), YES),
    ("Jeudi 28, très bien !", (VISIT,), "attend_yes? VISIT"),
    ("C'est très bien le 28", (VISIT,), "attend_yes? VISIT"),
    ("Le 28 sans problème, à jeudi 28 !", (VISIT,), YES),
    ("À jeudi 28 !", (VISIT, NOTE), "attend_yes? VISIT"),
    ("On vous attend le 28", (VISIT,), "attend_yes? VISIT"),
    ("Parfait pour le 4, à jeudi 4 !", (COPIL,), "attend_yes COPIL"),
    # Somebody else's, with an address.
    (
        "Ce dossier est maintenant suivi par Mme Odile Serre (o.serre@ex.example).",
        (NOTE,), "wrong_person NOTE; new_contact? -",
    ),
    (
        "La note est désormais traitée par Mme Odile Serre, o.serre@ex.example",
        (NOTE, HEDGES), "wrong_person NOTE; new_contact? -",
    ),
    # What is asked beside a call.
    (
        "Je n'ai pas compris ce que vous attendez de moi. Rappelez-moi au 04 00 11 22 33.",
        (NOTE,), "question? NOTE; call_me -",
    ),
    (
        "Je ne vois pas bien ce que vous voulez, pouvez-vous m'appeler au 04 00 11 22 33 ?",
        (NOTE,), "question? NOTE; call_me? -",
    ),
    ("Je ne saisis pas ce que vous demandez", (NOTE,), "question? NOTE"),
    # Begun, and to be finished.
    ("plantation commencée lundi, on termine samedi", (HEDGES,),
     "new_date? HEDGES; progress? HEDGES"),
    ("Commencé hier, fini jeudi si tout va bien", (HEDGES,), "promise? HEDGES; progress? HEDGES"),
    ("On a attaqué ce matin, on finit le 20 mai", (HEDGES,),
     "new_date? HEDGES; progress? HEDGES"),
    ("La plantation ça avance mais pas fini, plutôt le 20 mai", (HEDGES, NOTE),
     "new_date? HEDGES; progress? HEDGES"),
    # What lacks, and is asked for in the same breath.
    ("Il me manque le plan de la parcelle : pouvez-vous me l'envoyer ?", (HEDGES,),
     "blocked HEDGES"),
    # Foreseen is not promised.
    ("repas prévu le 22 comme convenu", (MEAL,), "promise? MEAL"),
    ("Le repas est prévu le 20 mai", (MEAL, NOTE), "promise? MEAL"),
    ("Repas le 22 mai comme prévu", (MEAL,), "promise? MEAL"),
    # Who left, where the words say it, and where they only hint at it.
    ("J'ai quitté la mairie le 1er mai.", (NOTE,), "contact_left -"),
    ("Je ne travaille plus à la mairie, écrivez à Odile Serre : odile.serre@ex.example",
     (NOTE,), "contact_left -; new_contact -"),
    ("Voyez avec ma remplaçante Odile Serre, odile.serre@ex.example", (NOTE,),
     "contact_left? -; new_contact? -"),
    ("Mon successeur est M. Paul Serre", (NOTE,), "contact_left? -"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "asks", "expected"), SAID)
def test_exactly_these_acts_are_proposed(words, asks, expected):
    reply = Reply(
        body=words, written=date(2026, 5, 12), person="Anne Roux", sender="Anne Roux", asks=asks
    )

    found = {
        f"{each.act.value}{'?' if each.doubt else ''} {each.ref or '-'}"
        for each, _ in found_in(reply)
    }

    sure = {one for one in found if "?" not in one}
    assert {one.replace("?", "") for one in found} == {
        one.replace("?", "") for one in expected.split("; ")
    }
    assert sure <= set(expected.split("; "))
