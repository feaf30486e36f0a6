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


# What is easily taken for something else, and the acts that may be sure of it, if any.
EASILY_WRONG = [
    ("Fait ? Vous plaisantez.", (HEDGES,), ""),
    ("Quand ce sera fait je vous le dirai", (HEDGES,), ""),
    ("Si tout va bien c'est planté lundi", (HEDGES,), ""),
    ("Mon voisin a planté les siennes, pas moi", (HEDGES,), ""),
    ("C'est fait pour les haies de la parcelle sud, la nord on verra", (HEDGES,), ""),
    ("Je croyais que c'était fait", (HEDGES,), ""),
    ("Le contrat est signé par Paul, reste ma signature", (CONTRACT,), "progress"),
    ("Vous m'aviez dit que ce n'était pas pressé, c'est donc fait quand j'ai le temps",
     (HEDGES,), ""),
    ("Le pépiniériste livre vendredi, on plante dans la foulée", (HEDGES,), "promise"),
    ("La pluie revient lundi", (HEDGES,), ""),
    ("Mon fils part en stage le 20", (HEDGES,), ""),
    ("Je prends ma retraite le 30 juin, d'ici là ce sera planté", (HEDGES,), "contact_left"),
    ("On vous a vu à la foire samedi, très bien votre stand", (HEDGES,), ""),
    ("J'ai planté... mes tomates", (HEDGES,), ""),
    ("Le certificat de mon voisin est arrivé hier", (CERTIFICATE,), ""),
    ("Il paraît que le certificat a été envoyé", (CERTIFICATE,), ""),
    ("Comme convenu avec Claire je ne fais rien avant septembre", (HEDGES,), "new_date/pause"),
    ("Je viens au COPIL si quelqu'un me conduit", (COPIL,), ""),
    ("Ma femme vient, pas moi", (COPIL,), "attend_no/attend_proxy"),
    ("oui enfin sauf imprévu", (COPIL,), ""),
    ("J'étais présent la dernière fois", (COPIL,), ""),
    ("Le 4 je peux, le matin seulement", (COPIL,), ""),
    ("Pouvoir à qui vous voulez", (COPIL,), ""),
    ("Non non, je viens bien sûr", (COPIL,), ""),
    ("Je ne dis pas non", (COPIL,), ""),
    ("Qui vient au COPIL ?", (COPIL,), "question"),
    ("stop ou encore ? je plaisante, tout va bien", (HEDGES,), ""),
    ("Arrêtez de planter des arbres partout !", (HEDGES,), ""),
    ("Appelez plutôt la mairie", (HEDGES,), "wrong_person"),
    ("Ne m'appelez pas, écrivez", (HEDGES,), ""),
    ("Je ne suis plus sûr de la date", (HEDGES,), ""),
    ("On a vendu la parcelle nord", (HEDGES,), ""),
    ("Le contrat part à la poubelle", (CONTRACT,), ""),
    ("La banque a signé le prêt hier, pour le contrat rien", (CONTRACT,), ""),
    ("Facture réglée par erreur deux fois", (INVOICE,), "done/other"),
    ("Vous trouverez ci-joint... ah non, j'ai oublié", (INVOICE,), ""),
    ("Merci", (HEDGES,), ""),
    ("Bien reçu", (HEDGES,), ""),
    ("ok", (HEDGES,), ""),
    ("👍", (HEDGES,), ""),
    ("Bonnes vacances à tous", (HEDGES,), ""),
    ("C'est prévu, c'est prévu...", (HEDGES,), ""),
    ("A5.1 : voir CT2", (HEDGES, CONTRACT), ""),
    ("Reçu votre mail du 3, je planterai quand la terre sera ressuyée",
     (HEDGES,), "new_date/blocked"),
    ("La visite du 28 c'était très bien, merci", (VISIT,), ""),
    ("Pour info le maire sera absent jusqu'au 20", (COPIL, HEDGES), ""),
    ("Luc Petit, maire, vient d'être élu", (COPIL,), ""),
    ("Nous avons signé un autre contrat que celui-là", (CONTRACT,), ""),
    ("Contrat signé ? Pas encore", (CONTRACT,), "blocked"),
    ("J'attends que vous signiez d'abord", (CONTRACT,), "blocked"),
    ("Le contrat sera signé quand les poules auront des dents", (CONTRACT,), ""),
    ("Il faudrait planter avant le 20", (HEDGES,), ""),
    ("Vous pensez que le 20 c'est possible ?", (HEDGES,), "question"),
    ("Hier j'ai reçu les plants", (HEDGES,), ""),
    ("Les plants sont arrivés, on plante samedi", (HEDGES,), "promise/new_date"),
    ("La parcelle nord ? plantée ! la sud ? bientôt", (HEDGES,), "done"),
    ("Planté à 80 %, fini jeudi si le temps tient", (HEDGES,), "progress"),
    ("Haies ok. Contrat non.", (HEDGES, CONTRACT), ""),
    ("Les deux sont faits", (HEDGES, CONTRACT), "done"),
    ("Aucun des deux n'est fait", (HEDGES, CONTRACT), ""),
    ("Le premier oui, le second non", (HEDGES, CONTRACT), ""),
    ("Tout est fait sauf le contrat", (HEDGES, CONTRACT), "done"),
    ("Rien n'est fait", (HEDGES, CONTRACT), ""),
    ("Le certificat expire le 30 juin", (CERTIFICATE,), ""),
    ("Certificat valable jusqu'en 2027", (CERTIFICATE,), ""),
    ("L'audit a eu lieu le 5, on attend le papier", (CERTIFICATE,), "blocked"),
    ("Certificat envoyé à la DDT, pas à vous", (CERTIFICATE,), ""),
    ("Vous avez reçu mon certificat ?", (CERTIFICATE,), "question"),
    ("Je vous renvoie le certificat, le précédent était flou", (CERTIFICATE,), "promise/done"),
    ("Annulé", (VISIT,), ""),
    ("Visite annulée par vos soins", (VISIT,), ""),
    ("Je passe mon tour pour le COPIL", (COPIL,), "attend_no"),
    ("Ni moi ni mon adjoint ne pourrons venir", (COPIL,), "attend_no"),
    ("Mon adjoint viendra s'il peut", (COPIL,), ""),
    ("Mme Faure viendra avec moi", (COPIL,), "attend_yes"),
    ("Je serai en retard mais je viens", (COPIL,), "attend_yes"),
    ("Gardez-moi le compte rendu, je ne peux pas", (COPIL,), "attend_no"),
    ("J'ai un doute sur la date, c'est bien le 4 ?", (COPIL,), "question"),
    ("C'était quand déjà le COPIL ?", (COPIL,), "question"),
    ("Je note le 4, je confirme plus tard", (COPIL,), ""),
    ("Mettez-moi en copie à paul@ex.example", (HEDGES,), ""),
    ("Mon collègue paul.serre@ex.example est en copie", (HEDGES,), ""),
    ("Vos relances sont agaçantes mais utiles, c'est fait", (HEDGES,), "done"),
    ("Vous me relancez pour rien, c'est envoyé depuis le 2 mai", (CONTRACT,), "done"),
    ("En pause déjeuner, je vous rappelle", (HEDGES,), ""),
    ("Je vous rappelle demain", (HEDGES,), ""),
    ("Le 06 11 22 33 44 est le numéro de Paul", (HEDGES,), ""),
    ("Appelle-moi si t'as un souci", (HEDGES,), "call_me"),
    ("Paul m'a appelé hier, on est d'accord sur le prix", (CONTRACT,), ""),
    ("Nous cessons notre activité au 31 mai", (HEDGES,), "contact_left/stop_mails"),
    ("on stoppe les haies, plus de budget", (HEDGES,), "blocked"),
    ("La nouvelle présidente est Odile Faure", (COPIL,), ""),
    ("Pas de nouvelles, bonnes nouvelles !", (HEDGES,), ""),
    ("Le dossier est chez vous depuis mars !", (CONTRACT,), ""),
    ("Mars ça me va", (HEDGES,), "new_date"),
    ("D'ici la fin du mois normalement", (HEDGES,), ""),
    ("Ce sera fait ce week-end", (HEDGES,), "promise/new_date"),
    ("Peut-être mardi", (HEDGES,), ""),
]  # fmt: skip


@pytest.mark.parametrize(("words", "asks", "sure"), EASILY_WRONG)
def test_nothing_is_sure_that_was_not_said(words, asks, sure):
    reply = Reply(
        body=words, written=date(2026, 5, 12), person="Anne Roux", sender="Anne Roux", asks=asks
    )

    found = {each.act.value for each in read_reply(reply).proposals if not each.doubt}

    assert found <= set(sure.split("/"))
