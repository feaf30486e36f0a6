"""Pure: the EGalim annex: what the project brings to each canteen's purchases, what is apart."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from relocalisons.core.kernel.discretion.discretion import for_others
from relocalisons.core.kernel.model import Programme
from relocalisons.core.kernel.words.french import (
    NBSP,
    THIN,
    count_of,
    format_long_date,
    format_money,
    format_percent,
    typo,
)
from relocalisons.core.producers.quality.certificates_findings import UNPROVEN_WORDS
from relocalisons.core.producers.quality.egalim import (
    BIO_TARGET,
    DURABLE_TARGET,
    CanteenYear,
    Egalim,
)
from relocalisons.core.producers.quality.quality_labels import Category
from relocalisons.core.programme.scope import programme_name
from relocalisons.core.reports.producers.purchase_form import PurchaseForm
from relocalisons.core.views.view import (
    AnnexColumn,
    AnnexSheet,
    AnnexValue,
    Heading,
    PaperView,
    PlainTable,
)

UNKNOWN_TOTAL = "part inconnue"
_COLUMNS = ("Catégorie", "Livraisons du projet, € HT", "Part")


@dataclass(frozen=True, slots=True, kw_only=True)
class CanteenPart:
    """One canteen and year: its sentence, and its table."""

    title: str
    sentence: str
    table: PlainTable


@dataclass(frozen=True, slots=True, kw_only=True)
class EgalimAnnex(PaperView):
    """Every canteen of a year; sums only, no grower and no price of a product."""

    template = "producers/egalim_annex"
    rule: tuple[str, ...]
    canteens: tuple[CanteenPart, ...]
    form: str  # what the import file of « ma cantine » holds, and what it leaves out


@for_others
def build_egalim_annex(
    programme: Programme, egalim: Egalim, *, year: int, form: PurchaseForm, as_of: date
) -> EgalimAnnex | None:
    """The annex of a year; None when no canteen has a known total nor a delivery that year."""
    canteens = [each for each in egalim.canteens if each.year == year]
    if not canteens:
        return None
    name = programme_name(programme)
    stopped = f"Données arrêtées au {format_long_date(as_of)}"
    return EgalimAnnex(
        heading=Heading(
            title=f"Annexe EGalim {year}",
            kicker="Part du projet dans les achats des cantines",
            subtitle=f"{name} · {count_of(len(canteens), 'cantine')} · "
            f"données arrêtées au {format_long_date(as_of)}",
            running=f"{name} · annexe EGalim {year}",
            stopped=stopped,
            description=f"Annexe EGalim {year}",
            file_stem=f"{year} Annexe EGalim",
            as_of=as_of,
        ),
        rule=_rule(canteens, egalim),
        canteens=tuple(
            CanteenPart(
                title=typo(each.name),
                sentence=f"{_sentence(each)}{_left(each)}",
                table=_table(each),
            )
            for each in canteens
        ),
        form=_form_words(form, year=year),
        annex=(_annex(canteens, stopped=stopped),),
    )


def _rule(canteens: list[CanteenYear], egalim: Egalim) -> tuple[str, ...]:
    known = len([each for each in canteens if each.total is not None])
    without = egalim.without_canteen + egalim.without_day
    left = (
        f"{count_of(without, 'livraison')} sans cantine ou sans date lisible "
        f"{'n’est' if without == 1 else 'ne sont'} dans aucune somme."
    )
    return (
        f"Valeurs HT par année civile. Chaque achat compte une fois, dans sa meilleure catégorie"
        f"{THIN}; «{NBSP}local{NBSP}» n’est pas une catégorie EGalim et figure à part.",
        f"Le total des achats alimentaires est connu pour {count_of(known, 'cantine')} sur "
        f"{len(canteens)}. Sans ce total, aucune part n’est calculée et rien n’est comparé aux "
        "objectifs de la loi.",
        *((left,) if without else ()),
    )


def _sentence(each: CanteenYear) -> str:
    if each.count == 0:
        return f"Aucune livraison du projet n’est saisie pour {each.year}."
    durable, bio = each.share(each.durable), each.share(each.categories[Category.BIO])
    if each.total is None or durable is None or bio is None:
        share = each.durable / each.delivered if each.delivered else Decimal(0)
        return (
            f"Le total des achats de {each.year} n’est pas connu. Les produits durables et de "
            f"qualité justifiés font {format_percent(share)} des livraisons du projet "
            f"({format_money(each.durable)} sur {format_money(each.delivered)})."
        )
    return (
        f"Le projet apporte {format_percent(durable, digits=1)} de produits durables et de qualité "
        f"aux {format_money(each.total)} d’achats alimentaires de {each.year}, dont "
        f"{format_percent(bio, digits=1)} de bio. L’objectif de la loi "
        f"({format_percent(DURABLE_TARGET)} dont {format_percent(BIO_TARGET)} de bio) se mesure "
        "sur tous les achats de la cantine, pas sur ceux du projet seuls."
    )


def _left(each: CanteenYear) -> str:
    if not each.left_out:
        return ""
    are = "n’est pas comptée" if each.left_out == 1 else "ne sont pas comptées"
    return f" {count_of(each.left_out, 'livraison')} sans prix lisible {are}."


def _table(each: CanteenYear) -> PlainTable:
    total = format_money(each.total) if each.total is not None else "inconnu"
    doubtful = (f"À part{NBSP}: label à vérifier", format_money(each.doubtful), "–")
    rows = (
        *(
            (category.value, format_money(amount), _share(each, amount))
            for category, amount in each.categories.items()
        ),
        ("Total durable et de qualité", format_money(each.durable), _share(each, each.durable)),
        ("Sans label", format_money(each.unlabelled), _share(each, each.unlabelled)),
        (f"À part{NBSP}: {UNPROVEN_WORDS}", format_money(each.unproven), "–"),
        *((doubtful,) if each.doubtful else ()),
        ("Total livré par le projet", format_money(each.delivered), _share(each, each.delivered)),
        (
            "Pour mémoire, produits locaux (producteurs du programme)",
            format_money(each.local),
            "hors EGalim",
        ),
    )
    return PlainTable(
        caption=f"{each.year} · achats alimentaires de la cantine{NBSP}: {total} · "
        f"{count_of(each.count, 'livraison comptée', 'livraisons comptées')}",
        columns=_COLUMNS,
        rows=rows,
    )


def _share(each: CanteenYear, amount: Decimal) -> str:
    share = each.share(amount)
    return UNKNOWN_TOTAL if share is None else format_percent(share, digits=1)


def _form_words(form: PurchaseForm, *, year: int) -> str:
    words = (
        f"Le fichier «{NBSP}{year} Achats pour ma cantine.csv{NBSP}» contient "
        f"{count_of(form.lines, 'achat prêt', 'achats prêts')} à importer."
    )
    reasons = [f"{reason} ({number})" for reason, number in sorted(form.left_out.items())]
    if reasons:
        words += f" Laissés de côté{NBSP}: {f'{THIN}; '.join(reasons)}."
    return words


def _annex(canteens: list[CanteenYear], *, stopped: str) -> AnnexSheet:
    categories = tuple(Category)
    rows: list[tuple[AnnexValue, ...]] = [
        (
            typo(each.name),
            each.siret,
            each.year,
            each.total,
            *(each.categories[category] for category in categories),
            each.unlabelled,
            each.unproven,
            each.doubtful,
            each.delivered,
            each.local,
            each.left_out,
        )
        for each in canteens
    ]
    return AnnexSheet(
        title="EGalim",
        intro=f"{stopped}. Euros HT ; une cellule vide est une valeur inconnue.".replace(
            " ;", f"{THIN};"
        ),
        columns=(
            AnnexColumn(header="Cantine", width=36),
            AnnexColumn(header="SIRET", width=18),
            AnnexColumn(header="Année", width=8, kind="days"),
            AnnexColumn(header="Achats alimentaires", width=18, kind="money"),
            *(
                AnnexColumn(header=category.value, width=18, kind="money")
                for category in categories
            ),
            AnnexColumn(header="Sans label", width=16, kind="money"),
            AnnexColumn(header="Label non justifié", width=16, kind="money"),
            AnnexColumn(header="Label à vérifier", width=16, kind="money"),
            AnnexColumn(header="Total livré", width=16, kind="money"),
            AnnexColumn(header="Dont local (hors EGalim)", width=18, kind="money"),
            AnnexColumn(header="Livraisons sans prix", width=12, kind="days"),
        ),
        rows=tuple(rows),
    )
