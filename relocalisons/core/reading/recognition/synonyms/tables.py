"""Pure: the words of each table, by canonical column; a period is a start and an end."""

from collections.abc import Mapping

from relocalisons.core.reading.recognition.synonyms import people, states, times, works
from relocalisons.core.reading.recognition.synonyms.people import ORGANISATION, PERSON, SERVICE
from relocalisons.core.reading.recognition.synonyms.states import STATUS
from relocalisons.core.reading.recognition.synonyms.times import END, REVISED_END

_CONTRACT_CROP = """
    culture; cultures; produit; produits; espèce; variété; denrée; denrées; production; crop;
    product
"""
_CONTRACT_PRODUCER = """
    agriculteur; agricultrice; exploitation; ferme; exploitant; maraîcher; fournisseur;
    producteurs; nom du producteur; producteur / exploitation; producer; grower; farm; farmer;
    supplier
"""
_DUE = "date limite; date de remise; remise; à remettre le; date de rendu; rendu le; remise prévue"

# Tables of work to be done, whose titles are worded as questions: « Qui s'en occupe ».
PLANS = frozenset({"actions"})
# canonical table → canonical column → words; the period of a plan is its start and its end.
PERIOD = "period"
# Such words count where no better one claims the meaning.
AT_WORST: Mapping[str, Mapping[str, str]] = {
    "actions": {
        "title": works.OR_TITLE,
        "status": states.OR_STATUS,
        PERIOD: "date; dates; jour; jours; mois; month; trimestre; quarter; semestre; semaine; "
        "week; mois prévu; trimestre prévu; semaine prévue; année; year",
    },
}
SYNONYMS: Mapping[str, Mapping[str, str]] = {
    "actions": {
        "number": works.NUMBER,
        "work_stream": works.WORK_STREAM,
        "title": works.TITLE,
        "owner": f"{ORGANISATION}; {SERVICE}; {PERSON}",
        "contributors": people.CONTRIBUTORS,
        "planned_start": times.START,
        "planned_end": END,
        PERIOD: times.PERIODS,
        "revised_start": times.REVISED_START,
        "revised_end": REVISED_END,
        "actual_start": times.ACTUAL_START,
        "actual_end": times.ACTUAL_END,
        "progress": states.PROGRESS,
        "status": STATUS,
        "predecessors": works.PREDECESSORS,
        "milestone": works.MILESTONE,
        "deliverable": works.DELIVERABLE,
        "funders": people.FUNDERS,
        "comment": works.COMMENT,
    },
    "deliverables": {
        "number": "n°; numéro; code; code livrable; réf.; référence; identifiant; id; ref; "
        "no; #; deliverable no; deliverable number; d no",
        "title": "livrable; livrables; nom; nom du livrable; titre du livrable; intitulé du "
        "livrable; désignation; document; document attendu; production; deliverable; "
        "deliverable name; deliverable title; title; name; output",
        "owner": f"{ORGANISATION}; {SERVICE}; {PERSON}; rédacteur; auteur; author; editor",
        "due": f"{END}; {_DUE}",
        "revised_due": f"{REVISED_END}; échéance reportée; nouvelle date",
        "status": STATUS,
        "type": "type de livrable; nature du livrable; type; kind; deliverable type",
        "format": "format; format du fichier; support",
        "action": "action; action liée; tâche; work package; wp; task; activité",
        "file_link": "lien vers le fichier; lien vers le livrable; url; link; file",
        "version": "n° de version; version du document",
    },
    "expenses": {
        "number": "n° de pièce; numéro de pièce; n° facture; n° de facture; facture n°; pièce; "
        "réf.; référence; id; invoice no; invoice number",
        "partner": "structure; organisme; bénéficiaire; partenaire; partner",
        "budget_line": "poste de dépense; poste budgétaire; catégorie; ligne budgétaire; nature de "
        "la dépense; nature; budget line; category; cost category",
        "supplier": "prestataire; tiers; créancier; nom du fournisseur; émetteur; supplier; "
        "vendor; payee",
        "label": "objet; désignation; description; intitulé; libellé de la dépense; objet de la "
        "dépense; nature de la prestation; item",
        "invoice_date": "date; date de la facture; date pièce; date de pièce; date d'émission; "
        "facturé le; date de la dépense; invoice date",
        "amount": "montant; coût; coût ht; montant de la dépense; montant h.t.; prix ht; total ht; "
        "dépense; amount; amount excl. vat; net amount; cost",
        "vat": "montant tva; dont tva; vat",
        "amount_with_vat": "montant t.t.c.; total ttc; coût ttc; prix ttc; gross amount; amount "
        "incl. vat",
        "paid_on": "date paiement; date de règlement; réglé le; date d'acquittement; acquitté le; "
        "date de mandatement; payment date; paid",
    },
    "deliveries": {
        "date": "jour; jour de livraison; date livraison; livrée le; date de la livraison; "
        "date bl; delivery date; delivered on; day",
        "contract": "contrat n°; référence contrat; contrat lié; commande; contract",
        "producer": _CONTRACT_PRODUCER,
        "product": "culture; denrée; article; produit livré; désignation; libellé; product; item",
        "quantity": "qté; quantité livrée; qté livrée; volume; volume livré; poids; poids livré; "
        "poids net; tonnage; kg; quantité kg; quantity; qty; weight",
        "unit": "unité de mesure; u.; unit",
        "site": "lieu; lieu de livraison; cuisine; cantine; restaurant; site de livraison; "
        "destinataire; client; delivery site",
        "delivery_note": "n° bl; bon de livraison n°; n° de bl; n° bon de livraison",
    },
    "meetings": {
        "number": "n° réunion; n°; numéro; réf.; id; ref; no",
        "type": "type de réunion; nature; réunion; comité; instance; objet; intitulé; meeting; "
        "meeting type; kind",
        "date": "date de la réunion; date réunion; jour; date et heure; quand; le; meeting date; "
        "day",
        "hours": "heure; horaires; heure de début; créneau; time",
        "place": "lieu; salle; adresse; lieu de la réunion; place; location; room",
        "agenda": "ordre du jour; odj; sujets; points à l'ordre du jour; agenda",
        "minutes": "compte rendu; cr; pv; relevé de décisions; minutes",
        "status": "état; statut; status",
    },
    "decisions": {
        "number": "n°; numéro; réf.; id; n° décision; no; ref; #",
        "decision": "décision; décision prise; décisions; décisions prises; libellé; intitulé; "
        "objet; texte; relevé de décision; action décidée; decision; decision taken",
        "meeting": "réunion; séance; instance; comité; copil; meeting",
        "owner": f"{ORGANISATION}; {SERVICE}; {PERSON}",
        "due": END,
        "status": STATUS,
    },
    "contracts": {
        "number": "n° de contrat; contrat; référence; réf.; id; contract no; code",
        "producer": _CONTRACT_PRODUCER,
        "buyer": "acheteuse; client; collectivité; cuisine; restaurant; cantine; buyer; customer",
        "crop": _CONTRACT_CROP,
        "area": "surface; surface ha; superficie; ha; hectares; area",
        "volume": "volume; volume prévu; volume contractualisé; quantité; quantité prévue; "
        "tonnage; tonnes; volume annuel; quantity",
        "price": "prix unitaire; prix au kg; tarif; price; unit price",
        "start": "date de début; date début; début du contrat; du; signé le; start; start date",
        "end": "date de fin; date fin; fin du contrat; au; échéance; terme; end; end date",
        "stage": "état; statut; situation; avancement; status; stage",
    },
    "indicators": {
        "code": "n°; numéro; réf.; id; code indicateur; no; ref; #",
        "title": "indicateur; indicateurs; nom; nom de l'indicateur; libellé; intitulé de "
        "l'indicateur; titre; indicator; indicator name; kpi; name; title",
        "scope": "thématique; objectif; action; financeur; scope",
        "unit": "unité de mesure; unit",
        "baseline_value": "valeur initiale; valeur de départ; situation initiale; état initial; "
        "t0; valeur de référence; baseline",
        "target": "cible; valeur cible; objectif chiffré; objectif visé; valeur visée; target; "
        "target value",
        "due": END,
        "value": "valeur; valeur actuelle; réalisé; résultat; valeur mesurée; dernière valeur; "
        "current value; value; actual",
        "measured_on": "date de mesure; date de la mesure; mesuré le; date de relevé; measured on",
        "owner": f"{ORGANISATION}; {SERVICE}; {PERSON}",
    },
}  # fmt: skip
