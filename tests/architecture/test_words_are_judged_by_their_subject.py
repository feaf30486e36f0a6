"""French words are compared with what people typed in the words of a subject, nowhere else."""

from pathlib import Path

from support.architecture.judged_words import judged_words

from relocalisons.core.kernel.words.names import fold
from relocalisons.core.sources.parameter_names import OFFERED

ROOT = Path(__file__).parents[2]
ROOMS = ("relocalisons/core", "relocalisons/rendering", "relocalisons/store", "tasks", "flows")
# They judge: the words of a subject, the cells that are read, the coordinator's decisions.
APART = (
    r".*\.words(\..+)?",
    r"relocalisons\.core\.reading(\..+)?",
    r"relocalisons\.core\.programme\.decisions(\..+)?",
)
# Literals that meet a text which is no cell, or no judgement: each with its reason.
NO_CELL = {
    "core.kernel.drive_files": {
        r"(?:/d/|/folders/|[?&]id=)([\w-]{10,})": "an address of Drive",
    },
    "tasks.intake.files.kinds": dict.fromkeys(
        (
            *("csv", "tsv", "txt", "tab", "xls", "xlsx", "xlsm", "ods", "docx", "odt"),
            *("gsheet", "gdoc", "url", "webloc"),
        ),
        "the ending of a file name",
    ),
    "tasks.intake.files.text": {r'"?sep=([^\r\n"])"?\r?\n': "a mark of Excel in its own exports"},
}
# Comparing names by `fold` stays: those of « Paramètres » are declared, and offered as they are.
PARAMETERS = {*OFFERED, *map(fold, OFFERED)}
# What is still to be moved.
STILL = {
    "core.communication.logos",
    "core.pilotage.reminder_tab",
    "core.pilotage.tab_rows",
    "core.programme.adoption",
    "core.programme.findings.workbook_locale",
    "core.programme.scope",
    "core.reminders.lines",
    "core.reminders.order_answers",
    "core.reports.claims.holes",
    "core.reports.committee.questions",
    "core.reports.funder.narratives",
    "core.reports.funder.profile",
    "core.reports.kits.kits",
    "core.reports.kits.wording",
    "core.reports.shared.movements",
    "core.sources.parameter_names",
    "core.workspace.plan",
    "rendering.documents.said_words",
    "rendering.documents.word_templates",
    "rendering.mails.mail",
    "rendering.slides.masters",
    "tasks.google.tabs.cells",
    "tasks.mail.address_safety_holds",
    "tasks.mail.webhook",
    "tasks.night.run_artifacts",
    "tasks.reminders.release_steps",
}


def sources() -> dict[str, str]:
    return {
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): (
            path.read_text(encoding="utf-8")
        )
        for room in ROOMS
        for path in sorted((ROOT / room).rglob("*.py"))
    }


def test_what_people_typed_is_judged_in_the_words_of_its_subject():
    modules = sources()

    met = {
        (found.module.removeprefix("relocalisons."), word, found.code)
        for found in judged_words(modules, apart=APART)
        for word in found.words
        if word not in PARAMETERS
    }

    judging = {(module, word) for module, word, _ in met}
    exempt = {(module, word) for module, words in NO_CELL.items() for word in words}
    assert len(modules) > 500
    assert {each for each in met if each[:2] not in exempt and each[0] not in STILL} == set()
    assert exempt - judging == set(), "these literals are compared no more"
    assert STILL - {module for module, _ in judging - exempt} == set()
