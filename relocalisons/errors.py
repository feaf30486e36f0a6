"""The three families of errors; the family decides who must act and whether to try again.

RelocalisonsError
├── ConfigurationError      fix a setting or a secret; never retried; message in English (operator)
│   └── TemplateError       a template of ours is wrong; names the template and its line
├── SourceError             fix a sheet, a share, a template; never retried; message in French
│   ├── WorkbookUnreachableError   gone, or our access was removed
│   ├── ColumnMissingError         a required column cannot be found
│   ├── UnreadableWorkbookError    not a workbook, too large, or hostile
│   ├── RequestError               what a form asks cannot be done; whoever asked reads why
│   ├── AccessRefusedError         « Contrôle des accès » found something that will not work
│   └── OfficeTemplateError        a Word template cannot be filled; names the paragraph
└── TransientError          try again later
    ├── VendorUnavailableError     no answer, 5xx, or quota used up after bounded retries
    └── ProgrammeBusyError         another run of the same programme holds the lock

Concrete errors end in `Error`, say what happened, where, and what to do next.
"""


class RelocalisonsError(Exception):
    """Anything this product raises on purpose."""


class ConfigurationError(RelocalisonsError):
    """A setting or a secret must be fixed by the operator."""


class TemplateError(ConfigurationError):
    """A template cannot be filled or holds what no document may hold; names template and line."""


class SourceError(RelocalisonsError):
    """A sheet, a share or a template must be fixed by a person; the message is French."""


class WorkbookUnreachableError(SourceError):
    """The workbook is gone or is no longer shared with the service."""


class ColumnMissingError(SourceError):
    """A required column cannot be found in a tab."""


class UnreadableWorkbookError(SourceError):
    """A file is not a workbook, or is beyond the caps; `problem` says why, `advice` what to do."""

    def __init__(self, problem: str, *, advice: str = "", file: str = "") -> None:
        named = f"«\u00a0{file}\u00a0» : " if file else ""
        super().__init__(f"{named}{problem} {advice}".rstrip())
        self.problem, self.advice = problem, advice


class RequestError(SourceError):
    """What somebody asked in a form cannot be done as asked; nothing was done, nobody is mailed."""


class AccessRefusedError(SourceError):
    """A check of the accesses failed; says which, and what to click or change."""


class OfficeTemplateError(SourceError):
    """A Word template cannot be filled: an unknown or broken tag, or not a Word file."""


class TransientError(RelocalisonsError):
    """The same call may succeed later."""


class VendorUnavailableError(TransientError):
    """Google or SendGrid did not answer within the bounded retries."""


class ProgrammeBusyError(TransientError):
    """Another run holds the lock of this programme."""
