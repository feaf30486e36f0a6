"""Pure: the chart of committed and delivered volumes; its title is the message."""

from decimal import Decimal

from relocalisons.core.kernel.words.french import SEMICOLON, format_number
from relocalisons.core.producers.volumes.view import VolumeLine, VolumeState
from relocalisons.core.reports.shared.measures import Measures, whole_percent
from relocalisons.core.reports.shared.sentences import counted, percent, tonnes
from relocalisons.core.reports.shared.tables import contract_label
from relocalisons.core.views.pictures import MAX_BARS, bullets_alt, stopped_on
from relocalisons.core.views.view import BulletRow, Bullets, PictureWords


def volumes_of(measures: Measures) -> Bullets | None:
    """Measured contracts, the largest shortfall first; None when nothing can be measured."""
    lines = sorted(
        measures.volumes_measured,
        key=lambda line: (_gap(line), line.contract.number),
    )
    if not lines:
        return None
    largest = max(max(line.committed or Decimal(0), line.delivered or Decimal(0)) for line in lines)
    unit, factor = ("t", Decimal(1000)) if largest >= 1000 else ("kg", Decimal(1))
    shown = lines[:MAX_BARS]
    rows = tuple(_volume_row(line, factor=factor) for line in shown)
    note = (
        f", {format_number(len(shown))} contrats sur {format_number(len(lines))}"
        if len(lines) > len(shown)
        else ""
    )
    return Bullets(
        words=PictureWords(
            title=volumes_title(measures),
            subtitle=f"Volume livré et engagé à cette date par contrat, en {unit_word(unit)}, "
            f"plus grand écart d’abord{note}",
            source=stopped_on(measures.as_of),
            alt=bullets_alt("Volumes par contrat", rows),
        ),
        unit=unit,
        rows=rows,
        done_word="Livré",
        expected_word="Engagé",
        mark_word="Seuil de tolérance",
    )


def volumes_title(measures: Measures) -> str:
    """How many contracts are below their tolerance, and how much they lack together."""
    short = measures.volumes_in(VolumeState.SHORT)
    measured = len(measures.volumes_measured)
    if not short:
        return counted(
            measured,
            none="Aucun volume n’était à livrer",
            one="Le seul contrat mesuré tient son engagement, tolérance comprise",
            many="Les {n} contrats mesurés tiennent leur engagement, tolérance comprise",
        )
    lacking = -sum((_gap(line) for line in short), Decimal(0))
    head = counted(
        len(short),
        none="",
        one=f"1 contrat sur {format_number(measured)} est sous sa tolérance",
        many=f"{{n}} contrats sur {format_number(measured)} sont sous leur tolérance",
    )
    who = "lui" if len(short) == 1 else "leur"
    return f"{head}{SEMICOLON} il {who} manque {tonnes(lacking)}"


def volume_words(line: VolumeLine) -> str:
    """`54 % (−83,5 t)` of a measured contract."""
    share = whole_percent(line.share or Decimal(0))
    gap = _gap(line)
    if gap == 0:
        return percent(share)
    sign = "\u2212" if gap < 0 else "+"
    return f"{percent(share)} ({sign}{tonnes(abs(gap))})"


def _volume_row(line: VolumeLine, *, factor: Decimal) -> BulletRow:
    committed, delivered = line.committed or Decimal(0), line.delivered or Decimal(0)
    return BulletRow(
        label=contract_label(line),
        done=float(delivered / factor),
        expected=float(committed / factor),
        mark=float(committed * (1 - line.tolerance) / factor),
        text=volume_words(line),
        level=line.status.level,
    )


def _gap(line: VolumeLine) -> Decimal:
    return (line.delivered or Decimal(0)) - (line.committed or Decimal(0))


def unit_word(unit: str) -> str:
    """The unit of the axis in letters."""
    return {"t": "tonnes", "kg": "kilogrammes"}[unit]
