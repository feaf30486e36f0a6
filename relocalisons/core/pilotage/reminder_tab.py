"""Pure: the tab « Relances »: the mails of the week, her decisions, what is not sent and why."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from relocalisons.core.kernel.words.french import (
    NBSP,
    count_of,
    format_long_date,
    join_words,
    quote,
    say_moment,
    typo,
)
from relocalisons.core.programme.decisions.decision_tabs import HELP_MARK, LINE_MARK, send_all_label
from relocalisons.core.programme.decisions.decisions import (
    REMINDER_CHOICES,
    SEND_ALL,
    understand_reminder,
)
from relocalisons.core.reminders.digests import CallEntry, Skipped, UrgentPoint
from relocalisons.core.reminders.order_answers import say_no_mail
from relocalisons.core.reminders.urgent import FIRM_ROW, say_each
from relocalisons.core.tables import ANOMALIES, REMINDERS, TO_DO
from relocalisons.core.views.own_tab import (
    CellValue,
    Choices,
    Look,
    OwnTab,
    Tint,
    cell_look,
    head_looks,
    link,
    plain,
    row_look,
    same_width,
)

# On a phone of 390 pixels the two frozen columns leave two fifths to scroll.
_WIDTHS = (140, 90, 105, 150, 290, 60, 65, 250, 60)
_PLACE = {column.name: place for place, column in enumerate(REMINDERS.columns)}
_PARTNER, _DECISION, _NOTE = _PLACE["partner"], _PLACE["decision"], _PLACE["note"]
_STATE, _KEY = _PLACE["state"], _PLACE["key"]
# Which mail a row shows, and where « Lire » leads.
_SETTLED = frozenset(_PLACE[name] for name in ("partner", "person", "subject", "preview"))
# The order of columns until they were drawn for a phone: « Décision » was 1,281 pixels away.
_FORMERLY = (
    *("Partenaire", "Destinataire", "Objet", "Lignes", "Aperçu", "État"),
    *("Décision", "Note", "Clé"),
)
_MOST_REASONS = 4  # why points are in no message; the others are counted together
_UNASKED, _UNASKED_KEY = "Sans message", "sans-ligne:tout"
_FIRM = "Échéances fermes"
# Until they were one row of counts, a row of codes whose count changed stayed, as if it were hers.
_LEFT_BEHIND = re.compile(r"\d+\s+constats?")
_SYMBOL_TINTS = {"▲": Tint.WATCH, "■": Tint.ALERT, "✓": Tint.FINE}
_TOP = 5  # title, « tout envoyer », two lines of help, header

# What the store calls a notice → what she reads. The store's states are upper or lower case.
STATE_WORDS = {
    "held": "▲ à valider",
    "ready": "validé, part au prochain passage",
    "submitting": "envoi en cours",
    "prepared": "envoi en cours",
    "accepted": "✓ envoyé",
    "delivered": "✓ remis",
    "refused": "■ refusé par le service d’envoi",
    "bounced": "■ adresse refusée par le destinataire",
    "dropped": "■ non remis",
    "silent": "■ envoyé, sans nouvelle de la remise",
    "unsettled": "■ envoi incertain : demandez au partenaire s’il l’a reçu",
    "lapsed": "délai passé : non envoyé",
    "declined": "pas cette fois",
    "calling": "vous appelez",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderRow:
    """One mail, or one line of a mail that names another partner (its key holds `#`).

    `state` is a key of `STATE_WORDS` in any case; `reason` completes it (why it was refused or
    kept). `stopped` is why an approved mail has not left yet. `preview_url` is empty when there is
    nothing to open.
    """

    key: str
    partner: str
    partner_name: str
    person: str
    subject: str
    lines: int
    state: str
    preview_url: str = ""
    reason: str = ""
    stopped: str = ""
    decision: str = ""
    note: str = ""
    alone: bool = False  # « tout envoyer » does not concern it
    role: str = ""  # empty for the general contact
    late: str = ""  # why a word typed since it was settled does nothing
    mails: int = 1  # that it stands for: more than one where they are equal (`reminder_groups`)
    waiting: int = 0  # of several, how many still wait
    doubt: str = ""  # of several: what is not understood in her word
    code: str = ""  # by which she may name it, of several the last; empty for nobody's
    before: str = ""  # the moment of its own deadline, where it comes before that of the week

    @property
    def count(self) -> int:
        """How many mails wait on it."""
        return (self.waiting if self.mails > 1 else 1) if self.waits else 0

    @property
    def is_line(self) -> bool:
        """Whether it is one line, with a decision of its own."""
        return LINE_MARK in self.key

    @property
    def waits(self) -> bool:
        """Whether her decision is still wanted."""
        return self.state.casefold() == "held"


def build_reminder_tab(
    rows: tuple[ReminderRow, ...],
    *,
    week: str,
    deadline: datetime,
    call_list: tuple[CallEntry, ...] = (),
    skipped: tuple[Skipped, ...] = (),
    urgent: tuple[UrgentPoint, ...] = (),
    words: Mapping[str, str] | None = None,
    answer: str = "",
    notes: tuple[str, ...] = (),
    lapsed: int = 0,
    anomalies_url: str = "",
) -> OwnTab:
    """The whole tab of one ISO week (`2026-W10`).

    `deadline` is in the programme's time zone. The cell for « tout envoyer » is left as she has
    it (None); `answer` is what became of the last order, `notes` what she typed on no row. Every
    row has a key, also what is not sent, so that none is taken for a row of hers: `words` (key →
    « Décision ») are those on such rows, which decide nothing. Who is called (`call_list`) has no
    row here: a call stands in « À faire », and nowhere else. `lapsed`: how many mails of the week
    before had no decision; their rows are gone. `anomalies_url` opens what is in no message.
    """
    others = (
        *_firm_row(urgent),
        *_skipped_rows(
            skipped,
            shown={(row.partner, row.role) for row in (*rows, *call_list)},
            week=week,
            anomalies_url=anomalies_url,
        ),
    )
    body = [*map(mail_row, rows), *(_answered(cells, words or {}) for cells in others)]
    head: tuple[tuple[CellValue, ...], ...] = (
        (_title(rows, week=week, deadline=deadline),),
        (send_all_label(week), None, _send_all_help(rows, answer)),
        # What last week said there is covered, and not left standing.
        (_row_help(notes, rows) or NBSP,),
        (
            " ".join(filter(None, (_say_lapsed(lapsed), _deadline_help(deadline) if rows else "")))
            or NBSP,
        ),
        tuple(column.header for column in REMINDERS.columns),
    )
    return OwnTab(
        title=REMINDERS.title,
        rows=same_width((*head, *body), len(_WIDTHS)),
        widths=_WIDTHS,
        frozen_rows=_TOP,
        frozen_columns=_DECISION + 1,
        made_at=1,
        formerly=_FORMERLY,
        looks=_looks(rows, count=len(body)),
        choices=(
            Choices(first_row=1, last_row=2, column=1, options=(SEND_ALL,)),
            Choices.of_rows(len(rows), below=_TOP, column=_DECISION, options=REMINDER_CHOICES),
        ),
        hidden_columns=(_KEY,),
        settled=_SETTLED,
        left_behind=_LEFT_BEHIND,
    )


def say_state(row: ReminderRow) -> str:
    """The state in her words, and what is wrong with her decision when it is not understood."""
    words = typo(STATE_WORDS.get(row.state.casefold(), row.state))
    if row.is_line and row.waits:
        words = "▲ nomme un autre partenaire, à valider à part"
    elif row.alone and row.waits:
        words = "▲ à valider à part"
    elif row.stopped:
        words = "validé, pas encore parti"
    elif row.waits and row.before:
        words = f"▲ à valider avant {row.before}"
    doubt = row.doubt if row.mails > 1 else understand_reminder(row.decision).message
    parts = [words, plain(row.stopped), plain(row.reason), row.late]
    if row.waits and doubt:
        parts.append(f"▲ {doubt}")
    return "\n".join(part for part in parts if part)


def mail_row(row: ReminderRow) -> tuple[CellValue, ...]:
    """The cells of a mail, or of a line of it, in the columns of the tab."""
    return _cells(
        row.key,
        partner=plain(" – ".join(filter(None, (row.partner, row.partner_name)))),
        decision=plain(row.decision),
        note=plain(row.note),
        person=plain(row.person),
        subject=plain(f"↳ {row.subject}" if row.is_line else row.subject),
        lines="" if row.is_line or not row.lines else row.lines,
        preview=link(row.preview_url, "Lire") if row.preview_url else "",
        state=say_state(row),
    )


def _cells(key: str, **cells: CellValue) -> tuple[CellValue, ...]:
    """A row of the tab by the names of its columns; a column not named stays empty."""
    return tuple((cells | {"key": key}).get(column.name, "") for column in REMINDERS.columns)


def _answered(cells: tuple[CellValue, ...], words: Mapping[str, str]) -> tuple[CellValue, ...]:
    """The row with what she wrote on it, and why that does nothing."""
    said = words.get(str(cells[_KEY]), "")
    why = say_no_mail(str(cells[_KEY]), said)
    row = list(cells)
    row[_DECISION] = plain(said)
    row[_STATE] = f"{cells[_STATE]}\n{why}" if why else cells[_STATE]
    return tuple(row)


def _firm_row(urgent: tuple[UrgentPoint, ...]) -> tuple[tuple[CellValue, ...], ...]:
    """The hard deadlines in one row, whatever the week, the caps and the quiet periods.

    What to do about each stands in « À faire », and she decides nothing here.
    """
    if not urgent:
        return ()
    return (
        _cells(
            FIRM_ROW,
            partner=_FIRM,  # what a phone shows without a swipe aside
            subject=f"À décider dans {quote(TO_DO.title)}",
            state=plain(f"■ {say_each(urgent)}"),
        ),
    )


def _skipped_rows(
    skipped: tuple[Skipped, ...], *, shown: set[tuple[str, str]], week: str, anomalies_url: str
) -> list[tuple[CellValue, ...]]:
    """Who gets nothing this week, one row a reason; then one for what nobody is asked."""
    people: dict[str, list[str]] = {}
    points: dict[str, set[str]] = {}
    for entry in skipped:
        if entry.finding_key is not None:
            points.setdefault(entry.reason, set()).add(entry.finding_key)
        elif (entry.partner, entry.role) not in shown:
            who = f"{entry.partner} ({entry.role})" if entry.role else entry.partner
            people.setdefault(entry.reason, []).append(who)
    rows = [
        _not_sent(join_words(codes), reason, key=f"sans-message:{week}:{reason}")
        for reason, codes in people.items()
    ]
    if points:
        rows.append(
            _cells(
                _UNASKED_KEY,  # of no week: new rows come above it, and it stays below
                partner=_UNASKED,
                # What says which row it is stays the same all week: the counts are in its state.
                preview=link(anomalies_url, quote(ANOMALIES.title)) if anomalies_url else "",
                state=_unasked(points),
            )
        )
    return rows


def _unasked(points: Mapping[str, set[str]]) -> str:
    """« 16 points sans message », then a line a reason, « • 15 : déjà demandé », the most first."""
    many = sum(map(len, points.values()))
    ordered = sorted(points.items(), key=lambda item: (-len(item[1]), item[0]))
    head = f"{count_of(many, 'point')} sans message"
    if len(ordered) == 1:
        return typo(f"{head}{NBSP}: {ordered[0][0]}")
    parts = [f"{len(keys)}{NBSP}: {_in_brackets(reason)}" for reason, keys in ordered]
    rest = sum(len(keys) for _, keys in ordered[_MOST_REASONS:])
    parts[_MOST_REASONS:] = [f"{rest}{NBSP}: pour d’autres raisons"] if rest else []
    return typo("\n• ".join((head, *parts)))


def _in_brackets(reason: str) -> str:
    """« pas encore demandé (7 demandes par message) »: a second colon would belong to nothing."""
    what, _, why = reason.partition(" : ")
    what, _, why = (what, "", why) if why else reason.partition(f"{NBSP}: ")
    return f"{what} ({why})" if why else what


def _not_sent(who: str, reason: str, *, key: str, what: str = "") -> tuple[CellValue, ...]:
    return _cells(key, partner=plain(who), subject=plain(what), state=f"non envoyé{NBSP}: {reason}")


def _title(rows: tuple[ReminderRow, ...], *, week: str, deadline: datetime) -> str:
    monday = date.fromisocalendar(int(week[:4]), int(week[6:]), 1)
    sunday = monday + timedelta(days=6)
    words = format_long_date(monday).split(NBSP)
    first = words[0] if monday.month == sunday.month else NBSP.join(words[:2])
    head = f"Relances de la semaine du {first} au {format_long_date(sunday)}"
    mails = [row for row in rows if not row.is_line]
    waiting, every = sum(row.count for row in mails), sum(row.mails for row in mails)
    if not mails:
        return f"{head}{NBSP}: aucun message à envoyer"
    if not waiting:
        return f"{head}{NBSP}: {count_of(every, 'message')}, plus rien à valider"
    return f"{head}{NBSP}: {count_of(waiting, 'message')} à valider avant {say_moment(deadline)}"


def _example(rows: Iterable[ReminderRow]) -> str:
    """A partner that she may name, rather one with a row of its own; empty where none has one."""
    alone_first = sorted(rows, key=lambda row: row.mails > 1)
    return next((row.code for row in alone_first if row.code), "")


def _send_all_help(rows: tuple[ReminderRow, ...], answer: str) -> str:
    free = sum(row.count for row in rows if not (row.is_line or row.alone) and not row.decision)
    which = "le message" if free == 1 else f"les {count_of(free, 'message')}"
    offer = f"écrivez ici « {SEND_ALL} » pour valider d’un coup {which} sans décision"
    code = _example(rows)
    choose = f" ; « {code} », ou « tout sauf {code} », pour en choisir."
    offer += choose if free > 1 and code else "."
    if not free:
        offer = "" if answer else "rien à valider d’un coup pour l’instant."
    said = f"{answer} {offer[:1].upper()}{offer[1:]}".strip() if answer else offer
    return typo(f"{HELP_MARK} {said}")


def _row_help(notes: tuple[str, ...], rows: tuple[ReminderRow, ...]) -> str:
    """What she may write, as far as the rows of this week want it; her own words first."""
    code = _example(row for row in rows if row.mails > 1)
    parts = [
        "Ou ligne par ligne, dans « Décision » : envoyer ; pas cette fois ; j’appelle."
        if rows
        else "",
        f"Pour plusieurs personnes : envoyer sauf {code}." if code else "",
        "Une ligne qui nomme un autre partenaire (↳) ne part qu’avec son propre « envoyer »."
        if any(row.is_line for row in rows)
        else "",
    ]
    usual = typo(" ".join(part for part in parts if part))
    return "\n".join(filter(None, (*(f"▲ {plain(note)}" for note in notes), usual)))


def _say_lapsed(lapsed: int) -> str:
    """What of last week never left for want of her word, in one sentence."""
    if not lapsed:
        return ""
    left = "n’est pas parti" if lapsed == 1 else "ne sont pas partis"
    return typo(
        f"La semaine passée, {count_of(lapsed, 'message')} sans décision {left} : ce qui reste "
        "ouvert est repris ici."
    )


def _deadline_help(deadline: datetime) -> str:
    return typo(
        f"Sans décision d’ici à {say_moment(deadline)}, le message ne part pas : ce qui reste "
        f"ouvert revient dans la relance suivante. {quote('Aperçu')} montre le texte de chaque "
        "message."
    )


def _looks(rows: tuple[ReminderRow, ...], *, count: int) -> tuple[Look, ...]:
    width = len(_WIDTHS)
    looks = [
        *head_looks(_TOP, width=width),
        cell_look(1, 0, tint=Tint.HELP, bold=True),
        cell_look(1, 1, tint=Tint.HERS, bold=True),
    ]
    for number in range(_TOP, _TOP + count):
        looks.append(row_look(number, width=width))
        if number - _TOP < len(rows):
            symbol = say_state(rows[number - _TOP])[:1]
            looks.append(cell_look(number, _STATE, tint=_SYMBOL_TINTS.get(symbol, Tint.NONE)))
            looks.append(cell_look(number, _DECISION, tint=Tint.HERS, last=_NOTE + 1))
        else:
            looks.append(cell_look(number, _STATE, tint=Tint.GREY))
    return tuple(looks)
