"""Messy progress and statuses with their truth, notation by notation."""

from collections.abc import Callable
from decimal import Decimal
from random import Random

from support.messy.notation import NBSP, THIN, Notation, always


def _percent(
    name: str, form: Callable[[int, Random], object], doubt: str = "certain", weight: int = 10
) -> Notation:
    def write(rng: Random) -> tuple[object, str, object]:
        points = rng.randrange(2, 101)
        return form(points, rng), doubt, Decimal(points) / 100

    return Notation(name, write, weight)


def _part(rng: Random) -> tuple[object, str, object]:
    text, value = rng.choice(
        (("moitié", "0.5"), ("1/2", "0.5"), ("3/4", "0.75"), ("1/4", "0.25"), ("à moitié", "0.5"))
    )
    return text, "about", Decimal(value)


def _fraction(rng: Random) -> tuple[object, str, object]:
    """Kept as a text: « 0,5 » may be half a per cent."""
    points = rng.randrange(2, 100)
    return f"{points / 100:.2f}".replace(".", ","), "about", Decimal(points) / 100


def _done(rng: Random) -> tuple[object, str, object]:
    return (
        rng.choice(("fait", "OK", "x", "X", "✓", "✅", "terminé", "fini", "oui", True, 1, "1")),
        "certain",
        Decimal(1),
    )


PROGRESS = (
    _percent("percent", lambda p, _: f"{p} %", weight=30),
    _percent("percent, tight", lambda p, _: f"{p}%", weight=20),
    _percent("percent, no-break", lambda p, rng: f"{p}{rng.choice((NBSP, THIN))}%", weight=20),
    _percent("points", lambda p, _: p, weight=20),
    _percent("fraction", lambda p, _: p / 100, weight=40),
    Notation("fraction as text", lambda rng: _fraction(rng), 10),
    _percent(
        "status and percent", lambda p, _: f"en cours ({min(p, 99)} %)" if p < 100 else "100 %"
    ),
    _percent(
        "about percent", lambda p, rng: rng.choice((f"~{p}", f"environ {p} %", f"~{p} %")), "about"
    ),
    Notation("part", _part, 5),
    Notation("done as progress", _done, 15),
    always(
        "unsure progress",
        "ambiguous",
        ("ok?", "fait ?", "50 % ?", "50-60 %", False, "> 50 %", "7/12"),
    ),
    always("no progress", "absent", ("", None, "-", "?", "NC", "à définir"), 10),
    always(
        "unreadable progress",
        "unreadable",
        ("#REF!", "bien avancé", "150 %", -5, "en cours", "#DIV/0!"),
    ),
)

_STATUS_WORDS = {
    "planned": (
        "à venir", "A venir", "à faire", "prévu", "Planifiée", "pas commencé", "non démarré",
        "pas encore",
    ),
    "in_progress": (
        "en cours", "En cours ", "EC", "WIP", "démarré", "en cours de rédaction", "commencée",
    ),
    "done": (
        "fait", "Fait", "FAIT", "OK", "ok", "x", "X", "✓", "✅", "terminé", "Terminée",
        "terminé(e)", "fini", "oui", "100", "1", "VRAI", "réalisée", "livré", "clôturé",
        "Fait le 12/03", True, 1,
    ),
    "blocked": ("bloqué", "Bloquée", "suspendu", "à l’arrêt"),
    "dropped": ("annulé", "Annulée", "abandonné", "supprimé", "sans suite"),
}  # fmt: skip


def _status(rng: Random) -> tuple[object, str, object]:
    status = rng.choice(tuple(_STATUS_WORDS))
    return rng.choice(_STATUS_WORDS[status]), "certain", status


def _remarked(rng: Random) -> tuple[object, str, object]:
    word, status = rng.choice(
        (("bloqué", "blocked"), ("En cours", "in_progress"), ("Abandonné", "dropped"))
    )
    remark = rng.choice(("attente subvention", "voir mail", "faute de candidats"))
    return f"{word} ({remark})", "certain", status


def _in_part(rng: Random) -> tuple[object, str, object]:
    words = ("fait en partie", "Partiellement fait", "presque fini", "pas encore terminé")
    return rng.choice(words), "about", "in_progress"


def _done_on(rng: Random) -> tuple[object, str, object]:
    day = f"{rng.randrange(1, 29):02}/{rng.randrange(1, 13):02}"
    return f"{rng.choice(('fait le', 'Terminé le', 'réalisée le'))} {day}", "certain", "done"


def _part_said(rng: Random) -> tuple[object, str, object]:
    return (
        rng.choice(("50 %", 0.5, "en cours de relecture par Paul")),
        "about",
        "in_progress",
    )


STATUSES = (
    Notation("status", _status, 80),
    Notation("percent as status", _part_said),
    always("late or paused", "ambiguous", ("en retard", "En retard", "en pause", "stand-by")),
    Notation("status and its reason", _remarked, 5),
    Notation("done in part", _in_part, 5),
    Notation("done on a day", _done_on, 5),
    always("done and asked", "ambiguous", ("fait le 20/03 ?", "bloqué ?", "Abandonné ?")),
    always(
        "misspelt or unsure status",
        "ambiguous",
        ("ok?", "fait ?", "en attente", "pas fait", "non", False),
    ),
    always("no status", "absent", ("", None, "-", "?", "NC"), 10),
    always("unreadable status", "unreadable", ("#REF!", "#N/A", "voir Paul", "inachevé", 250)),
)
