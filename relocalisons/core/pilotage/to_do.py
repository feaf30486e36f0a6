"""Pure: the tab « À faire »: ten lines for today, then the rest of the week, counted.

One row an act, known by « Clé ». « Décision » and « Note » are hers; what she writes on an act
decides the findings that were on its row, and the row says when others have joined since.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from relocalisons.core.acts.acts import Act, Acts
from relocalisons.core.acts.awake import has_come, is_at_last, is_awake, is_seen_long_ago
from relocalisons.core.acts.shelves import When, place
from relocalisons.core.acts.titles.decisions import say_unspent
from relocalisons.core.acts.titles.sessions import say_numbers
from relocalisons.core.acts.wording import phone_of, say_act, say_by, say_detail, say_why
from relocalisons.core.kernel.decisions import NOTHING_SAID, Meaning
from relocalisons.core.kernel.findings.finding import FirmDay
from relocalisons.core.kernel.links import CellLinks
from relocalisons.core.kernel.model import Decision, FindingState, Programme, TrackedFinding
from relocalisons.core.kernel.words.french import (
    NBSP,
    count_days,
    count_of,
    format_long_date,
    name_some,
    quote,
    typo,
)
from relocalisons.core.programme.decisions.answer_words import ANSWER_CHOICES
from relocalisons.core.programme.decisions.group_words import GroupWord
from relocalisons.core.tables import ANOMALIES, REMINDERS, TO_DO, TO_TIDY
from relocalisons.core.views.own_tab import (
    CellValue,
    Choices,
    Formula,
    Look,
    OwnTab,
    Tint,
    cell_look,
    head_looks,
    link,
    link_to_cell,
    plain,
    same_width,
)

CHOICES = (*ANSWER_CHOICES, "vu", "fait", "date accordée au …", "reparler le …", "sans objet")
MOST_ROWS = 60

# On a phone of 390 pixels the two frozen columns leave two fifths to scroll.
_WIDTHS = (140, 90, 105, 95, 210, 80, 420, 90, 45, 60)
_ACT, _DECISION, _NOTE, _WHEN, _DETAIL, _RANK, _KEY = 0, 1, 2, 3, 6, 8, 9
_TOP = 4  # title, two lines of help, header

# What is asked by mail stands in « Relances ».
_PARTS = (When.TODAY, When.THIS_WEEK, When.LATER, When.ASLEEP)
_TINTS = {
    When.TODAY: Tint.ALERT,
    When.THIS_WEEK: Tint.WATCH,
    When.LATER: Tint.NONE,
    When.ASLEEP: Tint.GREY,
}


def build_to_do(
    acts: Acts,
    *,
    programme: Programme,
    links: CellLinks,
    as_of: date,
    words: Mapping[str, Decision] | None = None,
    scopes: Mapping[str, GroupWord] | None = None,
    rows: Mapping[str, str] | None = None,
) -> OwnTab:
    """The whole tab. `words`: what she wrote on acts, by key, as typed; `scopes`: of whom.

    `rows`: key of a finding → the address of its row in « Anomalies », where it already has one.
    """
    placed = place(acts, programme=programme, as_of=as_of)
    shown = shown_acts(placed)
    lines = [
        _row(
            act,
            when=when,
            number=number,
            said=(words or {}).get(str(act.key)),
            scope=(scopes or {}).get(str(act.key), GroupWord(word=NOTHING_SAID)),
            programme=programme,
            links=links,
            rows=rows or {},
            as_of=as_of,
        )
        for number, (when, act) in enumerate(shown, start=1)
    ]
    left = sum(len(placed[when]) for when in _PARTS) - len(shown)
    head = (
        (_title(placed, as_of=as_of),),
        *((line,) for line in _help(acts, programme=programme, left=left)),
        tuple(column.header for column in TO_DO.columns),
    )
    return OwnTab(
        title=TO_DO.title,
        rows=same_width((*head, *lines), len(_WIDTHS)),
        widths=_WIDTHS,
        frozen_rows=_TOP,
        frozen_columns=_DECISION + 1,
        made_at=0,
        sorted_by=_RANK,
        looks=_looks([when for when, _ in shown]),
        choices=(Choices.of_rows(len(lines), below=_TOP, column=_DECISION, options=CHOICES),),
        hidden_columns=(_RANK, _KEY),
        settled=frozenset({_ACT}),
    )


def shown_acts(placed: Mapping[When, tuple[Act, ...]]) -> tuple[tuple[When, Act], ...]:
    """What has a row, in the order of the tab; the rest is counted above it."""
    standing = ((when, act) for when in _PARTS for act in placed[when])
    return tuple(standing)[: MOST_ROWS - _TOP]


def shown_members(tab: OwnTab, acts: Acts) -> Mapping[str, tuple[str, ...]]:
    """Key of each act on the tab → the members that its row stands for."""
    keys = {str(row[_KEY]) for row in tab.rows[_TOP:]}
    return {str(act.key): act.member_keys for act in acts.acts if str(act.key) in keys}


def _row(
    act: Act,
    *,
    when: When,
    number: int,
    said: Decision | None,
    scope: GroupWord,
    programme: Programme,
    links: CellLinks,
    rows: Mapping[str, str],
    as_of: date,
) -> tuple[CellValue, ...]:
    phone = phone_of(act, programme=programme)
    numbers = f"Tél. {phone}" if phone else _numbers(act, programme=programme)
    detail = " • ".join(filter(None, (numbers, say_detail(act))))
    first = _asleep(act, said) or _joined(act, said, scope=scope, as_of=as_of)
    why = (first, say_why(act, as_of=as_of))
    return (
        plain(say_act(act, programme=programme)),
        plain(said.decision if said else ""),
        plain(said.note if said else ""),
        when.value,
        plain(". ".join(part for part in why if part)),
        say_by(act, as_of=as_of),
        plain(detail),
        _link(act, links=links, rows=rows),
        number,
        str(act.key),  # begins with « act: »: never a formula
    )


def _numbers(act: Act, *, programme: Programme) -> str:
    """Whom to call from a line that is no call: those of a session, those of a funder."""
    of_session = say_numbers(act, programme=programme)
    return of_session or say_unspent(act.told, programme=programme)


def _link(act: Act, *, links: CellLinks, rows: Mapping[str, str]) -> Formula | str:
    """The row of its first finding in « Anomalies », else the very cell that tells of it."""
    for one in act.told:
        if one.finding.key in rows:
            address = rows[one.finding.key]
            return link(address, f"Ouvrir {address.rpartition('=')[2].partition(':')[0]}")
    place_of = [cell for one in act.told for cell in one.finding.evidence[:1]]
    place_of += [each.place for each in act.offers if each.place is not None]
    return link_to_cell(next(iter(place_of), None), links=links)


def _asleep(act: Act, said: Decision | None) -> str:
    """« Endormi par votre « vu », jusqu’au 16 mars 2026 ou à un fait nouveau »."""
    if act.awake or act.promised or said is None or not said.decision:
        return ""
    head = f"Endormi par votre {quote(said.decision)}"
    if days := [one.word.until for one in act.members if one.word.until is not None]:
        return f"{head}, jusqu’au {format_long_date(min(days))}"
    if over := [one.seen_until for one in act.members if one.seen_until is not None]:
        return f"{head}, jusqu’au {format_long_date(min(over))} ou à un fait nouveau"
    return f"{head}, jusqu’à un fait nouveau"


def _joined(act: Act, said: Decision | None, *, scope: GroupWord, as_of: date) -> str:
    """What her word does not cover: it came after, or was said otherwise on its own row."""
    if said is None or not said.decision or not act.awake or not act.members:
        return ""
    awake = [one for one in act.members if is_awake(one, as_of=as_of)]
    doubts = [
        one.word.message
        for one in awake
        if one.word.meaning in (Meaning.UNCLEAR, Meaning.ASKED) and not one.decision
    ]
    if doubts:
        return f"▲ {doubts[0]}"
    if scope.named and not any(scope.covers(one.finding.partner) for one in act.members):
        return f"▲ {quote(said.decision)} ne nomme personne de cette ligne{NBSP}: rien n’est décidé"
    silent = [one for one in awake if one.word.meaning is Meaning.NOTHING]
    new = sum(scope.covers(one.finding.partner) for one in silent)
    left = len(silent) - new
    if new:
        joined = f"{count_of(new, 'nouveau', 'nouveaux')} depuis votre {quote(said.decision)}"
        return f"▲ {joined}"
    if left:
        rest = count_of(left, "autre constat attend", "autres constats attendent")
        return f"▲ {quote(said.decision)} est suivi, {rest} votre mot"
    if any(one.word.meaning is Meaning.CALLED for one in awake):
        return f"▲ rien n’a changé depuis votre {quote(said.decision)}"
    if firm := [one.firm_day for one in awake if is_at_last(one, as_of=as_of) and one.firm_day]:
        return f"▲ mis de côté par votre {quote(said.decision)}, {_say_last(min(firm), as_of)}"
    if come := [one for one in awake if has_come(one, as_of=as_of)]:
        last = min(one.last_useful or as_of for one in come)
        if last > as_of:
            left = count_days((last - as_of).days)
            return f"▲ dernier jour utile dans {left}, malgré votre {quote(said.decision)}"
        return f"▲ le dernier jour utile est venu depuis votre {quote(said.decision)}"
    return f"▲ {_why_back(awake, said, as_of=as_of)}"


def _why_back(awake: list[TrackedFinding], said: Decision, *, as_of: date) -> str:
    """« le jour de votre « reparler le 05/10 » est venu », « L07 s’est aggravé depuis votre … »."""
    worse = [one.finding.label for one in awake if one.state is FindingState.WORSE]
    if worse:
        names = name_some([label.partition(" – ")[0] for label in worse])
        verb = "s’est aggravé" if len(worse) == 1 else "se sont aggravés"
        return f"{typo(names)} {verb} depuis votre {quote(said.decision)}"
    days = [one.word.until for one in awake if one.word.meaning is Meaning.SEEN]
    if days and all(day is not None and day <= as_of for day in days):
        return f"le jour de votre {quote(said.decision)} est venu"
    seen_on = [one.word.seen_on for one in awake if is_seen_long_ago(one, as_of=as_of)]
    if known := [day for day in seen_on if day is not None]:
        day = format_long_date(min(known))
        return f"rien n’a bougé depuis votre {quote(said.decision)} du {day}"
    return f"revient malgré votre {quote(said.decision)}"


def _say_last(day: FirmDay, as_of: date) -> str:
    """« c’est aujourd’hui le dernier jour », « le dernier jour est demain »."""
    if day.last == as_of:
        return "c’est aujourd’hui le dernier jour"
    if day.last == as_of + timedelta(days=1):
        return "le dernier jour est demain"
    verb = "était" if day.last < as_of else "est"
    return f"le dernier jour {verb} le {format_long_date(day.last, weekday=True)}"


def _title(placed: Mapping[When, tuple[Act, ...]], *, as_of: date) -> str:
    day = format_long_date(as_of, weekday=True)
    counts = [
        f"{len(placed[When.TODAY])} aujourd’hui",
        f"{len(placed[When.THIS_WEEK])} cette semaine",
        f"{len(placed[When.LATER])} plus tard",
        count_of(len(placed[When.ASLEEP]), "endormi"),
    ]
    asked = ", ".join(_by_mail(placed[When.BY_MAIL]))
    if not any(placed[when] for when in _PARTS):
        rest = asked or "Tout va bien"
        return f"À faire au {day}{NBSP}: rien. {rest}."
    return f"À faire au {day}{NBSP}: {', '.join(counts)}{f' ; {asked}' if asked else ''}"


def _by_mail(acts: Iterable[Act]) -> Iterator[str]:
    """« 2 demandes par message, dans « Relances » », then those of the next reminders."""
    waits = [act.awaited for act in acts if act.awaited is not None]
    now = [one for one in waits if not one.coming]
    coming = [one.until for one in waits if one.coming]
    if now:
        yield f"{count_of(len(now), 'demande')} par message, dans {quote(REMINDERS.title)}"
    if coming:
        day = format_long_date(min(coming), weekday=True)
        yield f"{count_of(len(coming), 'demande')} à envoyer par message {day}"


def _help(acts: Acts, *, programme: Programme, left: int) -> tuple[str, ...]:
    """Two short lines: what she may write, and where the rest is."""
    loose = sum(shelf.cells for shelf in acts.shelves)
    where = [
        f"{count_of(left, 'autre acte', 'autres actes')}{NBSP}: {quote(ANOMALIES.title)}, colonne "
        f"{quote('Acte')}"
        if left
        else f"Le détail de chaque ligne est dans {quote(ANOMALIES.title)}",
        f"{count_of(loose, 'case ou nom', 'cases ou noms')} à ranger{NBSP}: onglet "
        f"{quote(TO_TIDY.title)}"
        if loose
        else "",
    ]
    answers = "oui ou non à une réponse ; " if any(act.offers for act in acts.acts) else ""
    code = next((one.code for one in programme.partners), "")
    some = f" ; « vu {code} », « vu sauf {code} » pour une partie" if code else ""
    return (
        typo(
            f"Écrivez dans « Décision » : {answers}vu ; fait ; date accordée au 12/04 ; "
            "reparler le 20/03 ; sans objet. Votre mot vaut pour tout ce que la ligne "
            f"montre{some}."
        ),
        typo(f"{'. '.join(part for part in where if part)}."),
    )


def _looks(whens: list[When]) -> tuple[Look, ...]:
    width = len(_WIDTHS)
    looks = [*head_looks(_TOP, width=width)]
    for number, when in enumerate(whens, start=_TOP):
        looks += [
            # The detail stays on one line, whole in the cell: else a row is a page of a telephone.
            cell_look(number, 0, tint=Tint.NONE, last=_DETAIL),
            cell_look(number, _DETAIL + 1, tint=Tint.NONE, last=width),
            cell_look(number, _ACT, tint=Tint.NONE, bold=True),
            cell_look(number, _WHEN, tint=_TINTS[when], bold=True),
            cell_look(number, _DECISION, tint=Tint.HERS, last=_NOTE + 1),
        ]
    return tuple(looks)
