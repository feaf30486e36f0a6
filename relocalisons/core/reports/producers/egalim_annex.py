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
    join_words,
    rest_words,
    typo,
)
from relocalisons.core.producers.quality.egalim import CanteenYear, Egalim, Verdict, verdict_on
from relocalisons.core.producers.quality.quality_labels import SHOWN, Category
from relocalisons.core.producers.quality.words.labels import LabelKind
from relocalisons.core.producers.volumes.year_end import YearEnd, project_year
from relocalisons.core.programme.scope import funder_mentions, programme_name
from relocalisons.core.reports.producers.purchase_form import PurchaseForms
from relocalisons.core.sources.laws.egalim_rules import COVERAGE, LEVEL_2_SOURCE
from relocalisons.core.views.view import (
    AnnexColumn,
    AnnexSheet,
    AnnexValue,
    Heading,
    PaperView,
    PlainTable,
)

UNKNOWN_TOTAL = "–"  # the sentence above the table says that the total is not known
_MOST_DOUBTS = 6
_CHANGED = ("achat déjà importé a changé", "achats déjà importés ont changé")
_COLUMNS = ("Catégorie", "Livraisons du projet, € HT", "Part")


@dataclass(frozen=True, slots=True, kw_only=True)
class CanteenPart:
    """One canteen and year: its sentences, its table, and what would settle its doubts."""

    title: str
    sentence: str
    meat_fish: str
    year_end: str
    table: PlainTable
    doubts: PlainTable | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EgalimAnnex(PaperView):
    """Every canteen of a year; sums only, no grower and no price of a product."""

    template = "producers/egalim_annex"
    rule: tuple[str, ...]
    canteens: tuple[CanteenPart, ...]
    mentions: tuple[str, ...]  # what the funders ask to print
    form: str  # what the import file of « ma cantine » holds, and what it leaves out


@for_others
def build_egalim_annex(
    programme: Programme, egalim: Egalim, *, year: int, form: PurchaseForms, as_of: date
) -> EgalimAnnex | None:
    """The annex of a year; None when no canteen has a known total nor a delivery that year."""
    canteens = [each for each in egalim.canteens if each.year == year]
    if not canteens:
        return None
    name = programme_name(programme)
    stopped = f"Données arrêtées au {format_long_date(as_of)}"
    return EgalimAnnex(
        heading=Heading(
            title=f"Annexe EGalim {year}"
            + (f", du 1er janvier au {format_long_date(as_of)}" if as_of.year == year else ""),
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
                meat_fish=_meat_fish(each),
                year_end=_year_end(each, project_year(programme, each, as_of=as_of)),
                table=_table(each),
                doubts=_doubts(each),
            )
            for each in canteens
        ),
        mentions=funder_mentions(programme),
        form=_form_words(form, year=year),
        annex=(_annex(canteens, stopped=stopped),),
    )


def _rule(canteens: list[CanteenYear], egalim: Egalim) -> tuple[str, ...]:
    known = len([each for each in canteens if each.total is not None])
    total = "Le total des achats alimentaires"
    if not known:
        of = f"{total} n’est connu pour aucune des {len(canteens)} cantines"
    else:
        of = f"{total} est connu pour {count_of(known, 'cantine')} sur {len(canteens)}"
    without = egalim.without_canteen + egalim.without_day
    left = (
        f"{count_of(without, 'livraison')} sans cantine ou sans date lisible "
        f"{'n’est' if without == 1 else 'ne sont'} dans aucune somme."
    )
    level_2 = any(LabelKind.LEVEL_2 in each.all.labels for each in canteens)
    return (
        f"Valeurs HT par année civile ({COVERAGE}), refus et avoirs déduits. Chaque achat compte "
        f"une fois, dans sa meilleure catégorie prouvée{THIN}; «{NBSP}local{NBSP}» n’est pas une "
        "catégorie EGalim et figure à part.",
        "Un label compte quand le certificat du vendeur couvre ce produit ce jour-là. Ce qu’un "
        "papier ou un texte pourrait encore changer est en doute, et n’entre dans aucune part.",
        f"{of}. Sans ce total, aucune part n’est calculée et rien n’est comparé aux "
        "objectifs de la loi.",
        *(
            (f"Le niveau 2 compte jusqu’au 31 décembre 2026 ({LEVEL_2_SOURCE}).",)
            if level_2
            else ()
        ),
        *((left,) if without else ()),
    )


def _sentence(each: CanteenYear) -> str:
    if each.count == 0:
        return f"Aucune livraison du projet n’est saisie pour {each.year}."
    durable, bio = each.share(each.all.durable), each.share(each.all.bio)
    if each.total is None or durable is None or bio is None:
        whole = each.all.bought
        share = Decimal(each.all.durable) / whole if whole > 0 else Decimal(0)
        return (
            f"Le total des achats de {each.year} n’est pas encore noté. Les produits durables et "
            f"de qualité justifiés font {format_percent(share)} des livraisons du projet "
            f"({_euros(each.all.durable)} sur {_euros(whole)}).{_doubtful(each)}"
        )
    return (
        f"Le projet apporte {format_percent(durable, digits=1)} de produits durables et de qualité "
        f"aux {_euros(each.total)} d’achats alimentaires de {each.year}, dont "
        f"{format_percent(bio, digits=1)} de bio.{_doubtful(each)}{_targets(each)}"
    )


def _doubtful(each: CanteenYear) -> str:
    return f" {_euros(each.all.doubt)} sont en doute." if each.all.doubt else ""


def _targets(each: CanteenYear) -> str:
    """The law's own shares; reached for sure only where the project's purchases suffice."""
    durable, bio = each.targets.durable, each.targets.bio
    if durable is None or bio is None:
        return f" Aucun objectif de la loi n’est connu pour {each.year}."
    asked = f"{format_percent(durable.amount)} dont {format_percent(bio.amount)} de bio"
    total = each.total or 0
    reached = all(
        verdict_on(target, reached=cents, doubt=0, total=total) is Verdict.REACHED
        for target, cents in ((durable, each.all.durable), (bio, each.all.bio))
    )
    words = (
        f"L’objectif de la loi ({asked}) est déjà atteint par ces seules livraisons"
        if reached
        else f"L’objectif de la loi ({asked}) se mesure sur tous les achats de la cantine, pas sur "
        "ceux du projet seuls"
    )
    return f" {words} ({durable.source})."


def _meat_fish(each: CanteenYear) -> str:
    """« Viandes et poissons : 900 € durables et de qualité sur 1 500 € livrés (60 %)… »"""
    part, target = each.meat_fish, each.targets.meat_fish
    if part.bought <= 0 and not each.species_in_doubt:
        return ""
    words = f"Viandes et poissons{NBSP}: {_euros(part.durable)} durables et de qualité sur "
    words += f"{_euros(part.bought)} livrés par le projet"
    if part.bought > 0:
        words += f" ({format_percent(Decimal(part.durable) / part.bought, digits=1)})"
    if each.meat_fish_total:
        share = Decimal(part.durable) / each.meat_fish_total
        words += f", soit {format_percent(share, digits=1)} de ceux de la cantine"
    if part.doubt:
        words += f"{THIN}; {_euros(part.doubt)} sont en doute"
    if target is not None:
        words += (
            f"{THIN}; l’objectif est {format_percent(target.amount)} de tous ceux de la cantine, "
            f"charcuterie exclue ({target.source})"
        )
    words += "."
    if each.species_in_doubt:
        words += (
            f" Lapin, cheval et gibier ({_euros(each.species_in_doubt)}) sont à part{NBSP}: la loi "
            "ne les nomme pas, à vérifier par l’expert juridique."
        )
    return words


def _year_end(each: CanteenYear, end: YearEnd | None) -> str:
    """« À ce rythme, 41 % au 31 décembre… ; il manque 8 400 € de bio… ; ces contrats… »"""
    if end is None:
        return ""
    words = (
        f"Au rythme des jours de service écoulés, le projet seul apporterait "
        f"{format_percent(end.durable, digits=1)} de durables et de qualité au 31 décembre, dont "
        f"{format_percent(end.bio, digits=1)} de bio"
    )
    target = each.targets.bio
    if not end.lacking_bio or target is None:
        return f"{words}."
    words += (
        f"{THIN}; il manque environ {_rounded(end.lacking_bio)} de bio pour qu’il fasse à lui seul "
        f"{format_percent(target.amount)}"
    )
    if not end.helpers:
        return f"{words}{THIN}; aucun contrat bio en cours n’y promet d’autres volumes cette année."
    named = join_words([f"{one.number} ({_rounded(one.cents)})" for one in end.helpers])
    if end.enough:
        return f"{words}{THIN}; les volumes promis d’ici là le peuvent{NBSP}: {named}."
    return f"{words}{THIN}; les volumes promis d’ici là n’y suffisent pas{NBSP}: {named}."


def _rounded(cents: int) -> str:
    """A forecast to the nearest ten euros."""
    return format_money(round(Decimal(cents) / 1000) * 10)


def _left(each: CanteenYear) -> str:
    if not each.left_out:
        return ""
    are = "n’est pas comptée" if each.left_out == 1 else "ne sont pas comptées"
    return f" {count_of(each.left_out, 'livraison')} sans prix ou refus lisible {are}."


def _table(each: CanteenYear) -> PlainTable:
    total = _euros(each.total) if each.total is not None else "inconnu"
    part = each.all
    rows = (
        *(
            (category.value, _euros(part.of(category)), _share(each, part.of(category)))
            for category in Category
        ),
        ("Total durable et de qualité", _euros(part.durable), _share(each, part.durable)),
        ("Sans label", _euros(part.unlabelled), _share(each, part.unlabelled)),
        (
            "Label annoncé qui ne compte pas",
            _euros(part.other - part.unlabelled),
            _share(each, part.other - part.unlabelled),
        ),
        (f"À part{NBSP}: en doute", _euros(part.doubt), "–"),
        ("Total livré par le projet", _euros(part.bought), _share(each, part.bought)),
        (
            "Pour mémoire, produits locaux (producteurs du programme)",
            _euros(each.local),
            "hors EGalim",
        ),
    )
    return PlainTable(
        caption=f"{each.year} · achats alimentaires de la cantine{NBSP}: {total} · "
        f"{count_of(each.count, 'livraison comptée', 'livraisons comptées')}",
        columns=_COLUMNS,
        rows=rows,
    )


def _doubts(each: CanteenYear) -> PlainTable | None:
    """What would settle a doubt, and who may bring it; no grower is named here."""
    merged: dict[tuple[str, str, str], int] = {}
    for line in each.doubts:
        key = (line.lifter.value, SHOWN[line.label], line.reason)
        merged[key] = merged.get(key, 0) + line.cents
    if not merged:
        return None
    lines = sorted(merged.items(), key=lambda pair: -pair[1])
    rest = len(lines) - _MOST_DOUBTS
    return PlainTable(
        caption=f"En doute{NBSP}: {_euros(each.all.doubt)}",
        columns=("Qui peut le lever", "Label", "Ce qui manque", "€ HT"),
        rows=tuple(
            (who, label, typo(reason), _euros(cents))
            for (who, label, reason), cents in lines[:_MOST_DOUBTS]
        ),
        note=rest_words(rest, "autre doute", "autres doutes") if rest > 0 else "",
    )


def _share(each: CanteenYear, cents: int) -> str:
    share = each.share(cents)
    return UNKNOWN_TOTAL if share is None else format_percent(share, digits=1)


def _euros(cents: int) -> str:
    return format_money(Decimal(cents) / 100)


def _form_words(form: PurchaseForms, *, year: int) -> str:
    words = (
        f"{count_of(form.lines, 'achat prêt', 'achats prêts')} à importer, un fichier par cantine "
        f"(«{NBSP}{year} Achats à importer – …{NBSP}»){THIN}; chacun ne contient que les achats "
        "pas encore importés."
    )
    changed = sum(each.changed for each in form.files)
    if changed:
        words += f" {count_of(changed, *_CHANGED)}{NBSP}: à corriger sur la plateforme."
    reasons = [f"{reason} ({number})" for reason, number in sorted(form.left_out.items())]
    if reasons:
        words += f" Laissés de côté{NBSP}: {f'{THIN}; '.join(reasons)}."
    return typo(words)


def _annex(canteens: list[CanteenYear], *, stopped: str) -> AnnexSheet:
    categories = tuple(Category)
    rows: list[tuple[AnnexValue, ...]] = [
        (
            typo(each.name),
            each.siret,
            each.year,
            _amount(each.total),
            *(_amount(each.all.of(category)) for category in categories),
            _amount(each.all.unlabelled),
            _amount(each.all.other - each.all.unlabelled),
            _amount(each.all.doubt),
            _amount(each.all.bought),
            _amount(each.meat_fish.bought),
            _amount(each.meat_fish.durable),
            _amount(each.species_in_doubt),
            _amount(each.local),
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
            AnnexColumn(header="Label qui ne compte pas", width=16, kind="money"),
            AnnexColumn(header="En doute", width=16, kind="money"),
            AnnexColumn(header="Total livré", width=16, kind="money"),
            AnnexColumn(header="Viandes et poissons livrés", width=18, kind="money"),
            AnnexColumn(header="dont durables et de qualité", width=18, kind="money"),
            AnnexColumn(header="Lapin, cheval, gibier (à part)", width=18, kind="money"),
            AnnexColumn(header="Dont local (hors EGalim)", width=18, kind="money"),
            AnnexColumn(header="Livraisons non lues", width=12, kind="days"),
        ),
        rows=tuple(rows),
    )


def _amount(cents: int | None) -> Decimal | None:
    return None if cents is None else Decimal(cents) / 100
