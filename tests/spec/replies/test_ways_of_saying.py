"""Ways of saying a thing: the act is among those proposed, and no other one is sure."""

from datetime import date

import pytest

from relocalisons.core.replies.model import Ask, AskKind, Reply
from relocalisons.core.replies.reader import read_reply


def ask(ref: str, title: str, day: date, *, kind=AskKind.WORK, nickname: str = "") -> Ask:
    return Ask(ref=ref, kind=kind, title=title, due=day, nickname=nickname)


SHELVES = ask("A2.3", "Installer les étagères de la réserve", date(2026, 5, 15))
HEDGES = ask("A5.1", "Planter les haies de la parcelle nord", date(2026, 5, 15))
VOTE = ask("A9", "Délibération sur la légumerie", date(2026, 5, 15))
COPIL = ask("COPIL3", "COPIL n° 3", date(2026, 6, 4), kind=AskKind.MEETING)
VISIT = ask("V4", "Visite de la réserve", date(2026, 5, 28), kind=AskKind.VISIT)
INVOICE = ask("D7", "Facture du menuisier", date(2026, 5, 20), nickname="facture justificatif")
CONTRACT = ask("CT2", "Contrat de culture pommes de terre", date(2026, 5, 29), nickname="contrat")
CERTIFICATE = ask("CERT1", "Certificat bio", date(2026, 5, 22), nickname="certificat")

# What is said, of which lines, and its acts: « / » between those that fit, « ; » between two acts.
SAID = [
    ("Les étagères sont posées.", (SHELVES,), "done"),
    ("On a fini d'installer les étagères samedi", (SHELVES,), "done"),
    ("C'est chose faite depuis hier soir", (SHELVES,), "done"),
    ("La facture est dans votre boîte aux lettres", (SHELVES, INVOICE), "done"),
    ("Je vous ai déposé la facture au bureau ce matin", (SHELVES, INVOICE), "done"),
    ("facture partie par la poste mardi", (SHELVES, INVOICE), "done"),
    ("Le menuisier nous a plantés, il ne viendra qu'en juin",
     (SHELVES, INVOICE), "blocked/new_date"),
    ("Il faut compter une quinzaine de plus pour les étagères", (SHELVES, INVOICE), "new_date"),
    ("On décale à la Saint-Jean", (SHELVES,), "new_date"),
    ("Je n'y arriverai pas avant le 25", (SHELVES,), "new_date"),
    ("Ça ne se fera pas avant juin", (SHELVES,), "new_date"),
    ("Comptez plutôt la semaine du 25 mai", (SHELVES,), "new_date"),
    ("Vous aurez la facture lundi sans faute", (SHELVES, INVOICE), "promise"),
    ("Je vous envoie ça demain", (SHELVES,), "promise"),
    ("La mairie n'a toujours pas donné son feu vert", (SHELVES,), "blocked"),
    ("Nous restons suspendus à la décision du bailleur", (SHELVES,), "blocked"),
    ("Le menuisier ne répond plus au téléphone", (SHELVES, INVOICE), "blocked"),
    ("Le devis est resté sans suite chez le fournisseur", (SHELVES,), "blocked"),
    ("Les vis manquent, rupture chez le grossiste", (SHELVES,), "blocked"),
    ("On en est aux trois quarts", (SHELVES,), "progress"),
    ("La moitié des étagères est montée", (SHELVES,), "progress"),
    ("8 étagères sur 10 sont posées", (SHELVES,), "progress"),
    ("Je serai parmi vous le 4", (COPIL,), "attend_yes"),
    ("Vous pouvez compter sur ma présence au COPIL", (SHELVES, COPIL), "attend_yes"),
    ("Nous y serons à deux", (COPIL,), "attend_yes"),
    ("Le 4 juin je suis pris toute la journée", (COPIL,), "attend_no"),
    ("Je ne pourrai malheureusement être des vôtres", (COPIL,), "attend_no"),
    ("Ne m'attendez pas pour le COPIL", (SHELVES, COPIL), "attend_no"),
    ("Je dois décliner", (COPIL,), "attend_no"),
    ("Mme Lucie Arnaud me représentera", (COPIL,), "attend_proxy"),
    ("Je donne procuration à Paul Serre", (COPIL,), "attend_proxy"),
    ("Paul Serre votera à ma place", (COPIL,), "attend_proxy"),
    ("Ce n'est plus moi qui suis ce dossier", (SHELVES,), "contact_left/wrong_person"),
    ("J'ai quitté la structure fin avril", (SHELVES,), "contact_left"),
    ("Adressez-vous dorénavant à paul.serre@ex.example", (SHELVES,), "new_contact"),
    ("Pour la facture voyez Paul Serre à la compta", (SHELVES, INVOICE), "wrong_person"),
    ("Appelez-moi plutôt, c'est compliqué", (SHELVES,), "call_me"),
    ("On peut se parler au téléphone ?", (SHELVES,), "call_me"),
    ("Je préférerais qu'on en discute de vive voix", (SHELVES,), "call_me"),
    ("Ne m'écrivez plus avant septembre", (SHELVES,), "pause"),
    ("Laissez-moi respirer jusqu'à la fin des foins", (SHELVES,), "pause"),
    ("Merci de me retirer de cette liste", (SHELVES,), "stop_mails"),
    ("Assez de mails !", (SHELVES,), "stop_mails"),
    ("C'est quoi exactement une attestation de conformité ?", (SHELVES,), "question"),
    ("Où faut-il déposer la facture ?", (SHELVES, INVOICE), "question"),
    ("Quel format pour le justificatif ?", (INVOICE,), "question"),
    ("Venez quand vous voulez le 28, le café sera chaud", (VISIT,), "attend_yes"),
    ("Pas le 28, on moissonne", (VISIT,), "attend_no"),
    ("OK pour la visite", (VISIT, SHELVES), "attend_yes"),
    ("J'ai tout posté ce midi", (SHELVES, INVOICE), "done"),
    ("Toujours en attente du paiement de la région", (SHELVES,), "blocked"),
    ("Le conseil municipal a voté la délibération lundi", (VOTE,), "done"),
    ("La délibération passera au conseil du 9 juin", (VOTE,), "new_date"),
    ("haies plantées, contrat pas encore reçu", (HEDGES, CONTRACT), "done;blocked"),
    ("Les haies c'est bon, pour le contrat voir avec mon associé Luc Martin",
     (HEDGES, CONTRACT), "done;wrong_person"),
    ("On a planté jeudi dernier. Le contrat part ce soir.",
     (HEDGES, CONTRACT), "done;promise/new_date"),
    ("A5.1 OK. CT2 : j'attends la version de l'avocate.", (HEDGES, CONTRACT), "done;blocked"),
    ("Rien de neuf", (HEDGES,), "other/blocked"),
    ("Toujours pareil, trop mouillé pour entrer dans la parcelle", (HEDGES,), "blocked"),
    ("Le certificat est arrivé, je vous le scanne demain", (CERTIFICATE,), "promise/done"),
    ("Je vous envoie le certificat dès que je l'ai", (CERTIFICATE,), "promise/blocked/new_date"),
    ("L'organisme certificateur passe le 3 juin", (CERTIFICATE,), "new_date/blocked"),
    ("Certificat renouvelé, valable jusqu'au 31/03/2027", (CERTIFICATE,), "done"),
    ("Vous l'avez déjà, je vous l'ai envoyé en mars", (CERTIFICATE,), "done"),
    ("Voir mail de la semaine dernière", (CERTIFICATE,), "done/other"),
    ("Faux, c'est déjà signé depuis un mois !", (CONTRACT,), "done"),
    ("je signe pas tant que le prix est pas revu", (CONTRACT,), "blocked"),
    ("Le prix ne me convient pas, on en reparle", (CONTRACT,), "blocked/other/question"),
    ("D'accord sur tout, je signe vendredi", (CONTRACT,), "promise/new_date"),
    ("Présent", (COPIL,), "attend_yes"),
    ("excusée", (COPIL,), "attend_no"),
    ("Ok pour le 4", (COPIL,), "attend_yes"),
    ("Non", (COPIL,), "attend_no"),
    ("oui avec M. Petit", (COPIL,), "attend_yes"),
    ("En visio si possible", (COPIL,), "attend_yes"),
    ("Je passe procuration à ma suppléante", (COPIL,), "attend_proxy"),
    ("Nous serons représentés par Mme Odile Faure", (COPIL,), "attend_proxy"),
    ("Peut-être, je vous redis", (COPIL,), "attend_yes/other"),
    ("Reportez la visite à juin svp", (VISIT,), "new_date"),
    ("On remet la visite à plus tard", (VISIT,), "new_date"),
    ("la visite tombe mal, la semaine d'après plutôt", (VISIT,), "new_date"),
    ("Ne comptez plus sur nous, on arrête le projet",
     (HEDGES,), "stop_mails/other/blocked/contact_left"),
    ("Je suis en arrêt maladie jusqu'au 30 juin", (HEDGES,), "pause"),
    ("Mon nouveau mail : luc.martin@neuf.example", (HEDGES,), "new_contact"),
    ("tel moi au 06 11 22 33 44 après 19h", (HEDGES,), "call_me"),
    ("Les plants ont gelé, il faut tout recommencer", (HEDGES,), "blocked"),
    ("Haies : 300 plants sur 450", (HEDGES,), "progress"),
    ("il en reste 50 mètres", (HEDGES,), "progress"),
    ("Encore deux jours et c'est bouclé", (HEDGES,), "new_date/promise/progress"),
    ("fini hier !", (HEDGES,), "done"),
    ("C'est en cours de finition", (HEDGES,), "progress"),
    ("Planté. Arrosé. Paillé.", (HEDGES,), "done"),
    ("La Région n'a pas encore répondu", (HEDGES,), "blocked"),
    ("J'ai transmis à Luc qui gère ça", (HEDGES,), "wrong_person"),
    ("Votre demande ne me concerne pas", (HEDGES,), "wrong_person"),
    ("Mme Garcin a repris mon poste au 1er mai",
     (HEDGES,), "contact_left/new_contact/wrong_person"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "asks", "expected"), SAID)
def test_the_act_is_proposed_and_nothing_else_is_sure(words, asks, expected):
    reply = Reply(
        body=words, written=date(2026, 5, 12), person="Anne Roux", sender="Anne Roux", asks=asks
    )

    found = [(each.act.value, each.doubt) for each in read_reply(reply).proposals]

    acts = [set(one.split("/")) for one in expected.split(";")]
    assert all(any(act in one for act, _ in found) for one in acts), found
    assert [act for act, doubt in found if not doubt and not any(act in one for one in acts)] == []
