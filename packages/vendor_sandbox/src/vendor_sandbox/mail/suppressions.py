"""Sandbox, SendGrid: unsubscribe groups, and addresses that no longer get mail."""

from typing import Any

from vendor_sandbox.errors import ApiError
from vendor_sandbox.storage.workspace import Workspace

# List name to the reason that a `dropped` event gives.
LISTS = {
    "bounces": "Bounced Address",
    "blocks": "",
    "invalid_emails": "Invalid",
    "spam_reports": "Spam Reporting Address",
}
Group = dict[str, Any]


class Suppressions:
    """Groups (`asm`), the global list, and the lists that bounces and complaints feed."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace

    def reason_for(self, email: str, *, group: int | None) -> str:
        """Return why a mail to somebody is dropped; empty when it is not."""
        key = email.lower()
        if self._get("asm_global", key):
            return "Unsubscribed Address"
        if group is not None and self._get("asm_suppressions", f"{group}:{key}"):
            return "Unsubscribed Address"
        for name, reason in LISTS.items():
            # A blocked address is tried again next time.
            if reason and self._get(f"suppression_{name}", key):
                return reason
        return ""

    def _get(self, table: str, key: str) -> Any:
        return self.workspace.tables.get(table, key)

    # ---- groups -------------------------------------------------------------------------------

    def groups(self) -> list[Group]:
        """Return all unsubscribe groups."""
        return [self._shown(row) for row in self.workspace.tables.rows("asm_groups").values()]

    def _shown(self, row: Group) -> Group:
        prefix = f"{row['id']}:"
        keys = self.workspace.tables.rows("asm_suppressions")
        return {**row, "unsubscribes": sum(key.startswith(prefix) for key in keys)}

    def group(self, group_id: str | int) -> Group:
        """Return one group. Raises ApiError 404 when there is none."""
        row = self._get("asm_groups", str(group_id))
        if row is None:
            raise ApiError(404, "group not found", field=None)
        return self._shown(row)

    def is_group(self, group_id: int) -> bool:
        """Tell whether a group exists."""
        return self._get("asm_groups", str(group_id)) is not None

    def save_group(self, group: Group) -> Group:
        """Add or change a group."""
        row = {key: value for key, value in group.items() if key != "unsubscribes"}
        self.workspace.commit([("asm_groups", str(group["id"]), row)])
        return self._shown(row)

    def new_group_id(self) -> int:
        """Return an id of the size SendGrid gives."""
        ids = [row["id"] for row in self.workspace.tables.rows("asm_groups").values()]
        return max(ids, default=10_000) + 1

    def delete_group(self, group_id: str | int) -> None:
        """Remove a group; who unsubscribed from it stays remembered, as on SendGrid."""
        self.group(group_id)
        self.workspace.commit([("asm_groups", str(group_id), None)])

    # ---- addresses ----------------------------------------------------------------------------

    def in_group(self, group_id: int) -> list[str]:
        """Return who unsubscribed from a group."""
        prefix = f"{group_id}:"
        rows = self.workspace.tables.rows("asm_suppressions")
        return [row["email"] for key, row in rows.items() if key.startswith(prefix)]

    def add_to_group(self, group_id: int, emails: list[str]) -> None:
        """Unsubscribe people from a group."""
        self.workspace.commit(
            [
                ("asm_suppressions", f"{group_id}:{email.lower()}", self._row(email))
                for email in emails
            ]
        )

    def remove_from_group(self, group_id: int, email: str) -> None:
        """Subscribe somebody again."""
        self.workspace.commit([("asm_suppressions", f"{group_id}:{email.lower()}", None)])

    def global_list(self) -> list[dict[str, Any]]:
        """Return who unsubscribed from everything."""
        return list(self.workspace.tables.rows("asm_global").values())

    def add_globally(self, emails: list[str]) -> None:
        """Unsubscribe people from everything."""
        self.workspace.commit([("asm_global", email.lower(), self._row(email)) for email in emails])

    def remove_globally(self, email: str) -> None:
        """Subscribe somebody to everything again."""
        self.workspace.commit([("asm_global", email.lower(), None)])

    def listed(self, name: str) -> list[dict[str, Any]]:
        """Return a list of bounces, blocks, invalid addresses or complaints."""
        return list(self.workspace.tables.rows(f"suppression_{name}").values())

    def add(self, name: str, email: str, *, reason: str, status: str = "") -> None:
        """Add an address to one of these lists."""
        row = {**self._row(email), "reason": reason, "status": status}
        self.workspace.commit([(f"suppression_{name}", email.lower(), row)])

    def remove(self, name: str, email: str) -> None:
        """Take an address off one of these lists."""
        self.workspace.commit([(f"suppression_{name}", email.lower(), None)])

    def _row(self, email: str) -> dict[str, Any]:
        return {"email": email, "created": int(self.workspace.clock.timestamp())}
