"""Pure: the drop-down lists of the workspace, by table and column; any other text stays allowed."""

from collections.abc import Iterable, Mapping

from relocalisons.core.kernel.definition import Column, ColumnKind, TableSchema
from relocalisons.core.producers.contracts.words import Stage
from relocalisons.core.sources.parameter_names import OFFERED

YES_NO = ("oui", "non")
FOLLOWED_YES_NO = ("oui", "non", "à revoir")

CHOICES: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("partners", "profile"): (
        "agriculteur", "collectivité", "chambre consulaire", "ONG/association",
        "expert juridique", "plateforme/logistique", "restauration", "prestataire", "financeur",
    ),
    ("partners", "reminder_rhythm"): ("hebdo", "quinzaine", "mensuelle"),
    ("partners", "channel"): ("e-mail", "téléphone"),
    ("actions", "status"): ("à venir", "en cours", "terminé", "bloqué", "abandonné"),
    ("actions", "progress"): ("0 %", "25 %", "50 %", "75 %", "100 %"),
    ("deliverables", "type"): (
        "rapport", "guide", "outil", "support", "vidéo", "événement", "contrat type",
    ),
    ("deliverables", "status"): (
        "à produire", "en rédaction", "déposé", "en relecture", "validé", "refusé", "diffusé",
    ),
    ("deliverables", "confidentiality"): ("public", "partenaires", "financeur"),
    ("funders", "vat_base"): ("HT", "TTC"),
    ("report_schedule", "type"): (
        "mensuel", "intermédiaire", "annuel", "final", "demande de paiement",
    ),
    ("report_schedule", "status"): (
        "à faire", "en préparation", "validé", "envoyé", "accepté", "v2",
    ),
    ("expenses", "type"): ("facture", "salaire", "déplacement", "forfait"),
    ("expenses", "status"): (
        "prévu", "engagé", "facturé", "payé", "déclaré", "retenu", "rejeté",
    ),
    ("indicators", "type"): ("réalisation", "résultat", "impact"),
    ("indicators", "direction"): ("hausse", "baisse"),
    ("indicators", "mode"): ("cumul", "dernière valeur", "moyenne"),
    ("contracts", "stage"): tuple(stage.value for stage in Stage),
    ("contracts", "price_type"): ("ferme", "déterminable", "indexé"),
    ("contracts", "renewal"): ("tacite", "expresse"),
    ("visits", "crop_state"): ("bon", "moyen", "préoccupant"),
    ("meetings", "type"): ("COPIL", "COTECH", "GT", "bilatéral", "événement"),
    ("meetings", "status"): ("à convoquer", "convoquée", "tenue", "reportée", "annulée"),
    ("attendance", "presence"): ("présent", "visio", "excusé", "représenté par", "absent"),
    ("decisions", "status"): ("ouverte", "en cours", "faite", "caduque"),
    ("communication", "channel"): (
        "LinkedIn", "presse", "événement", "newsletter", "site", "vidéo",
    ),
    ("communication", "status"): ("à préparer", "en cours", "publié", "abandonné"),
    ("risks", "likelihood"): ("1", "2", "3", "4"),
    ("risks", "severity"): ("1", "2", "3", "4"),
    ("contact_roles", "subject"): ("technique", "financier", "communication", "élu"),
    ("committees", "role"): ("membre", "invité", "animation"),
}  # fmt: skip


def choices_of(
    table: TableSchema, column: Column, *, partners: Iterable[str] = (), tables: Iterable[str] = ()
) -> tuple[str, ...]:
    """What the drop-down of a column offers; empty when it has none.

    `partners`: codes of the programme, offered where a partner is named. `tables`: titles of the
    tables that « Sources » may name.
    """
    known = CHOICES.get((table.name, column.name))
    if known:
        return known
    if (table.name, column.name) == ("sources", "table"):
        return tuple(tables)
    if (table.name, column.name) == ("settings", "name"):
        return OFFERED
    if column.name.startswith("clause_"):
        return FOLLOWED_YES_NO
    if column.kind is ColumnKind.YESNO:
        return YES_NO
    if column.kind is ColumnKind.PARTNER or (table.name, column.name) == ("sources", "partner"):
        return tuple(partners)
    return ()
