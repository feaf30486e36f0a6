"""What people write for the same night: pandas over each plan, one mail a partner.

It knows how each partner calls the columns, takes dates as pandas understands them, and calls late
what should have ended before today, has no real end and is not said to be done.
"""

import re
import unicodedata
from datetime import date
from typing import Any

import pandas as pd
from jinja2 import Template

PLAN = "Plan d'action"
HEADINGS = {
    "number": ("n° action", "ref", "n°"),
    "title": ("intitule", "action", "intitule de l’action"),
    "planned": ("fin prevue", "date de fin", "fin prev."),
    "revised": ("fin revisee", "fin reportee", "nouvelle echeance"),
    "real": ("fin reelle", "realise le", "termine le"),
    "status": ("statut", "etat"),
}
NEEDED = ("number", "title", "planned", "status")
DONE = ("term", "fait", "fini", "réal", "achev", "clos", "clôt", "aband", "annul")
MAIL = Template(
    "<p>Bonjour,</p><p>Vos actions en retard :</p><ul>{% for one in lines %}"
    "<li>{{ one.number }} {{ one.title }} ({{ one.end }})</li>{% endfor %}</ul>"
)

Sheets = dict[str, list[list[Any]]]  # a workbook's plan: rows of values


def late_and_mails(plans: Sheets, *, today: date) -> tuple[list[str], list[str]]:
    """The numbers that it calls late, and its mails."""
    late: list[str] = []
    mails: list[str] = []
    for rows in plans.values():
        frame = _late(rows, today=today)
        if not frame.empty:
            late += frame["number"].astype(str).str.strip().tolist()
            mails.append(MAIL.render(lines=frame.to_dict("records")))
    return late, mails


def _late(rows: list[list[Any]], *, today: date) -> pd.DataFrame:
    headers = ((at, _columns(row)) for at, row in enumerate(rows[:10]))
    top, columns = next((one for one in headers if one[1].keys() >= set(NEEDED)), (0, {}))
    if not columns:
        return pd.DataFrame()
    cells = {
        name: [row[at] if at < len(row) else None for row in rows[top + 1 :]]
        for name, at in columns.items()
    }
    frame = pd.DataFrame(cells).dropna(subset=["number", "title"])
    end = _days(frame["planned"])
    frame["end"] = _days(frame["revised"]).fillna(end) if "revised" in frame else end
    done = frame["status"].astype(str).str.strip().str.lower().str.startswith(DONE)
    if "real" in frame:
        done |= _days(frame["real"]).notna()
    return frame[(frame["end"] < pd.Timestamp(today)) & ~done]


def _columns(row: list[Any]) -> dict[str, int]:
    found: dict[str, int] = {}
    for at, cell in enumerate(row):
        said = _plain(str(cell))
        for name, known in HEADINGS.items():
            if said in known:
                found.setdefault(name, at)
    return found


def _plain(words: str) -> str:
    """Without accents, capitals and line breaks."""
    bare = (one for one in unicodedata.normalize("NFD", words) if not unicodedata.combining(one))
    return re.sub(r"\s+", " ", "".join(bare)).strip().lower()


def _days(cells: pd.Series) -> pd.Series:
    numbers = pd.to_numeric(cells, errors="coerce")
    texts = cells.where(numbers.isna()).astype(str)
    typed = pd.to_datetime(texts, format="mixed", dayfirst=True, errors="coerce")
    serials = pd.to_datetime(numbers, unit="D", origin="1899-12-30", errors="coerce")
    return typed.fillna(serials)
