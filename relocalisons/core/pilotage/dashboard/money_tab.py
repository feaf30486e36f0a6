"""Pure: the tab « Argent »: the six amounts by funder and budget line, then by partner.

« Tableau de bord » has a row a funder and opens it. Hers alone to see, as all of « Pilotage ».
"""

from dataclasses import replace
from datetime import date

from relocalisons.core.kernel.model import Programme
from relocalisons.core.kernel.words.french import NBSP, THIN, format_long_date, quote
from relocalisons.core.pilotage.dashboard.layout import tab_of_parts
from relocalisons.core.pilotage.dashboard.money import money_by_line, money_by_partner
from relocalisons.core.programme.decisions.own_tabs import MONEY, OPENINGS
from relocalisons.core.views.own_tab import OwnTab, same_width

_WIDTHS = (116, 274, 110, 500, 220, 100)
_HELP = (
    "La part payée d’un financeur se compte sur tout ce qu’il donne, celle d’une autre ligne sur "
    f"{quote('Budget')}. Ce qu’une cellule illisible peut y changer est dit par une "
    f"fourchette{THIN}; les dépassements sont dans {quote('À faire')}. Onglet tenu par le "
    f"service{NBSP}: ce qui y est écrit à la main est remplacé."
)
_NOTHING = "Ni dépense ni budget pour l’instant."


def build_money_tab(programme: Programme, *, as_of: date) -> OwnTab:
    """All rows, on `as_of`; where there is no money yet it says so."""
    title = f"{OPENINGS[MONEY]}{format_long_date(as_of, weekday=True)}"
    parts = (money_by_line(programme, as_of=as_of), money_by_partner(programme, as_of=as_of))
    tab = tab_of_parts(MONEY, (title, _HELP), parts, widths=_WIDTHS)
    if any(part.lines for part in parts):
        return tab
    return replace(tab, rows=same_width((*tab.rows, (_NOTHING,)), len(_WIDTHS)))
