"""What the store remembers of funders' reports: drafts, frozen periods, exports, old figures."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from relocalisons.core.money.words.reports import ReportType
from relocalisons.core.reports.funder.closing import ClosedPeriod
from relocalisons.core.reports.funder.schedule import Made, ReportLine
from relocalisons.core.views.view import Memory
from relocalisons.store.readings.reports import PublishedReport, published_reports, report_published
from tasks.run.programme_run import ProgrammeRun

MONTHS = 6
_LIFE = ":life"
_DOC, _PDF = ":doc", ":pdf"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportMemory:
    """Everything known of a programme's reports, read once at the start of a run."""

    code: str
    known: Mapping[str, PublishedReport]

    def key(self, line: ReportLine) -> str:
        """The report's key in the Drive and in the store."""
        return f"{self.code}:{line.key}"

    def life_key(self, line: ReportLine) -> str:
        """Under which key the store keeps a line's life, whatever its versions."""
        return f"{self.code}:{line.life_key}{_LIFE}"

    def made(self, lines: tuple[ReportLine, ...]) -> dict[str, Made]:
        """What was done of each line."""
        return {line.key: self._made(line) for line in lines}

    def life(self, line: ReportLine) -> Mapping[str, str]:
        """The facts of a line's life; empty before its first draft."""
        entry = self.known.get(self.life_key(line))
        return entry.facts if entry else {}

    def previous(self, line: ReportLine, lines: tuple[ReportLine, ...]) -> Memory | None:
        """What the report before it in its series said: the last one that ended before.

        One that was stopped, approved or sent counts before a later draft that nobody was given.
        """
        series = [
            one
            for one in lines
            if one.funder.code == line.funder.code
            and (one.kind is ReportType.MONTHLY) == (line.kind is ReportType.MONTHLY)
            and one.end < line.end
        ]
        drafted = [
            one
            for one in sorted(series, key=lambda each: each.end, reverse=True)
            if self._memory(one) is not None
        ]
        given = [one for one in drafted if self._was_given(one)]
        last = next(iter(given or drafted), None)
        return self._memory(last) if last is not None else None

    def history(self, line: ReportLine, lines: tuple[ReportLine, ...]) -> tuple[Memory, ...]:
        """The memories of the funder's last monthly notes, the oldest first.

        Those that ended before; for a larger report also the note of its own last month, which
        was drafted before it.
        """
        is_note = line.kind is ReportType.MONTHLY
        notes = sorted(
            (
                one
                for one in lines
                if one.funder.code == line.funder.code
                and one.kind is ReportType.MONTHLY
                and (one.end < line.end or (one.end == line.end and not is_note))
            ),
            key=lambda each: each.end,
        )
        found = [memory for one in notes if (memory := self._memory(one)) is not None]
        return tuple(found[-MONTHS:])

    def closed(self, line: ReportLine, lines: tuple[ReportLine, ...]) -> tuple[ClosedPeriod, ...]:
        """The last frozen period of the funder that the report covers; figures are cumulated."""
        frozen = [
            (one, facts)
            for one in lines
            if one.funder.code == line.funder.code
            and one.end <= line.end
            and "closed_on" in (facts := self.life(one))
        ]
        if not frozen:
            return ()
        one, facts = max(frozen, key=lambda pair: (pair[0].end, pair[1]["closed_on"]))
        return (
            ClosedPeriod(
                start=one.start,
                end=one.end,
                on=date.fromisoformat(facts["closed_on"]),
                figures=json.loads(facts["figures"]),
            ),
        )

    def printed(self, line: ReportLine) -> Mapping[str, str]:
        """The figures of our last edition of the editable document."""
        entry = self.known.get(self.key(line) + _DOC)
        return json.loads(entry.facts.get("figures", "{}")) if entry else {}

    def document_id(self, line: ReportLine) -> str | None:
        """The Drive id of the editable document, or None before its first edition."""
        entry = self.known.get(self.key(line) + _DOC)
        return entry.file_id if entry else None

    def files(self, line: ReportLine) -> tuple[str, ...]:
        """The Drive ids of everything published for a line."""
        start = self.key(line)
        keys = [start + end for end in (_DOC, _PDF, ":xlsx", ":approved")]
        return tuple(self.known[key].file_id for key in keys if key in self.known)

    def _was_given(self, line: ReportLine) -> bool:
        """Whether its data was stopped, or the paper approved or sent."""
        made = self._made(line)
        return made.closed or made.exported or made.sent

    def _made(self, line: ReportLine) -> Made:
        facts = self.life(line)
        return Made(
            drafted=self.key(line) + _PDF in self.known,
            closed="closed_on" in facts,
            exported="exported_on" in facts,
            sent="sent_on" in facts,
        )

    def _memory(self, line: ReportLine) -> Memory | None:
        return memory_in(self.known.get(self.key(line) + _PDF))


def memory_in(entry: PublishedReport | None) -> Memory | None:
    """What a published report said, for the next one to compare with; None when it kept nothing."""
    return json.loads(entry.facts["memory"]) if entry and "memory" in entry.facts else None


def recall_reports(run: ProgrammeRun) -> ReportMemory:
    """Read the store once."""
    return ReportMemory(code=run.code, known=published_reports(run.store, run.code))


def remember_life(run: ProgrammeRun, memory: ReportMemory, line: ReportLine, **facts: str) -> None:
    """Add facts to a line's life; the earlier ones stay."""
    report_published(
        run.store,
        programme=run.code,
        report_key=memory.life_key(line),
        fingerprint="",
        file_id="",
        at=run.clock(),
        facts={**memory.life(line), **facts},
    )
