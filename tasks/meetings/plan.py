"""The versions of meetings as the store knows them, in the words of the core."""

from collections.abc import Mapping

from relocalisons.core.reports.meetings.convening import Version
from relocalisons.core.reports.meetings.invitations import appointment_from
from relocalisons.store.mails.meeting_versions import versions_of
from relocalisons.store.opening import Store


def versions_told(store: Store, programme: str) -> Mapping[str, tuple[Version, ...]]:
    """Meeting number → what people were, or were to be, told of it, oldest first."""
    return {
        meeting: tuple(
            Version(sequence=sequence, appointment=appointment_from(appointment))
            for sequence, appointment in versions
        )
        for meeting, versions in versions_of(store, programme).items()
    }
