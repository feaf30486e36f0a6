"""One cell of a sheet that holds exactly a value, without any look."""

from typing import Any

from relocalisons.core.kernel.model import Cell


def cell_data(value: object) -> dict[str, Any]:
    """A cell that holds exactly this value: text is never parsed, so `=` starts no formula."""
    raw = value.value if isinstance(value, Cell) else value
    if raw is None or raw == "":
        return {}
    if isinstance(raw, bool):
        return {"userEnteredValue": {"boolValue": raw}}
    if isinstance(raw, int | float):
        return {"userEnteredValue": {"numberValue": raw}}
    return {"userEnteredValue": {"stringValue": str(raw)}}
