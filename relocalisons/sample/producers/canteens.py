"""Sample: what the canteens bought before the programme, as they told her."""

from relocalisons.sample.engine.cells import Row, money, number, text
from relocalisons.sample.engine.headers import usual_tab
from relocalisons.sample.producers.crops import SITES

CANTEEN_PURCHASES = usual_tab(
    "canteen_purchases",
    "Achats cantines",
    """
    canteen*: Cantine; siret*: SIRET; year*: Année; total*: Achats alimentaires € HT
    """,
)


def canteen_rows() -> tuple[Row, ...]:
    """The lines of « Achats cantines »: what the canteens bought in 2025."""
    totals = {"P04": 412_500, "P06": 1_286_000, "P17": 533_200}
    return tuple(
        Row(
            uid=f"canteen/{code}",
            cells={
                "canteen": text(site),
                "siret": text(siret),
                "year": number(2025),
                "total": money(totals[code]),
            },
        )
        for code, (site, siret) in SITES.items()
        if code in totals
    )
