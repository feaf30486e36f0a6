"""Pure: the gaps beyond the alert threshold that have no slot on an agenda: counted, and listed.

The sentence of the dossier, its sheet and the technical committee's table are the same rows.
"""

from collections import Counter

from relocalisons.core.kernel.words.french import (
    NBSP,
    count_of,
    format_long_date,
    join_words,
    plural_word,
    quote,
)
from relocalisons.core.reports.committee.question_rules import Question
from relocalisons.core.reports.meetings.pack import Pack
from relocalisons.core.views.view import AnnexColumn, AnnexSheet, PlainTable

GAPS = "Autres écarts"
# What a question of a kind is about, as the sentence above the sheet counts it.
_NATURE = {
    "late": "action",
    "slipping": "action",
    "missing": "livrable",
    "volumes": "contrats",
    "owner": "décisions",
    "money": "financement",
}
_GATHERED = {"volumes": ("contrat", "contrats"), "owner": ("décision", "décisions")}


def gaps_table(pack: Pack, *, shown: bool) -> PlainTable:
    """The gaps without a slot: no proposal, the technical committee looks at them one by one."""
    return PlainTable(
        caption="Autres écarts au-delà du seuil d’alerte",
        columns=("Point", "Constat"),
        rows=tuple((each.subject, _found(each)) for each in _unasked(pack)) if shown else (),
    )


def _unasked(pack: Pack) -> list[Question]:
    asked = {question.subject for question in pack.asked}
    return [each for each in pack.questions if each.subject not in asked]


def _found(question: Question) -> str:
    """Its title beside its number: the number is not said twice."""
    return question.title.removeprefix(f"{question.subject} ")


def gaps_sheet(pack: Pack, *, intro: str) -> tuple[AnnexSheet, ...]:
    """The rows that the dossier counts and has no room for: one a gap, in the same order."""
    left = _unasked(pack)
    if not left:
        return ()
    return (
        AnnexSheet(
            title=GAPS,
            intro=intro,
            columns=(
                AnnexColumn(header="Point", width=14),
                AnnexColumn(header="Nature", width=14),
                AnnexColumn(header="Constat", width=90),
                AnnexColumn(header="Lignes réunies", width=50),
            ),
            rows=tuple(
                (each.subject, _NATURE[each.kind], _found(each), ", ".join(each.gathers))
                for each in left
            ),
        ),
    )


def gaps_words(pack: Pack) -> str:
    """« 38 autres écarts … : 30 actions, 7 livrables et 1 ligne pour 5 contrats »."""
    left = _unasked(pack)
    if not left:
        return ""
    count = Counter(_NATURE[each.kind] for each in left)
    parts = [
        *([count_of(count["action"], "action")] if count["action"] else []),
        *([count_of(count["livrable"], "livrable")] if count["livrable"] else []),
        *([count_of(count["financement"], "financement")] if count["financement"] else []),
        *(
            f"1{NBSP}ligne pour {count_of(len(each.gathers), *_GATHERED[each.kind])}"
            for each in left
            if each.gathers
        ),
    ]
    which = count_of(len(left), "autre écart", "autres écarts")
    stand = plural_word(len(left), "est", "sont")
    follow = plural_word(len(left), "Il sera suivi", "Ils seront suivis")
    technical = (
        f" {follow} par le comité technique du {format_long_date(pack.technical)}."
        if pack.technical
        else ""
    )
    return (
        f"{which} au-delà du seuil d’alerte ({join_words(parts)}) {stand} dans l’annexe XLSX, "
        f"feuille {quote(GAPS)}.{technical}"
    )
