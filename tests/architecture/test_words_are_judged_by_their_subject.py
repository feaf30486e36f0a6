"""French words are compared with what people typed in the words of a subject, nowhere else."""

from pathlib import Path

from support.architecture.judged_words import judged_words

from relocalisons.core.kernel.words.names import fold
from relocalisons.core.sources.parameter_names import offered_names
from relocalisons.core.sources.thresholds import KNOWN
from relocalisons.core.workspace.plan import FOLDERS
from relocalisons.rendering.papers.preview import HOLE_WORDS
from relocalisons.store.mails.notice_states import NoticeState
from relocalisons.store.refusals import POSTGRESQL, SQLITE
from tasks.meetings.paper_preview import paper_names

ROOT = Path(__file__).parents[2]
ROOMS = ("relocalisons/core", "relocalisons/rendering", "relocalisons/store", "tasks", "flows")
# They judge: the words of a subject, the cells that are read, the coordinator's decisions.
APART = (
    r".*\.words(\..+)?",
    r"relocalisons\.core\.reading(\..+)?",
    r"relocalisons\.core\.programme\.decisions(\..+)?",
)
# Names that are declared: the parameters, offered or not, the states of a mail, file formats.
DECLARED = {
    *offered_names(),
    *(fold(threshold.name) for threshold in KNOWN),
    *map(fold, offered_names()),
    *(state.value.casefold() for state in NoticeState),
    *("csv", "docx", "ods", "odt", "pdf", "tab", "tsv", "txt", "xls", "xlsm", "xlsx"),
    *("gdoc", "gsheet", "url", "webloc"),
}
_THEME = ("dk2", "lt2", "hlink", "folHlink", *(f"accent{number}" for number in range(1, 7)))
# Literals that meet a text which is no cell, or no judgement: each with its reason.
NO_CELL = {
    "tasks.mail.inbound.posted": {
        r"@([A-Za-z0-9.-]{1,253})\s*:\s*pass\b": "what SendGrid saw of a signature"
    },
    "core.communication.logos": {"logos": "how a folder of the Drive is named"},
    "core.kernel.drive_files": {r"(?:/d/|/folders/|[?&]id=)([\w-]{10,})": "an address of Drive"},
    "core.pilotage.tab_layout": dict.fromkeys(
        ("cle", "decision", "note"), "titles of our own columns"
    ),
    "core.programme.findings.workbook_locale": {"fr": "the language of a workbook"},
    "core.reminders.lines": {"ligne ": "our own label of a row without number"},
    "core.replies.sentences": {r", réf\. [0-9a-f]+/\d+(?=\))": "a mark that we write ourselves"},
    "core.reports.funder.narratives": {r"https?://[^\s;,]+": "an address"},
    "core.reports.shared.movements": {"raison interne": "what a paper printed in its place"},
    "core.sources.parameter_names": {
        **dict.fromkeys(
            ("clauses legumes", "intervalle de visite legumes en saison"),
            "names of parameters, shown as examples",
        ),
        **dict.fromkeys(("en attendant", "la valeur habituelle"), "our own sentence"),
    },
    "core.sources.thresholds": {"article type": "how the names of some parameters begin"},
    "core.workspace.dropped_replies": {"reponses recues": "the name of a folder that she makes"},
    "core.workspace.new_files": {"01 partenaires": "the name of a folder that we make"},
    "core.workspace.plan": {
        "pilotage": "the name of a file that we make",
        **dict.fromkeys(map(fold, FOLDERS), "the names of folders that we make"),
        **dict.fromkeys(
            ("feuil1", "feuille 1", "feuille1", "sheet1", "untitled"), "names given by Google"
        ),
    },
    "rendering.documents.said_words": {r"^DTSTAMP.*\n": "a line of a calendar file"},
    "rendering.documents.word_templates": dict.fromkeys(
        (r"(\{[{%])(?:p|tr|tc|r)(?=\s)", r"\{%\s*(?:p\s+)?for\s+(\w+)\s+in", r"sections\.(\w+)"),
        "tags of a template",
    ),
    "rendering.mails.mail": {"mailto:": "an address"},
    "rendering.papers.preview": dict.fromkeys(HOLE_WORDS, "what our own papers print"),
    "rendering.slides.masters": {
        r'(<a:(?:major|minor)Font><a:latin typeface=")[^"]*': "XML of a slide",
        **dict.fromkeys(_THEME, "XML of a slide"),
    },
    "store.refusals": dict.fromkeys(
        (word for row in (*SQLITE, *POSTGRESQL) for word in row), "what a database says"
    ),
    "tasks.google.tabs.cells": {"y": "the format of a cell"},
    "tasks.intake.files.pdf": {
        r"(?:page )?\d{1,3}(?: ?(?:/|sur) ?\d{1,3})?": "the number of a page",
        r"(?:[-–—•*▪·]|\(?\d{1,2}(?:\.\d+)*[.)]? |[IVX]{1,4}[.)–-]|art|§|annexe)": (
            "how a numbered line begins"
        ),
    },
    "tasks.intake.files.text": {r'"?sep=([^\r\n"])"?\r?\n': "a mark of Excel in its own exports"},
    "tasks.intake.files.word": dict.fromkeys(
        ("heading", "titre", "title"), "how Word names the styles of titles"
    ),
    "tasks.mail.inbound.calendars": {"^mailto:": "parts of a line of a calendar file"},
    "tasks.mail.inbound.files": dict.fromkeys(("heic", "jpeg", "jpg", "png"), "file formats"),
    "tasks.mail.inbound.html_text": {
        r"(?<!-)color\s*:\s*(?:#fff(?:fff)?\b|white\b|transparent)": "a style",
        r"display\s*:\s*none|visibility\s*:\s*hidden|opacity\s*:\s*0(?![.\d]*[1-9])|"
        r"font-size\s*:\s*0(?![.\d]*[1-9])|(?:max-)?(?:height|width)\s*:\s*0(?:px)?\s*(?:;|$)|"
        r"mso-hide\s*:\s*all": "a style",
        "gmail_quote|moz-cite-prefix|yahoo_quoted|divRplyFwdMsg|OutlookMessageHeader": (
            "marks of mail programs"
        ),
    },
    "tasks.mail.inbound.mime": {
        r"(?:utf-?(?:8|16(?:le|be)?)|us-?ascii|ascii|iso-?8859-?\d{1,2}|latin-?1|"
        r"(?:windows|cp)-?125\d|macroman|mac-?roman|koi8-?r)": "names of charsets",
    },
    "tasks.mail.inbound.senders": dict.fromkeys(
        (r"(?:header\.[di]|smtp\.mailfrom)=(?:[^@\s;]*@)?([\w.-]+)", r"\b(spf|dkim)=pass\b([^;]*)"),
        "what a mail server says",
    ),
    "tasks.mail.webhook": dict.fromkeys(
        ("bounced address", "invalid", "spam reporting address", "unsubscribed address"),
        "words of the vendor",
    ),
    "tasks.meetings.paper_preview": dict.fromkeys(
        map(fold, paper_names()), "the names of our own papers"
    ),
    "tasks.night.failure_place": {r"cellule ([A-Z]{1,3}\d{1,5})": "our own sentence"},
    "tasks.night.run_artifacts": {"Aucun message n’attend.": "our own sentence"},
    "tasks.reminders.meeting_notices": {"ensemble-": "keys of our own rows"},
    "tasks.reminders.reminder_states": {"ensemble-": "keys of our own rows"},
    "tasks.reminders.release_steps": dict.fromkeys(
        ("communication", "elu", "financier", "referent", "suppleant", "technique"),
        "parts of a person's key",
    ),
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
        if word not in DECLARED
    }

    judging = {(module, word) for module, word, _ in met}
    exempt = {(module, word) for module, words in NO_CELL.items() for word in words}
    assert len(modules) > 500
    assert {each for each in met if each[:2] not in exempt} == set()
    assert exempt - judging == set(), "these literals are compared no more"
