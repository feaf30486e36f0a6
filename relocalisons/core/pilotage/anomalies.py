"""Pure: the tab « Anomalies »: every finding, what to do, and room for her decision."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from relocalisons.core.acts.acts import Acts
from relocalisons.core.acts.awake import is_awake
from relocalisons.core.acts.wording import name_act
from relocalisons.core.assessment.struck import LineKind
from relocalisons.core.kernel.decisions import Meaning, Understood
from relocalisons.core.kernel.definition import Subject
from relocalisons.core.kernel.links import CellLinks
from relocalisons.core.kernel.model import (
    FindingState,
    Programme,
    Severity,
    TrackedFinding,
)
from relocalisons.core.kernel.words.french import (
    NBSP,
    THIN,
    count_of,
    format_date,
    format_long_date,
    quote,
    typo,
)
from relocalisons.core.kernel.words.names import natural_order
from relocalisons.core.programme.decisions.decisions import FINDING_CHOICES
from relocalisons.core.programme.standing import say_unseen, say_unseen_since, stale_tabs
from relocalisons.core.tables import ANOMALIES
from relocalisons.core.views.own_tab import (
    SEVERITY_TINTS,
    SEVERITY_WORDS,
    CellValue,
    Choices,
    Look,
    OwnTab,
    Tint,
    cell_look,
    head_looks,
    link_to_cell,
    plain,
    row_look,
    same_width,
)

# Two frozen columns leave two fifths of a phone to scroll.
_WIDTHS = (140, 90, 100, 85, 105, 100, 250, 180, 75, 70, 130, 60)
_DECISION, _NOTE, _SEVERITY, _KEY = 1, 2, 3, 11
# Subject, partner, what to do, since when: together they say which finding a row is about, and of
# 470 findings that stay from one night to the next at most three say another.
_SETTLED = frozenset({0, 5, 7, 8})
# The order of columns until acts came: « Décision » was beyond the edge of a laptop.
_FORMERLY = (
    *("Gravité", "État", "Sujet", "Partenaire", "Constat", "Que faire", "Depuis le", "Lien"),
    *("Décision", "Note", "Clé"),
)
_TOP = 4  # title, two lines of help, header

RANK = {Severity.ALERT: 0, Severity.WATCH: 1, Severity.INFO: 2}
PLACES = {FindingState.OUT_OF_SIGHT: 1, FindingState.DEPARTED: 2, FindingState.RESOLVED: 3}
_STATE_TINTS = {
    FindingState.RESOLVED: Tint.FINE,
    FindingState.OUT_OF_SIGHT: Tint.GREY,
    FindingState.DEPARTED: Tint.GREY,
}
_STATES = {
    FindingState.NEW: "nouveau",
    FindingState.OPEN: "toujours ouvert",
    FindingState.WORSE: "aggravé",
    FindingState.BETTER: "amélioré",
    FindingState.RESOLVED: "✓ résolu",
    FindingState.DEPARTED: "○ sorti avec sa ligne",
}


def build_anomalies(
    tracked: tuple[TrackedFinding, ...],
    *,
    programme: Programme,
    links: CellLinks,
    as_of: date,
    acts: Acts | None = None,
) -> OwnTab:
    """The whole tab: what waits for her, alerts first; what nobody can tell; what is solved.

    `acts`: those of the night, to filter by.

    One row a finding, known by « Clé » (last column, hidden). « Décision » and « Note » hold what
    she wrote; the status column says how it was understood, or that it was not.
    """
    read = sorted(tracked, key=lambda one: _reading_order(one, as_of=as_of))
    stale = stale_tabs(programme)
    homes = _homes(acts or Acts())
    rows = [
        _row(one, programme=programme, links=links, stale=stale, as_of=as_of, homes=homes)
        for one in read
    ]
    head = (
        (_title(read, as_of=as_of),),
        *((line,) for line in _help(programme)),
        tuple(column.header for column in ANOMALIES.columns),
    )
    return OwnTab(
        title=ANOMALIES.title,
        rows=same_width((*head, *rows), len(_WIDTHS)),
        widths=_WIDTHS,
        frozen_rows=_TOP,
        frozen_columns=_DECISION + 1,
        formerly=_FORMERLY,
        looks=_looks(read),
        choices=(
            Choices.of_rows(len(rows), below=_TOP, column=_DECISION, options=FINDING_CHOICES),
        ),
        hidden_columns=(_KEY,),
        filter_row=_TOP - 1,
        settled=_SETTLED,
    )


def shown_rows(acts: Acts) -> Mapping[str, tuple[str, ...]]:
    """Key of an act or of a line of « À ranger » → its findings that stand open here."""
    of_acts = {
        str(act.key): tuple(one.finding.key for one in act.members)
        for act in acts.acts
        if act.members
    }
    return of_acts | {shelf.key: shelf.member_keys for shelf in acts.shelves}


def tint_of(one: TrackedFinding) -> Tint:
    """The tint of its first cell: its severity, or that it is over or out of sight."""
    return _STATE_TINTS.get(one.state, SEVERITY_TINTS[one.finding.severity])


def partner_cell(programme: Programme, code: str | None, *, unknown: str = "") -> str:
    """« P07 – Ferme des Restanques », « CCVO » alone where that is its name too.

    `unknown` for a code that nobody has.
    """
    partner = programme.partner(code)
    if partner is None:
        return plain(unknown)
    name = typo(partner.name)
    return plain(partner.code if name == partner.code else f"{partner.code} – {name}")


def _row(
    one: TrackedFinding,
    *,
    programme: Programme,
    links: CellLinks,
    stale: Mapping[tuple[str, int], datetime],
    as_of: date,
    homes: Mapping[str, str],
) -> tuple[CellValue, ...]:
    finding = one.finding
    return (
        plain(finding.label),
        plain(one.decision),
        plain(one.note),
        SEVERITY_WORDS[finding.severity],
        _status(one, programme=programme, stale=stale, as_of=as_of),
        partner_cell(programme, finding.partner, unknown=finding.partner or ""),
        plain(f"{finding.title} {finding.detail}".strip()),
        plain(finding.action),
        format_date(one.first_seen),
        link_to_cell(next(iter(finding.evidence), None), links=links),
        plain(homes.get(finding.key, "")),
        finding.key,  # begins with its kind: never a formula
    )


def _homes(acts: Acts) -> Mapping[str, str]:
    """Key of a finding → what to filter by: its act, or what is to be put in order with it."""
    homes = {key: name_act(act) for key, act in acts.home.items()}
    for shelf in acts.shelves:
        homes |= {one.finding.key: f"À ranger{NBSP}: {shelf.column}" for one in shelf.members}
    return homes


def say_departed(one: TrackedFinding, *, programme: Programme) -> str:
    """What closed with its partner, which is still listed; empty for what did not."""
    partner = programme.partner(one.finding.partner)
    gone = partner is not None and not partner.active
    return "○ clos, le partenaire est parti" if gone and one.state is FindingState.DEPARTED else ""


def _status(
    one: TrackedFinding,
    *,
    programme: Programme,
    stale: Mapping[tuple[str, int], datetime],
    as_of: date,
) -> str:
    """« toujours ouvert (3e semaine) », and how her decision was understood."""
    if one.unseen_since is not None:
        state = f"○ {say_unseen_since(one.unseen_since, last_read=one.last_read)}"
    elif one.finding.kind is LineKind.ROW_DELETED and one.state is FindingState.RESOLVED:
        state = f"{_STATES[one.state]}{NBSP}: ligne revenue, {_absence(one, as_of=as_of)}"
    else:
        state = say_departed(one, programme=programme) or _STATES[one.state]
    if one.state in (FindingState.OPEN, FindingState.WORSE, FindingState.BETTER):
        week = (as_of - one.first_seen).days // 7 + 1
        state += f" ({week}e semaine)" if week > 1 else ""
    if one.gathers:
        state += f", réunit {count_of(one.gathers, 'constat')} d’avant"
    places = ((place.file_id, place.sheet_id) for place in one.finding.evidence)
    read = [stale[place] for place in places if place in stale]
    if one.is_open and read:
        state += f", d’après la lecture du {format_date(min(read).date())}"
    understood = _understood(one.word, as_of=as_of)
    if one.word.also:
        understood += f", et {count_of(one.word.also, 'autre ligne')} avec elle"
    by = f"décidé par {plain(one.decided_by)} en votre absence" if one.decided_by else ""
    return "\n".join(part for part in (state, understood, by) if part)


def _absence(one: TrackedFinding, *, as_of: date) -> str:
    """« absente du 10/03/2026 au 31/03/2026 », of a line that is back today."""
    first, last = one.first_seen, as_of - timedelta(days=1)
    if last <= first:
        return f"absente le {format_date(first)}"
    return f"absente du {format_date(first)} au {format_date(last)}"


def _understood(word: Understood, *, as_of: date) -> str:
    match word.meaning:
        case Meaning.UNCLEAR | Meaning.ASKED:
            return f"▲ {word.message}"
        case Meaning.GRANTED if word.until is not None and word.until < as_of:
            return f"▲ délai accordé passé depuis le {format_date(word.until)}"
        case Meaning.GRANTED if word.until is not None:
            return f"compris{NBSP}: délai accordé jusqu’au {format_long_date(word.until)}"
        case Meaning.SEEN if word.until is not None and word.until <= as_of:
            return f"▲ à reparler depuis le {format_date(word.until)}"
        case Meaning.SEEN if word.until is not None:
            return f"compris{NBSP}: à reparler le {format_long_date(word.until)}"
        case Meaning.DONE if word.until is not None and word.until <= as_of:
            return f"▲ revenu{NBSP}: la case n’a pas changé depuis votre {quote('fait')}"
        case meaning:
            return _SAID.get(meaning, "")


_SAID = {
    Meaning.CALLED: "appel fait",
    Meaning.DONE: "fait",
    Meaning.SEEN: "vu",
    Meaning.VOID: "sans objet",
    Meaning.TO_DO: "à traiter",
    Meaning.SHARED: "à partager avec le COPIL et les financeurs",
}


def _reading_order(one: TrackedFinding, *, as_of: date) -> tuple[object, ...]:
    finding = one.finding
    return (
        PLACES.get(one.state, 0),
        not is_awake(one, as_of=as_of),
        RANK[finding.severity],
        natural_order(finding.partner or "~"),
        -(finding.days or 0),
        natural_order(finding.key),
    )


def _title(read: list[TrackedFinding], *, as_of: date) -> str:
    open_ones = [one for one in read if one.is_open]
    unseen = sum(one.unseen_since is not None for one in read)
    apart = f"{THIN}; {say_unseen(unseen)}" if unseen else ""
    waiting = sum(is_awake(one, as_of=as_of) for one in read)
    day = format_long_date(as_of, weekday=True)
    if not open_ones:
        return f"Anomalies au {day}{NBSP}: aucune{apart or '. Tout va bien'}."
    waits = f"dont {waiting} à décider" if waiting else "toutes décidées"
    return f"Anomalies au {day}{NBSP}: {count_of(len(open_ones), 'constat')}, {waits}{apart}"


def _help(programme: Programme) -> tuple[str, ...]:
    """Two short lines: a phone shows the beginning of each."""
    # Without reports there is nobody to share a forecast with.
    told = programme.follows(Subject.MEETINGS, Subject.MONEY)
    shared = " ; à partager (effet chez un autre, dit au COPIL)" if told else ""
    code = next((one.code for one in programme.partners), "")
    named = f", « {code} : vu » pour toutes celles de {code}" if code else ""
    return (
        typo(
            "Écrivez dans « Décision » : à traiter ; date accordée au 12/04 ; vu par téléphone, "
            f"reparler le 20/03 ; sans objet{shared}. « tout vu » vaut pour les lignes du même "
            f"acte{named}."
        ),
        typo(
            "Triez et filtrez comme vous voulez : vos mots restent sur leur ligne. Les relances "
            "et les rapports en tiennent compte dès le passage suivant."
        ),
    )


def _looks(read: list[TrackedFinding]) -> tuple[Look, ...]:
    width = len(_WIDTHS)
    looks = [*head_looks(_TOP, width=width)]
    for number, one in enumerate(read, start=_TOP):
        looks += [
            row_look(number, width=width),
            cell_look(number, _SEVERITY, tint=tint_of(one), bold=True),
            cell_look(number, _DECISION, tint=Tint.HERS, last=_NOTE + 1),
        ]
    return tuple(looks)
