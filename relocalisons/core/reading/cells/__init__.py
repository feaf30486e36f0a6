"""One cell: what people typed, read without guessing, with its doubt and the advice that quotes it.

The fixed names are below; `said` is the shape in which every subject judges its free words.
What a whole column settles is one floor up, in `reading/columns`.
"""

from relocalisons.core.reading.cells.readers import (
    read_date,
    read_emails,
    read_money,
    read_number,
    read_percent,
    read_progress,
    read_quantity,
    read_status,
)

__all__ = [
    "read_date",
    "read_emails",
    "read_money",
    "read_number",
    "read_percent",
    "read_progress",
    "read_quantity",
    "read_status",
]
