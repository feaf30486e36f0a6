"""Every mail in its usual, empty and crowded forms, for those who look at them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache

from support.mails.drawn import CONTEXT, SHEET, a_digest, a_line
from support.meetings.gallery import gallery_of_meetings

from relocalisons.core.reminders.digests import (
    CallEntry,
    DigestGroup,
    DigestKind,
    Skipped,
    UrgentPoint,
)
from relocalisons.core.reminders.urgent import FIRM_ROW
from relocalisons.core.reminders.week_review import MailOfWeek, Opens, RunsOfWeek, Told, WeekReview
from relocalisons.rendering.mails.context import RenderedMail
from relocalisons.rendering.mails.mail import (
    render_daily_alert,
    render_decision_request,
    render_digest,
    render_failure,
    render_late_run,
    render_weekly_summary,
)
from relocalisons.rendering.mails.messages import (
    ActLine,
    DecisionRequest,
    FailureNotice,
    LateRunNotice,
    WaitingMail,
)
from relocalisons.rendering.mails.new_files_mail import NewFileNotice, render_new_files
from relocalisons.rendering.mails.replies_mail import ReplyNotice, render_replies
from relocalisons.rendering.mails.sending_mail import (
    DoubtfulMail,
    render_doubts,
    render_first_sending,
)

NOON = datetime(2026, 3, 5, 12, tzinfo=UTC)
LONG = (
    "Élaborer, avec l’ensemble des établissements volontaires, l’état des lieux de "
    "l’approvisionnement des cuisines centrales de l’arrière-pays, à l’échelle intercommunale"
)
PROFILES = {
    "grower": ("agriculteur", "Quentin Arnoux", "EARL Les Jardins du Riou"),
    "local_authority": ("collectivité", "Mme Élodie d’Haïti", "Ville de Saint-Elzéar"),
    "chamber": ("chambre consulaire", "Wassim Pélissier", "Chambre d’agriculture du Val"),
    "ngo": ("association", "Inès Ségura", "Réseau Terre et Tables"),
    "legal": ("juriste", "Maître Olive", "Clinique du droit"),
    "contractor": ("prestataire", "Luc Blanc", "Agence Azur"),
}


def crowded(count: int) -> tuple:
    """`count` lines in each part."""
    return tuple(
        (
            group,
            tuple(
                a_line(
                    group,
                    f"A{number}.{group.value[0]}",
                    label=f"A{number} – {LONG if number % 7 == 1 else 'Former les cuisiniers'}",
                    text="Nous en parlions déjà dans notre dernier message." if number == 2 else "",
                )
                for number in range(1, count + 1)
            ),
        )
        for group in DigestGroup
    )


def a_call(number: int = 1, **given) -> CallEntry:
    values = {
        "partner": f"P{number:02d}", "partner_name": "Mairie de Grasse", "person": "Anne Roux",
        "phone": "04 93 00 00 01", "reason": "2 messages sans réponse, un appel sera plus utile",
        "points": ("A2.1 – Réserver la salle\u00a0: 12\u00a0jours de retard",
                   "L04 – Guide des achats\u00a0: pour le vendredi 6\u00a0mars"),
        "lines": 4, "last_contact": "Dernier échange le 10\u00a0février\u00a02026 avec Anne Roux"
        "\u00a0: attend le vote du budget",
        "promise": "Promis pour le 20\u00a0février\u00a02026, date passée", "deputy": "Paul Hébert",
    }  # fmt: skip
    return CallEntry(**(values | given))


def an_urgent_point(number: int = 1) -> UrgentPoint:
    return UrgentPoint(
        finding_key=f"report_due:FRA-{number}", label="FRA – rapport intermédiaire",
        due=date(2026, 3, 10), status="dans 7\u00a0jours, le mardi 10\u00a0mars",
    )  # fmt: skip


def an_act(number: int = 0) -> ActLine:
    titles = (
        "Appeler Jeanne Vernet (EARL Les Jardins du Riou) : 3 sujets",
        "Préparer FRA – Acompte 1 : 11 pièces, 8 signatures, 7 à revoir",
        "Envoyer au financeur : PNA – Rapport intermédiaire",
    )
    return ActLine(
        title=titles[number % 3],
        why="1 947 € à recevoir, dernier jour utile : 18 mars 2026",
        late=number % 3 == 2,
    )


def a_review(count: int = 2, **given) -> WeekReview:
    mail = MailOfWeek(
        partner="P07", person="Jeanne Vernet", state="delivered",
        subject="2\u00a0actions et 1\u00a0livrable à mettre à jour d’ici au 10\u00a0mars",
    )  # fmt: skip
    lapsed = replace(mail, partner="P09", state="lapsed", reason="pas de décision avant jeudi 12 h")
    unsure = replace(mail, partner="P10", state="unsettled")
    values = {
        "as_of": date(2026, 3, 6), "mails": (*[mail] * count, *([lapsed, unsure] if count else [])),
        "urgent": tuple(an_urgent_point(number) for number in range(1, min(count, 3) + 1)),
        "unread": ("Le classeur « Suivi P12 » n’est plus partagé avec le service.",) * bool(count),
        "settled": tuple(f"A{number} – Réserver la salle (Anne Roux)" for number in range(count)),
        "news": tuple(an_act(number).title for number in range(count)),
        "standing": ("Anne Roux",) * 2 * count,
        "runs": RunsOfWeek(days_read=5, days_expected=5), "opens": opens_of_week(count),
        "suspended_at": row_of(4),
    } | given  # fmt: skip
    for part in ("unread", "settled", "news", "standing", "lost", "promises"):
        values[part] = tuple(
            Told(words=words, url=row_of(number))
            for number, words in enumerate(values.get(part, ()), start=5)
        )
    return WeekReview(**values)


def row_of(number: int, *, tab: int = 12) -> str:
    return f"https://docs.google.com/spreadsheets/d/p/edit#gid={tab}&range=A{number}:C{number}"


def opens_of_week(count: int) -> Opens:
    """Her tabs, with the row of the firm dates where the week has some."""
    titles = ("À faire", "Relances", "Journal")
    return Opens(
        rows={FIRM_ROW: row_of(31)} if count else {},
        tabs={title: row_of(1, tab=tab) for tab, title in enumerate(titles, start=12)},
    )


def a_request(count: int, **given) -> DecisionRequest:
    values = {
        "mails": tuple(
            WaitingMail(partner=f"P{number:02d}", lines=number,
                        subject="2\u00a0actions à mettre à jour d’ici au 10\u00a0mars",
                        naming_lines=int(number % 3 == 1), alone=number % 5 == 2,
                        role="financier" if number % 4 == 0 else "",
                        person=("Jeanne Vernet", "Zoé Terrier", "Luc Blanc")[number % 3],
                        why=("retards", "pièces de dépenses", "échéances proches")[number % 3])
            for number in range(1, count + 1)
        ),
        "deadline": NOON,
        "call_list": tuple(a_call(number) for number in range(1, min(count, 4) + 1)),
        "skipped": tuple(Skipped(partner=f"P{number}", reason="partenaire en pause")
                         for number in range(count)),
        "acts": tuple(an_act(number) for number in range(1, min(count, 3) + 1)),
        "safety_holds": (
            "40 messages seraient préparés cette semaine, contre 18 d’habitude. Regarder "
            "« Relances » : si ce nombre est normal, valider comme d’ordinaire.",
        ) * (count > 20),
    }  # fmt: skip
    return DecisionRequest(**(values | given))


def a_doubt(number: int = 7) -> DoubtfulMail:
    return DoubtfulMail(
        key=f"{number:064x}"[::-1], partner=f"P{number:02d}", since=NOON,
        subject="2\u00a0actions à mettre à jour d’ici au 10\u00a0mars",
        reason="SendGrid n’a pas répondu ; on ne peut pas savoir si le message est parti",
    )  # fmt: skip


@cache
def gallery() -> tuple[tuple[str, RenderedMail], ...]:
    """Name → mail; drawn once for all who look."""
    return (*_to_partners(), *_to_coordination(), *gallery_of_meetings(CONTEXT))


def _to_partners() -> Iterator[tuple[str, RenderedMail]]:
    for tone, (profile, person, name) in PROFILES.items():
        digest = a_digest(*crowded(2), profile=profile, person=person, partner_name=name, thanked=2)
        yield f"digest-{tone}", render_digest(digest, context=CONTEXT)
    for count in (1, 2, 3):
        yield f"digest-{count}", render_digest(a_digest(*crowded(count)), context=CONTEXT)
    first = replace(CONTEXT, privacy_url="https://localizz.example/donnees")
    yield "digest-first", render_digest(a_digest(*crowded(1)), context=first)
    only = ((DigestGroup.OTHER, (a_line(DigestGroup.OTHER, text="Faites signer la feuille."),)),)
    told = a_line(
        text="Nom du fichier attendu dans le Drive\u00a0: RELOC_L04_*.pdf.",
        already_told="Nous en avons déjà parlé dans 2\u00a0messages.",
    )
    private = a_line(DigestGroup.OTHER, "C-2025-07", due=None, status="à faire",
                     label="C-2025-07 – raison interne", text="Souhaitez-vous le renouveler ?",
                     already_told="Nous en parlions déjà dans notre dernier message.")  # fmt: skip
    pairs = ((DigestGroup.LATE, (told,)), (DigestGroup.OTHER, (private,)))
    yield "digest-told-before", render_digest(a_digest(*pairs), context=CONTEXT)
    yield "digest-one-point", render_digest(a_digest(*only), context=CONTEXT)
    coming = ((DigestGroup.UPCOMING, (a_line(DigestGroup.UPCOMING),)),)
    yield "welcome", render_digest(a_digest(*coming, welcome=True), context=CONTEXT)
    nothing = a_digest(welcome=True, blocks=())
    yield "welcome-nothing-asked", render_digest(nothing, context=CONTEXT)
    for tone in ("local_authority", "grower", "ngo"):
        profile, person, name = PROFILES[tone]
        escalation = a_digest(
            *crowded(1)[:2], profile=profile, person="Paul Hébert", partner_name=name,
            kind=DigestKind.ESCALATION, about_person=person, role="suppléant", sheet=SHEET,
        )  # fmt: skip
        yield f"escalation-{tone}", render_digest(escalation, context=CONTEXT)


def _to_coordination() -> Iterator[tuple[str, RenderedMail]]:
    for count in (0, 1, 2, 30):
        yield f"decision-{count}", render_decision_request(a_request(count), context=CONTEXT)
    stuck = replace(
        an_urgent_point(), label="R-08 – GT Logistique du 16\u00a0avril 2026",
        waits_for="les membres de « GT Logistique » dans « Instances »",
    )  # fmt: skip
    copy = replace(CONTEXT, reader="Paul Hébert")
    yield "decision-copy", render_decision_request(a_request(2), context=copy)
    yield "weekly-copy", render_weekly_summary(a_review(1, urgent=(stuck,)), context=copy)
    yield (
        "second-call",
        render_decision_request(
            a_request(2, decision_reminder=True, call_list=(), skipped=(), acts=()),
            context=CONTEXT,
        ),
    )
    for count in (0, 1, 2, 30):
        yield f"weekly-{count}", render_weekly_summary(a_review(count), context=CONTEXT)
    for count in (1, 2, 10):
        acts = tuple(an_act(number) for number in range(count))
        yield f"alert-{count}", render_daily_alert(acts, context=CONTEXT)
    for count in (1, 2, 3):
        new = NewFileNotice(
            name="Plan de la ferme.xlsx",
            said="Nouveau fichier « Plan de la ferme.xlsx » : « oui » sur sa ligne de « Sources ».",
            details=("24 actions.", "22 échéances, la prochaine le 12/03/2026."),
        )
        yield f"new-files-{count}", render_new_files([new] * count, context=CONTEXT)
    for count in (1, 2, 3):
        reply = ReplyNotice(
            heading="Luc Blanc (luc@ferme.example, P02) du 02/03/2026",
            proposals=("A2.1 : fait, le 01/03/2026 (« c fait depuis hier »).",),
            remarks=("Expéditeur non vérifié.",),
            own="c fait depuis hier\nbonne journée",
        )
        yield f"replies-{count}", render_replies([reply] * count, context=CONTEXT)
    yield "failure", render_failure(
        FailureNotice(
            flow="Suivi quotidien", happened="Google n’a pas répondu.", since=NOON,
            still_works=("L’envoi des messages que vous validez.",),
            not_done=("« Tableau de bord » et « Anomalies » gardent leur contenu d’avant.",),
            to_do=("Rien à faire pour l’instant : le prochain passage réessaiera.",),
            reference="rapide-colibri",
        ),
        context=CONTEXT,
    )  # fmt: skip
    yield "late-run", render_late_run(
        LateRunNotice(flow="Suivi quotidien", planned=NOON.replace(hour=1), started=NOON,
                      done=("Le suivi porte sur aujourd’hui.",)),
        context=CONTEXT,
    )  # fmt: skip
    doubt = DoubtfulMail(
        key="5f0c1d2e3b4a", partner="P07", since=NOON, reason="SendGrid n’a pas répondu",
        subject="2\u00a0actions à mettre à jour d’ici au 10\u00a0mars",
    )  # fmt: skip
    for count in (1, 2, 3):
        yield (
            f"doubt-{count}",
            render_doubts([doubt] * count, code="relocalisons", context=CONTEXT),
        )
        yield (
            f"first-sending-{count}",
            render_first_sending(count, code="relocalisons", context=CONTEXT),
        )
    for count in (1, 2, 3):
        doubts = [a_doubt(number) for number in range(1, count + 1)]
        yield f"doubts-{count}", render_doubts(doubts, code="relocalisons", context=CONTEXT)
        first = render_first_sending(count, code="relocalisons", context=CONTEXT)
        yield f"first-sending-{count}", first
