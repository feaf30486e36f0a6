"""Pure: the topics of the deck that are charts: the plan, the volumes, the budgets.

None of them names a partner, and none an amount of money.
"""

from relocalisons.core.kernel.words.french import NBSP, count_days, join_words
from relocalisons.core.reports.committee.copil import CopilReport
from relocalisons.core.reports.deck.deck import Card, Chart, Slide
from relocalisons.core.reports.deck.topic import ENOUGH, Topic
from relocalisons.core.reports.sections.planning_picture import is_running
from relocalisons.core.reports.shared.measures import Measures
from relocalisons.core.reports.shared.sentences import lateness_sentence, percent, volumes_sentence
from relocalisons.core.views.view import BulletRow


def planning(report: CopilReport, measures: Measures) -> Topic:
    """The chart of the plan."""
    sentences = (_drifts(measures),)
    if report.gantt is None:
        card = Card(
            title="Planning",
            sentences=(
                "Aucune date du plan ne peut être dessinée.",
                "Il faut un début et une fin lisibles par action.",
            ),
        )
        return Topic(card=card, slide=None)
    title = report.gantt.words.title
    return Topic(
        card=Card(title="Planning", sentences=(f"{title}.",)),
        slide=Slide(
            section="Planning",
            title=title,
            body=Chart(view=report.gantt, sentences=sentences),
            notes="En gris la référence, en bleu foncé le réalisé, en clair la prévision, en "
            f"hachures la dérive. {report.gantt.words.source}",
        ),
    )


def _drifts(measures: Measures) -> str:
    """The actions that the chart is about: the farthest from their reference."""
    drifting = [line for line in measures.followed if (line.gap or 0) > 0 and is_running(line)]
    drifting.sort(key=lambda line: (-(line.gap or 0), line.action.number))
    if not drifting:
        return lateness_sentence(measures)
    named = join_words(
        [f"{line.action.number} ({count_days(line.gap or 0)})" for line in drifting[:3]]
    )
    if len(drifting) == 1:
        return f"La seule dérive par rapport à la référence{NBSP}: {named}."
    return f"Les plus grandes dérives par rapport à la référence{NBSP}: {named}."


def volumes(report: CopilReport, measures: Measures) -> Topic:
    """The chart of committed and delivered volumes, by contract and crop."""
    sentence = volumes_sentence(measures)
    if report.volumes_picture is None or len(report.volumes_picture.rows) < ENOUGH:
        return Topic(
            card=Card(title="Volumes", sentences=_with_hint(sentence, measures)), slide=None
        )
    return Topic(
        card=Card(title="Volumes", sentences=(sentence,)),
        slide=Slide(
            section="Contrats de culture",
            title=report.volumes_picture.words.title,
            body=Chart(view=report.volumes_picture, sentences=(sentence,)),
            notes="Les contrats sont désignés par leur numéro et leur espèce. Les producteurs ne "
            "sont nommés dans aucun document du comité, leurs prix non plus.",
        ),
    )


def _with_hint(sentence: str, measures: Measures) -> tuple[str, ...]:
    if measures.volumes:
        return (sentence,)
    return (sentence, "Les premiers volumes paraîtront ici dès qu’un contrat aura commencé.")


def budget(report: CopilReport) -> Topic:
    """Shares of each funder's budget; no amount."""
    picture = report.spending_picture
    if picture is None:
        words = (
            "La consommation du budget n’est pas mesurable, faute de budget lisible.",
            "L’onglet « Budget » est à compléter avant la prochaine réunion.",
        )
        return Topic(card=Card(title="Budget", sentences=words), slide=None)
    sentences = tuple(_spent_words(row) for row in picture.rows[:5])
    return Topic(
        card=Card(title="Budget", sentences=(f"{picture.words.title}.", *sentences[:3])),
        slide=Slide(
            section="Budget",
            title=picture.words.title,
            body=Chart(view=picture, sentences=sentences),
            notes="Seule la part payée compte pour les financeurs. Le trait noir marque le temps "
            "écoulé de la période d’éligibilité. Aucun montant n’est donné au comité.",
        )
        if len(picture.rows) >= 2
        else None,
    )


def _spent_words(row: BulletRow) -> str:
    """What the chart shows of one funder, with the time that has gone by."""
    if row.mark is None:
        return f"{row.label}{NBSP}: {row.text} du budget payé, période à préciser."
    gone = percent(round(row.mark))
    return f"{row.label}{NBSP}: {row.text} du budget payé pour {gone} du temps écoulé."
