"""The forms that the Prefect UI shows: one request model a flow, titles and help in French.

In Prefect the label of a field is its name in the model's schema, and a nested pydantic model is
the only way to keep both a title and limits (design §10).
"""

import re
from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from relocalisons.core.kernel.calendar.week_choice import (
    SEVEN_DAYS,
    THIS_WEEK,
    WEEKS,
    SpanChoice,
    WeekChoice,
)
from relocalisons.core.partners.asked import AS_SOURCES_SAY, EVERYONE, said_by_choice

CHOICE = "x-partners"
"""Marks a field whose choices are the partners, put in its form when it is deployed.

It says what the choice of nobody is called, or that there may be several, deputies too.
"""
SEVERAL = "several"
OFFERED = "x-offered"
"""Marks a text of which the form offers some only: a terminal may say others."""
SAID = "x-said"
"""What a field says of itself once it is a drop-down."""


def _one_code(said: object) -> object:
    return said_by_choice(said) if isinstance(said, str) else said


def _all_codes(said: object) -> object:
    """A list of choices as one text, in which their names would look like more codes."""
    if not isinstance(said, (list, tuple)):
        return said
    return "; ".join(said_by_choice(str(each)) for each in said)


PartnerCode = Annotated[str, BeforeValidator(_one_code)]
PartnerCodes = Annotated[str, BeforeValidator(_all_codes)]


class NightRequest(BaseModel):
    """What most flows ask: which programme, for which day, and whether anything is written."""

    # From attributes: what is asked of every flow will do for one whose form asks more.
    model_config = ConfigDict(extra="forbid", frozen=True, from_attributes=True)

    programme: str = Field(
        default="relocalisons",
        title="Programme",
        description="Nom du fichier de configuration du programme, sans « .toml ».",
        pattern=r"^[a-z][a-z0-9_-]{1,40}$",
    )
    logical_date: date | None = Field(
        default=None,
        title="Date du suivi",
        description="Laissez vide pour la date du jour. Une date déjà traitée n’est pas rejouée.",
    )
    again: bool = Field(
        default=False,
        title="Refaire",
        description="Activé : refait une date déjà traitée, par exemple après une correction. "
        "Aucun message ne part deux fois.",
    )
    dry_run: bool = Field(
        default=True,
        title="À blanc",
        description="Activé : rien n’est écrit ni envoyé, le résultat est seulement montré.",
    )


class WeekRequest(NightRequest):
    """What belongs to a week: which one."""

    week: WeekChoice = Field(
        default=THIS_WEEK,
        title="Semaine",
        description="« autre (date) » : donnez ci-dessous un jour de la semaine voulue.",
    )
    logical_date: date | None = Field(
        default=None,
        title="Autre date",
        description="Avec « autre (date) » seulement. Une date déjà traitée n’est pas rejouée.",
    )


class BaselineRequest(NightRequest):
    """Freezing a named baseline."""

    name: str = Field(
        default="",
        title="Nom du planning de référence",
        description="Par exemple « Décision du comité de mars ». Vide : « Convention » où les "
        "conventions sont suivies, sinon « Planning initial » ; s’il est déjà pris, la date du "
        "jour. Un avenant se fait par « Faire un avenant ».",
        pattern=r"^(.{3,})?$",
        max_length=80,
    )
    in_force: bool = Field(
        default=False,
        title="Devient la référence",
        description="Activé : les écarts se comptent désormais par rapport à lui ; avec le nom "
        "d’un planning déjà figé, c’est celui-là qui est remis en vigueur. Désactivé : il est "
        "gardé pour comparer. Le premier planning figé est toujours la référence.",
    )


class AmendmentRequest(NightRequest):
    """Preparing the tab « Avenant », then establishing what she retained there."""

    name: str = Field(
        default="",
        title="Nom de l’avenant",
        description="Par exemple « Avenant n° 2 ». Vide : prépare l’onglet « Avenant » de "
        "« Pilotage », où écrire « retenir ». Avec un nom : l’avenant est fait des lignes "
        "retenues, et de rien d’autre. À blanc, ce qui changerait est seulement montré.",
        pattern=r"^(.{3,})?$",
        max_length=80,
    )
    in_force_on: date | None = Field(
        default=None,
        title="En vigueur le",
        description="Vide : aujourd’hui. Avant ce jour, la référence reste la précédente.",
    )


class ProducerRequest(NightRequest):
    """The documents about producers, out of their day."""

    now: bool = Field(
        default=False,
        title="Sans attendre",
        description="Activé : rédige les documents aujourd’hui, sans attendre le 2e jour ouvré du "
        "mois. Utile avant une visite ou une signature.",
    )


# A subject that nobody asks for begins by itself, on the first line of one of its tables.
_BOX = "Coché : ses onglets et ses dossiers sont créés dès maintenant."


class WorkspaceRequest(NightRequest):
    """Building the workspace."""

    partner_list: str = Field(
        default="Liste des partenaires",
        title="Liste des partenaires",
        description="Nom d’un fichier déposé dans le Drive (Google Sheet, .xlsx, .ods ou .csv), "
        "avec les colonnes Code, Structure, Type, Référent, E-mail. Vide : les lignes de "
        "« Partenaires » dans « Pilotage ».",
        max_length=300,
    )

    plan: str = Field(
        default="",
        title="Plan d’action déjà tenu",
        description="Lien ou nom du classeur du Drive où se trouve déjà le plan de tous. Il est "
        "inscrit dans « Sources », et aucun classeur n’est créé pour les partenaires. Vide : un "
        "classeur par partenaire, avec un onglet « Plan d’action ».",
        max_length=300,
    )
    deliverables: bool = Field(default=False, title="Activer : livrables", description=_BOX)
    objectives: bool = Field(
        default=False, title="Activer : objectifs", description=f"Indicateurs et risques. {_BOX}"
    )
    meetings: bool = Field(default=False, title="Activer : réunions", description=_BOX)
    communication: bool = Field(default=False, title="Activer : communication", description=_BOX)
    money: bool = Field(default=False, title="Activer : argent", description=_BOX)
    producers: bool = Field(default=False, title="Activer : producteurs", description=_BOX)
    agreements: bool = Field(
        default=False,
        title="Activer : conventions",
        description=f"Conventions des partenaires et attestations. {_BOX}",
    )
    repayments: bool = Field(
        default=False,
        title="Activer : reversements",
        description=f"Le chef de file encaisse les aides et reverse leur part aux partenaires. "
        f"{_BOX}",
    )


class ChangesRequest(NightRequest):
    """Comparing two days."""

    span: SpanChoice = Field(
        default=SEVEN_DAYS,
        title="Période",
        description="« autre (dates) » : donnez ci-dessous l’un des deux jours, ou les deux.",
    )
    since: date | None = Field(
        default=None,
        title="Depuis le",
        description="Premier jour comparé, tel qu’il était le soir. Vide : sept jours plus tôt.",
    )
    until: date | None = Field(
        default=None,
        title="Jusqu’au",
        description="Second jour comparé. Vide : maintenant, après une nouvelle lecture.",
    )
    compare: str = Field(
        default="",
        title="Comparer avec",
        description="« référence initiale », « avenant n° 1 » ou « 12/03/2026 » : compare le plan "
        "d’aujourd’hui à cette version (dates, cibles, budget) ; deux versions se séparent par un "
        "point-virgule. Vide : les cellules changées dans la période.",
        max_length=200,
    )
    partner: PartnerCode = Field(
        default="",
        title="Partenaire",
        description="Code d’un seul partenaire, par exemple P07. Vide : tous, et « Pilotage ».",
        max_length=100,
        json_schema_extra={CHOICE: EVERYONE, SAID: "« Tous » : « Pilotage » aussi."},
    )


class TrialRequest(NightRequest):
    """Trying one file of the Drive; whatever « À blanc » says, nothing of it is kept."""

    file: str = Field(
        default="",
        title="Fichier",
        description="Le lien du fichier, ou son nom exact dans le Drive. Vide : les tableurs que "
        "« Sources » ne nomme pas encore.",
        max_length=400,
    )
    partner: PartnerCode = Field(
        default="",
        title="Partenaire",
        description="Code du partenaire dont c’est le fichier, par exemple P07. Vide : celui que "
        "dit « Sources », ou une colonne du fichier.",
        max_length=100,
        json_schema_extra={CHOICE: AS_SOURCES_SAY, SAID: "Celui dont c’est le fichier."},
    )


class PreviewRequest(NightRequest):
    """Looking at a paper before its night; whatever « À blanc » says, nothing of it is kept.

    Papers with prices, salaries or telephones are shown in a terminal only: the console's pages
    have one password for all.
    """

    paper: Literal[
        "Note mensuelle",
        "Rapport",
        "Rapport COPIL",
        "Ordre du jour",
        "Dossier de séance",
        "Relevé",
        "Support de séance",
        "Kit de diffusion",
        "Fiche prestataire",
        "Suivi des filières",
        "Annexe EGalim",
    ] = Field(
        default="Note mensuelle",
        title="Document",
        description="Tel que le prochain passage le ferait ; ce qui reste à remplir est marqué.",
    )
    about: str = Field(
        default="",
        title="Pour",
        description="Code d’un financeur, nom d’une instance, numéro d’une réunion ou d’un "
        "livrable, ou année. Vide : tous.",
        max_length=100,
    )


class ReleaseRequest(NightRequest):
    """Releasing held reminders without the tab: first a rehearsal, then with its number."""

    dry_run: bool = Field(
        default=True,
        title="À blanc",
        description="Activé : rien ne part, le résultat dit combien de messages partiraient et à "
        "qui. Désactivez pour envoyer, et recopiez ce nombre ci-dessous.",
    )
    count: int = Field(
        default=0,
        title="Nombre de messages",
        description="Pour envoyer : le nombre que l’essai à blanc a donné. S’il n’est plus le bon, "
        "rien ne part.",
        ge=0,
        le=5000,
    )

    week: str = Field(
        default=THIS_WEEK,
        title="Semaine",
        description="Semaine des relances. Les messages d’une semaine passée ne partent plus : "
        "l’essai à blanc dit ce qu’ils sont devenus.",
        pattern=rf"^(\d{{4}}-W\d{{2}}|{'|'.join(map(re.escape, WEEKS))}|)$",
        json_schema_extra={OFFERED: list(WEEKS)},
    )
    week_day: date | None = Field(
        default=None,
        title="Un jour de l’autre semaine",
        description="Avec « autre (date) » seulement.",
    )
    partners: PartnerCodes = Field(
        default="",
        title="Partenaires",
        description="Codes séparés par des espaces ou des virgules, par exemple « P04 P07 ». "
        "Vide : tous les messages en attente, sauf ceux qui demandent une décision à part (à "
        "nommer ici, par exemple « P07/suppléant »).",
        max_length=2000,
        json_schema_extra={
            CHOICE: SEVERAL,
            SAID: "Un ou plusieurs. Aucun : tous les messages en attente, sauf ceux qui demandent "
            "une décision à part (à choisir ici).",
        },
    )
    naming_lines: bool = Field(
        default=False,
        title="Avec les lignes qui nomment un autre partenaire",
        description="Activé : ces lignes partent aussi. Laissez désactivé si vous n’avez pas relu "
        "l’aperçu.",
    )


class PortfolioRequest(BaseModel):
    """One flow for many programmes; each of them is a run of its own, with its own answers."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    action: Literal["Suivi quotidien", "Contrôle des accès", "Préparer les relances"] = Field(
        default="Suivi quotidien",
        title="Suivi à lancer",
        description="Le même pour tous. Une date déjà traitée n’est pas rejouée.",
    )
    programmes: str = Field(
        default="",
        title="Programmes",
        description="Noms séparés par des espaces ou des virgules. Vide : tous ceux du serveur.",
        max_length=20_000,
    )
    batch: int = Field(
        default=20,
        title="Par lots de",
        description="Combien de passages attendent ou travaillent à la fois.",
        ge=1,
        le=200,
    )
    reads: int = Field(
        default=10,
        title="Lectures par programme",
        description="Combien de lectures Google réserver à chacun : 3 une nuit calme, une par "
        "classeur modifié de plus. Google en accorde 60 par minute à un compte.",
        ge=1,
        le=60,
    )
    dry_run: bool = Field(
        default=True,
        title="À blanc",
        description="Activé : rien n’est lancé, la page dit quels programmes le seraient.",
    )
