"""Sample: private reasons that people typed as the cause of a delay, known from their author."""

import hashlib
from collections.abc import Iterator

from relocalisons.sample.engine.entries import TruthEntry
from relocalisons.sample.engine.workspace import Workspace

# What was typed, and the same words as a finding's key knows them: bare, in lower case.
PRIVATE_CAUSES = {"arrêt maladie, suppléance en cours": "arret maladie suppleance en cours"}


def private_entries(workspace: Workspace) -> Iterator[TruthEntry]:
    """One for each line whose cause is somebody's own."""
    for tab in workspace.tables("actions"):
        for row in tab.rows:
            words = PRIVATE_CAUSES.get(str(row.cell("delay_cause").value))
            if words is None or row.struck or not row.is_data:
                continue
            mark = hashlib.sha256(words.encode()).hexdigest()[:6]
            number = row.cell("number").meaning
            yield TruthEntry(
                kind="private_reason",
                subject=f"{tab.owner}/actions/{number}/delay_cause/{mark}",
                partner=tab.owner,
            )
