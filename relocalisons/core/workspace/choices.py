"""Pure: the drop-down lists of the workspace, by table and column; any other text stays allowed.

Where a subject judges what is typed, its words say what is offered.
"""

from collections.abc import Collection, Iterable, Mapping

from relocalisons.core.communication.words import PUBLICATION_STATUS
from relocalisons.core.deliverables.words import DELIVERABLE_STATUS, READERS
from relocalisons.core.kernel.definition import (
    ALL_SUBJECTS,
    Column,
    ColumnKind,
    Subject,
    TableSchema,
)
from relocalisons.core.meetings.words.decisions import DECISION_STATUS
from relocalisons.core.meetings.words.meetings import MEETING_STATUS, PRESENCES_OFFERED
from relocalisons.core.money.words.expenses import EXPENSE_KIND, EXPENSE_STATUS
from relocalisons.core.money.words.repayments import PAYOUT_KIND, RECEIPT_KIND
from relocalisons.core.money.words.reports import REPORT_STATUS, REPORT_TYPE
from relocalisons.core.producers.contracts.words import CLAUSE, PRICE_TYPE, RENEWAL, STAGE
from relocalisons.core.sources.parameter_names import offered_names

YES_NO = ("oui", "non")

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
    ("deliverables", "status"): DELIVERABLE_STATUS.offered,
    ("deliverables", "confidentiality"): READERS.offered,
    ("funders", "vat_base"): ("HT", "TTC", "TTC avec attestation"),
    ("report_schedule", "type"): REPORT_TYPE.offered,
    ("report_schedule", "status"): REPORT_STATUS.offered,
    ("receipts", "kind"): RECEIPT_KIND.offered,
    ("payouts", "kind"): PAYOUT_KIND.offered,
    ("expenses", "type"): EXPENSE_KIND.offered,
    ("expenses", "status"): EXPENSE_STATUS.offered,
    ("indicators", "type"): ("réalisation", "résultat", "impact"),
    ("indicators", "direction"): ("hausse", "baisse"),
    ("indicators", "mode"): ("cumul", "dernière valeur", "moyenne"),
    ("contracts", "stage"): STAGE.offered,
    ("contracts", "price_type"): PRICE_TYPE.offered,
    ("contracts", "renewal"): RENEWAL.offered,
    ("visits", "crop_state"): ("bon", "moyen", "préoccupant"),
    ("meetings", "type"): ("COPIL", "COTECH", "GT", "bilatéral", "événement"),
    ("meetings", "status"): MEETING_STATUS.offered,
    ("attendance", "presence"): PRESENCES_OFFERED,
    ("decisions", "status"): DECISION_STATUS.offered,
    ("communication", "channel"): (
        "LinkedIn", "presse", "événement", "newsletter", "site", "vidéo",
    ),
    ("communication", "status"): PUBLICATION_STATUS.offered,
    ("risks", "likelihood"): ("1", "2", "3", "4"),
    ("risks", "severity"): ("1", "2", "3", "4"),
    ("contact_roles", "subject"): ("technique", "financier", "communication", "élu"),
    ("committees", "role"): ("membre", "invité", "animation"),
}  # fmt: skip


# Words of these lists that only some programmes have a use for.
_ONLY: Mapping[str, frozenset[Subject]] = {
    "financeur": frozenset({Subject.MONEY}),
    "financier": frozenset({Subject.MONEY}),
}


def choices_of(
    table: TableSchema,
    column: Column,
    *,
    partners: Iterable[str] = (),
    tables: Iterable[str] = (),
    subjects: Collection[Subject] = ALL_SUBJECTS,
) -> tuple[str, ...]:
    """What the drop-down of a column offers; empty when it has none.

    `partners`: codes of the programme, offered where a partner is named. `tables`: titles of the
    tables that « Sources » may name. `subjects`: those of the programme.
    """
    known = CHOICES.get((table.name, column.name))
    if known:
        return tuple(word for word in known if _ONLY.get(word, ALL_SUBJECTS) & set(subjects))
    if (table.name, column.name) == ("sources", "table"):
        return tuple(tables)
    if (table.name, column.name) == ("settings", "name"):
        return offered_names(subjects)
    if column.name.startswith("clause_"):
        return CLAUSE.offered
    if column.kind is ColumnKind.YESNO:
        return YES_NO
    if column.kind is ColumnKind.PARTNER or (table.name, column.name) == ("sources", "partner"):
        return tuple(partners)
    return ()
