"""What « Suivi des producteurs » says when it ends: how many documents of each sort, and where."""

from collections import Counter
from collections.abc import Sequence

from relocalisons.core.kernel.words.french import count_of, join_words, plural_word
from tasks.night.run_artifacts import say
from tasks.papers.producer_steps import FinishedDocuments
from tasks.papers.publication import Publication
from tasks.papers.report_steps import Publishing
from tasks.run.programme_run import ProgrammeRun

_DONE = {
    Publication.CREATED: "créé",
    Publication.REVISED: "mis à jour",
    Publication.UNCHANGED: "déjà à jour",
}


def tell_producer_documents(
    run: ProgrammeRun,
    finished: FinishedDocuments,
    publishing: Publishing,
    *,
    notes: Sequence[str] = (),
) -> str:
    """One sentence a folder; documents that somebody has edited are named, then the `notes`."""
    sorts = {file.document.key: file.sort for file in finished.files}
    counts: dict[str, Counter[Publication]] = {}
    kept: list[str] = []
    for one in publishing.published:
        if one.outcome is Publication.LEFT_ALONE:
            kept.append(one.message)
            continue
        sort = sorts.get(one.item.app_properties.get("relocalisons_key", ""), "autre document")
        counts.setdefault(sort, Counter())[one.outcome] += 1
    done = [_sentence(sort, outcomes) for sort, outcomes in counts.items()]
    return say(
        run,
        done=done or ("Aucun document à rédiger.",),
        left_out=(*kept, *publishing.skipped, *notes),
    )


def _sentence(sort: str, outcomes: Counter[Publication]) -> str:
    """« Projets de contrat : 3 fichiers créés et 2 fichiers déjà à jour. »"""
    parts = [
        count_of(outcomes[outcome], f"fichier {words}", f"fichiers {_plural(words)}")
        for outcome, words in _DONE.items()
        if outcomes[outcome]
    ]
    total = sum(outcomes.values())
    first, _, rest = sort.partition(" ")
    # « rendez-vous » is its own plural.
    name = plural_word(total, first, first if first.endswith("s") else None)
    shown = f"{name} {rest}".strip()
    return f"{shown[0].upper()}{shown[1:]} : {join_words(parts)}."


def _plural(words: str) -> str:
    return {"créé": "créés", "mis à jour": "mis à jour", "déjà à jour": "déjà à jour"}[words]
