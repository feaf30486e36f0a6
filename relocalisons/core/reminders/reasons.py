"""Pure: why a finding stays with the coordinator, and why a person gets no mail this week."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from relocalisons.core.kernel.decisions import Meaning
from relocalisons.core.kernel.model import (
    Audience,
    Finding,
    Partner,
    Programme,
    TrackedFinding,
    Trait,
)
from relocalisons.core.kernel.words.french import (
    NBSP,
    format_long_date,
    format_moment,
    join_words,
    quote,
)
from relocalisons.core.partners.words import is_telephone
from relocalisons.core.producers.kinds import ProducerKind
from relocalisons.core.programme.audience import may_see_finding, partner_viewer
from relocalisons.core.programme.plan_kinds import PlanKind
from relocalisons.core.programme.rules.rhythm import Rhythm, read_rhythm
from relocalisons.core.programme.standing import stale_reading
from relocalisons.core.reminders.choosing import Weight
from relocalisons.core.reminders.contacts import LastContact, exchanges, last_contacts
from relocalisons.core.reminders.digests import Skipped, iso_week
from relocalisons.core.reminders.people import (
    GENERAL,
    Addressee,
    People,
    general_contact,
    is_same_person,
)
from relocalisons.core.reminders.policy import ReminderHistory, ReminderPolicy
from relocalisons.core.reminders.rules.promises import Promise, Promises, named_in
from relocalisons.core.reminders.rules.row_marks import RowMarks, row_marks

READ_WITHIN = timedelta(days=7)  # an answer holds its person's next message no longer than that

NOTHING_TO_SAY = "rien à signaler cette semaine"  # of a partner whose sheets were all read
HERS_ALONE = "constat réservé à la coordination"
UNOWNED_LINE = "responsable inconnu, à préciser dans la feuille"
_SAID_ELSEWHERE = (NOTHING_TO_SAY, HERS_ALONE, UNOWNED_LINE)
CALLED_FIRST = "appelé cette semaine, sans autre message"
_NO_NEWS = (
    CALLED_FIRST,  # « À faire » says it
    *("vous avez ", "vu, ", "date accordée "),  # she wrote it
)

ONLY_CELLS = "que des cases à préciser"  # begins the reason: « Relances » alone says it
NO_ADDRESS = "pas d’adresse e-mail sûre"  # begins the reason of who is called for want of one


@dataclass(frozen=True, kw_only=True)
class WeekFacts:
    """What a week is planned with: the same for every partner."""

    programme: Programme
    history: ReminderHistory
    policy: ReminderPolicy
    as_of: date
    coordinator: str = ""  # her address
    arrivals: Mapping[str, date] = field(default_factory=dict[str, date])  # partner code → its day
    weights: Mapping[str, Weight] = field(default_factory=dict[str, Weight])  # by finding key
    promises: Promises = field(default_factory=Promises)
    called: frozenset[str] = frozenset()  # partners whose call of that day cannot wait

    def is_called(self, addressee: Addressee) -> bool:
        """Whether that person, in whatever role, has a call of that day that cannot wait."""
        return any(
            is_same_person(addressee, general_contact(partner))
            for code in self.called
            if (partner := self.programme.partner(code)) is not None
        )

    def is_hers(self, addressee: Addressee) -> bool:
        """Whether a mail to that person would reach the coordinator herself."""
        return bool(self.coordinator) and addressee.address == self.coordinator.casefold()

    @cached_property
    def coordination_files(self) -> frozenset[str]:
        """« Pilotage » is hers: no partner is sent to its cells."""
        return frozenset(partner.place.file_id for partner in self.programme.partners)

    @cached_property
    def marks(self) -> RowMarks:
        """What every row says today."""
        return row_marks(self.programme)

    @cached_property
    def lost_tabs(self) -> tuple[str, ...]:
        """Tabs of hers that say who is who, and of which only an older reading is left."""
        return lost_tabs(self.programme)

    @cached_property
    def people(self) -> People:
        """Who answers for what."""
        return People(self.programme, to_deputy=self.policy.to_deputy)

    @cached_property
    def rhythms(self) -> dict[str, Rhythm]:
        """Partner code → « Fréquence de relance »."""
        return {
            row.text("code") or "": read_rhythm(row.text("reminder_rhythm"), as_of=self.as_of)
            for row in self.programme.rows("partners")
        }

    @cached_property
    def exchanges(self) -> Mapping[str, tuple[LastContact, ...]]:
        """Partner code → its lines of « Contacts », the oldest first."""
        return exchanges(self.programme)

    @cached_property
    def contacts(self) -> dict[str, LastContact]:
        """Partner code → the latest line of « Contacts »."""
        return last_contacts(self.programme)


def is_news(skipped: Skipped) -> bool:
    """Whether « Relances » and its mail tell it: no row of « À faire » or « À ranger » does.

    The plan, and the summary of the run, keep all of it.
    """
    told = skipped.reason in _SAID_ELSEWHERE or skipped.reason.startswith(_NO_NEWS)
    return not (told or skipped.doubted)


def lost_tabs(programme: Programme) -> tuple[str, ...]:
    """« Partenaires », « Interlocuteurs » that could not be read: nobody is written to then."""
    return tuple(
        table.table.title
        for name in ("partners", "contact_roles")
        for table in programme.tables.get(name, ())
        if table.stale_since is not None
    )


def why_hers_alone(finding: Finding, *, facts: WeekFacts) -> str:
    """Why a finding stays with the coordinator whatever the decisions; empty when it does not."""
    if finding.members and finding.audience is Audience.COORDINATION:
        return HERS_ALONE
    if finding.partner is None or facts.programme.partner(finding.partner) is None:
        return UNOWNED_LINE
    if finding.kind is PlanKind.ACTION_SLIPPING:
        return "date révisée par le partenaire lui-même, à voir ensemble plutôt que relancer"
    if finding.kind is ProducerKind.VOLUME_SHORTFALL:
        return "écart de volume, à évoquer de vive voix avec le producteur"
    by_kind = finding.kind.has(Trait.DATED) or finding.kind.has(Trait.TO_PRECISE)
    told = by_kind or bool(finding.ask.strip())
    if not told or not may_see_finding(finding, viewer=partner_viewer(finding.partner)):
        return HERS_ALONE
    first = finding.evidence[0] if finding.evidence else None
    if finding.kind.has(Trait.TO_PRECISE) and first and first.file_id in facts.coordination_files:
        return f"cellule de {quote(first.workbook)}, à corriger par la coordination"
    # What is asked of a tab that is lost does not come from what was read in it.
    for place in () if finding.kind.has(Trait.OUT_OF_REACH) else finding.evidence:
        if (older := stale_reading(place, programme=facts.programme)) is not None:
            return f"données trop anciennes ({older[0]} lu le {format_moment(older[1])})"
    return ""


def why_too_soon_after_arrival(finding: Finding, *, facts: WeekFacts) -> str:
    """Why the first message to a partner that has just come leaves a line out; mostly empty.

    Nobody is reproached for what was due before they came, nor welcomed with cells to put right.
    """
    day = facts.arrivals.get(finding.partner or "")
    if day is None:
        return ""
    if finding.kind.has(Trait.TO_PRECISE):
        return "nouveau partenaire, une cellule à préciser n’est pas pour le premier message"
    if finding.due is not None and finding.due < day:
        return f"échéance d’avant son arrivée ({format_long_date(day)}), à revoir ensemble"
    return ""


def why_partner_waits(partner: Partner, *, facts: WeekFacts) -> str:
    """Why nobody of this partner is written to today; empty when somebody may be."""
    if not partner.active:
        return f"partenaire inactif dans {quote('Partenaires')}"
    if facts.policy.suspended:
        return f"{quote('Tout suspendre')} est activé dans {quote('Paramètres')}"
    if facts.lost_tabs:
        tabs = join_words([quote(tab) for tab in facts.lost_tabs])
        return f"{tabs} à rétablir d’abord dans {quote('Pilotage')}"
    rhythm = facts.rhythms.get(partner.code, Rhythm())
    return (
        _why_paused(partner, facts=facts)
        or rhythm.silent
        or rhythm.problem
        or _why_quiet(partner, facts=facts)
    )


def why_person_waits(addressee: Addressee, *, facts: WeekFacts) -> str:
    """Why this person has had enough of us for now, or signs our mails; empty when neither."""
    if facts.is_hers(addressee):
        return f"vous-même, ces points sont à voir dans {quote('Anomalies')}"
    if has_mail_this_week(addressee.key, facts=facts):
        return "un message est déjà préparé ou envoyé cette semaine"
    if answered := _why_answered(addressee, facts=facts):
        return answered
    rhythm = facts.rhythms.get(addressee.partner, Rhythm())
    return rhythm.too_soon(facts.history.last_sent.get(addressee.key), as_of=facts.as_of)


def why_to_call(
    addressee: Addressee, partner: Partner, *, facts: WeekFacts, taken: str | None, worth: bool
) -> str:
    """Why this person is telephoned instead of written to; empty when a mail is right.

    `taken` is the partner code to whom a mail of the week goes at the same address, if any. Who
    left messages unanswered is written to again where nothing is `worth` a call any more.
    """
    if facts.is_called(addressee):
        return CALLED_FIRST
    if addressee.role == GENERAL and _prefers_telephone(partner):
        return "préfère le téléphone"
    if addressee.email is None:
        tab = "Partenaires" if addressee.role == GENERAL else "Interlocuteurs"
        return f"{NO_ADDRESS} (à corriger dans {quote(tab)})"
    if day := facts.history.bounced.get(addressee.key):
        return f"l’adresse a refusé le message du {format_long_date(day)}, à vérifier"
    if day := facts.history.unsubscribed.get(addressee.key):
        return f"ne veut plus de messages depuis le {format_long_date(day)}"
    unanswered = len(facts.history.unanswered.get(addressee.key, ()))
    if worth and unanswered >= facts.policy.call_after:
        return f"{unanswered} messages sans réponse, un appel sera plus utile"
    if taken is not None:
        return f"même adresse que {taken}, à qui part déjà le message de la semaine"
    return ""


def has_mail_this_week(person: str, *, facts: WeekFacts) -> bool:
    """Whether a digest of this week is already stored for that person."""
    return iso_week(facts.as_of) in facts.history.weeks.get(person, frozenset())


def _why_paused(partner: Partner, *, facts: WeekFacts) -> str:
    if partner.code not in facts.policy.pauses or partner.code in facts.policy.to_deputy:
        return ""
    until = facts.policy.pauses[partner.code]
    if until is None:
        return "partenaire en pause"
    return f"partenaire en pause jusqu’au {format_long_date(until)}" if facts.as_of <= until else ""


def _why_answered(addressee: Addressee, *, facts: WeekFacts) -> str:
    """An answer is read before its person hears of us again: a line of « Contacts », or a week."""
    day = facts.history.replied.get(addressee.key)
    if day is None or not timedelta(0) <= facts.as_of - day <= READ_WITHIN:
        return ""
    talked = facts.contacts.get(addressee.partner)
    if talked is not None and talked.on >= day:
        return ""
    if facts.history.decided.get(addressee.key, date.min) >= day:
        return ""
    until = format_long_date(day + READ_WITHIN)
    return (
        f"a répondu par mail le {format_long_date(day)}, à lire{NBSP}: une ligne dans "
        f"{quote('Contacts')} le dit lu, sinon rien ne part jusqu’au {until}"
    )


def why_told_in_a_call(one: TrackedFinding, *, facts: WeekFacts) -> str:
    """What a call was answered of a line, as « Contacts » says by naming it; empty without that.

    A call that was made answers nothing by itself: what it asked is in the next message.
    """
    finding, word = one.finding, one.word
    if word.meaning is not Meaning.CALLED or word.until is None or facts.as_of >= word.until:
        return ""
    if word.seen_on is None or finding.partner is None:
        return ""
    for line in facts.exchanges.get(finding.partner, ()):
        about = named_in(line.said, finding.partner, programme=facts.programme, findings=(finding,))
        if line.on >= word.seen_on and about.includes(finding):
            return f"en a parlé le {format_long_date(line.on)} ({quote('Contacts')})"
    return ""


def why_promised(promise: Promise | None) -> str:
    """A day promised by telephone is waited for; empty without one."""
    if promise is None:
        return ""
    return f"a promis pour le {format_long_date(promise.until)} ({quote('Contacts')})"


def _why_quiet(partner: Partner, *, facts: WeekFacts) -> str:
    ends = [
        (end, period.label)
        for period in facts.policy.quiet
        if period.concerns(code=partner.code, profile=partner.profile)
        and (end := period.end_after(facts.as_of)) is not None
    ]
    if not ends:
        return ""
    end, label = max(ends)
    return f"période calme ({label}) jusqu’au {format_long_date(end)}"


def _prefers_telephone(partner: Partner) -> bool:
    return is_telephone(partner.channel)
