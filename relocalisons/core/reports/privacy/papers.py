"""Pure: the three papers of the GDPR, as sections of finished French sentences."""

from dataclasses import dataclass

from relocalisons.core.kernel.words.french import NBSP, THIN, count_of, format_long_date, quote
from relocalisons.core.reports.privacy.facts import (
    PrivacyFacts,
    missing_facts,
    or_missing,
    say_basis,
    say_contract,
    say_officer,
    say_transfer,
)
from relocalisons.core.views.view import Heading, PaperView, PlainTable

_NO_ROWS = PlainTable(caption="", columns=(), rows=())


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivacySection:
    """A part of one of these papers: sentences, then points, then a table if it has rows."""

    name: str  # of its place in the file, for Word templates
    title: str
    sentences: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    table: PlainTable = _NO_ROWS
    widths: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivacyPaper(PaperView):
    """The notice, the register or the sheet of processors."""

    template = "privacy/paper"
    sections: tuple[PrivacySection, ...]


def notice_paper(facts: PrivacyFacts) -> PrivacyPaper:
    """What article 14 wants told to people whose data came from somebody else."""
    return PrivacyPaper(
        heading=_heading(
            facts,
            title="Vos données personnelles",
            subtitle=f"Ce que le suivi de {facts.programme} fait de vos coordonnées, et vos droits",
            stem="Notice RGPD",
        ),
        sections=(
            PrivacySection(
                name="responsable",
                title="Qui est responsable",
                sentences=(
                    f"Responsable du traitement{NBSP}: {or_missing(facts.controller)}, "
                    f"{or_missing(facts.address)}. {say_officer(facts)}",
                ),
            ),
            PrivacySection(
                name="finalites",
                title="Pourquoi, et sur quelle base",
                sentences=(f"Base juridique{NBSP}: {say_basis(facts)}.",),
                points=_purposes(facts),
            ),
            PrivacySection(
                name="donnees",
                title="Quelles données, et d’où elles viennent",
                sentences=(
                    f"Elles viennent du tableau {quote('Partenaires')} et des feuilles de suivi du "
                    "programme, que tiennent votre structure et la coordination.",
                ),
                points=_categories(),
            ),
            PrivacySection(
                name="destinataires",
                title="Qui les reçoit",
                points=_recipients(),
                table=_table_of_processors(facts),
                widths=(45, 50, 25, 60),
                sentences=(
                    f"Pour une copie des garanties d’un transfert{NBSP}: "
                    f"{or_missing(facts.contact)}.",
                ),
            ),
            PrivacySection(name="durees", title="Combien de temps", points=_durations(facts)),
            PrivacySection(
                name="droits",
                title="Vos droits",
                sentences=(
                    "Vous pouvez demander l’accès à vos données, leur rectification, leur "
                    "effacement ou la limitation de leur usage, et vous opposer à cet usage pour "
                    "une raison tenant à votre situation (articles 15 à 18 et 21 du RGPD).",
                    f"Écrivez à{NBSP}: {or_missing(facts.contact)}. La réponse vient en un mois au "
                    "plus (article 12).",
                    f"Pour ne plus recevoir de message, il suffit d’y répondre {quote('stop')}.",
                    "Si la réponse ne vous convient pas, vous pouvez adresser une réclamation à "
                    "la CNIL, 3 place de Fontenoy, TSA 80715, 75334 Paris Cedex 07, ou sur "
                    "www.cnil.fr/plaintes.",
                    "Aucune décision n’est prise sur vous par la seule machine (article 22)"
                    f"{NBSP}: un message ne part que si une personne l’a validé.",
                ),
            ),
        ),
    )


def register_paper(facts: PrivacyFacts) -> PrivacyPaper:
    """The sheet that article 30(1) wants kept of this processing."""
    rows = (
        ("Responsable (a)", f"{or_missing(facts.controller)}, {or_missing(facts.address)}. "
         f"Contact{NBSP}: {or_missing(facts.contact)}. {say_officer(facts)}"),
        ("Finalités (b)", " ".join(_purposes(facts))),
        ("Base juridique (article 6)", f"{say_basis(facts)}."),
        ("Personnes et données (c)", "Contacts, suppléants et représentants des structures "
         f"partenaires, membres des instances. {' '.join(_categories())}"),
        ("Destinataires (d)",
         f"{' '.join(_recipients())} Les sous-traitants de la liste tenue à part."),
        ("Transferts (e)", " ".join(f"{or_missing(one.name)} ({or_missing(one.country)})"
         f"{NBSP}: {say_transfer(one)}." for one in facts.processors)),
        ("Durées (f)", " ".join(_durations(facts))),
        ("Sécurité (g, article 32)", " ".join(_security())),
        ("Information des personnes (article 14)", "Notice en lien dans le premier message à "
         f"chaque personne{NBSP}: {or_missing(facts.notice_url)}."),
    )  # fmt: skip
    return PrivacyPaper(
        heading=_heading(
            facts,
            title="Fiche de registre",
            subtitle=f"Suivi du programme {facts.programme} · RGPD, article 30",
            stem="Registre RGPD",
        ),
        sections=(
            PrivacySection(
                name="fiche",
                title="Le traitement",
                table=PlainTable(caption="", columns=("Rubrique", "Contenu"), rows=rows),
                widths=(45, 130),
            ),
            *_to_complete(facts),
        ),
    )


def processors_paper(facts: PrivacyFacts) -> PrivacyPaper:
    """Who handles the data for the controller, and what each contract must hold (art. 28)."""
    return PrivacyPaper(
        heading=_heading(
            facts,
            title="Sous-traitants",
            subtitle=f"Suivi du programme {facts.programme} · RGPD, article 28",
            stem="Sous-traitants RGPD",
        ),
        sections=(
            PrivacySection(
                name="sous-traitants",
                title="Qui traite les données pour le responsable",
                table=_table_of_processors(facts, contracts=True),
                widths=(45, 45, 25, 22, 58),
            ),
            PrivacySection(
                name="contrats",
                title="Ce que chaque contrat doit prévoir (article 28, paragraphe 3)",
                points=_CONTRACT,
            ),
            *_to_complete(facts),
        ),
    )


_CONTRACT = (
    "Traiter sur instruction documentée, transferts compris (a)",
    "Tenir au secret les personnes qui y ont accès (b)",
    "Prendre les mesures de sécurité de l’article 32 (c)",
    "N’engager un autre sous-traitant qu’avec l’accord du responsable (d)",
    "Aider à répondre aux personnes qui exercent leurs droits (e)",
    "Aider à la sécurité, aux notifications de violation et aux analyses d’impact (f)",
    "Effacer ou rendre les données à la fin (g)",
    "Donner de quoi le vérifier, audits compris (h)",
)


def _heading(facts: PrivacyFacts, *, title: str, subtitle: str, stem: str) -> Heading:
    day = format_long_date(facts.as_of)
    return Heading(
        title=title,
        kicker=facts.programme,
        subtitle=subtitle,
        running=f"{facts.programme} · {title}",
        stopped=f"Version du {day}",
        description=f"{title}, version du {day}",
        file_stem=stem,
        as_of=facts.as_of,
    )


def _purposes(facts: PrivacyFacts) -> tuple[str, ...]:
    return (
        f"Suivre les actions, les livrables et les réunions de {facts.programme}.",
        "Rappeler à chacun ce qui l’attend, et le convoquer aux réunions.",
        "Rendre compte aux financeurs et tenir les preuves qu’ils demandent.",
    )


def _categories() -> tuple[str, ...]:
    return (
        "Nom, structure, fonction ou rôle, adresse électronique, téléphone s’il a été donné.",
        "Lignes du plan, réunions et décisions dont la personne est chargée.",
        f"Messages envoyés, et s’ils ont été remis ou refusés{THIN}; ni ouverture ni clic n’est "
        "mesuré.",
    )


def _recipients() -> tuple[str, ...]:
    return (
        "La coordination, et la personne qui exploite le service.",
        "La structure de la personne, dans sa feuille de suivi.",
        "Les membres des instances, sur les documents de réunion.",
        "Les financeurs et leurs contrôleurs, pour les preuves qu’ils demandent.",
    )


def _durations(facts: PrivacyFacts) -> tuple[str, ...]:
    kept = facts.kept
    return (
        f"Texte des messages{NBSP}: {count_of(kept.bodies, 'jour')} après leur dernier mouvement.",
        f"Remise ou refus d’un message{NBSP}: {count_of(kept.events, 'jour')}.",
        f"Copies des feuilles lues{NBSP}: {count_of(kept.readings, 'jour')}.",
        f"Empreinte qui reconnaît un destinataire{NBSP}: {count_of(kept.recipients, 'jour')}.",
        f"Feuilles et pièces du Drive, preuves dues aux financeurs{NBSP}: jusqu’à la date que "
        "fixe la convention.",
        f"Archives des demandes de paiement{NBSP}: jusqu’à cette date, sinon dix ans ; elles ne "
        "contiennent que ce que la demande montre.",
    )


def _security() -> tuple[str, ...]:
    return (
        "Adresses dans deux tables comprimées seulement, ailleurs par une empreinte à clé.",
        "Fichiers lisibles par le seul compte du service, secrets hors de la configuration.",
        "Échanges chiffrés avec Google et le fournisseur d’envoi.",
        "Ni adresse ni secret dans les journaux.",
        "Effacement d’une personne à sa demande, rejoué sur une sauvegarde restaurée.",
    )


def _table_of_processors(facts: PrivacyFacts, *, contracts: bool = False) -> PlainTable:
    signed = ("Contrat du",) if contracts else ()
    return PlainTable(
        caption="Sous-traitants",
        columns=("Qui", "Ce qu’il fait", "Pays", *signed, "Transfert hors de l’Europe"),
        rows=tuple(
            (
                or_missing(one.name),
                one.task,
                or_missing(one.country),
                *((say_contract(one),) if contracts else ()),
                say_transfer(one),
            )
            for one in facts.processors
        ),
    )


def _to_complete(facts: PrivacyFacts) -> tuple[PrivacySection, ...]:
    """What the coordinator still has to find out; nothing when all is there."""
    missing = missing_facts(facts)
    if not missing:
        return ()
    return (
        PrivacySection(
            name="a-completer",
            title="À compléter",
            sentences=("Dans le fichier de configuration du programme, section [privacy].",),
            points=tuple(f"{one.what[0].upper()}{one.what[1:]} ({one.key})." for one in missing),
        ),
    )
