"""Rendering: files that somebody dropped in the Drive, told to the coordinator once each."""

from collections.abc import Sequence
from dataclasses import dataclass

from relocalisons.rendering.mails.context import MailContext, RenderedMail, one_line, said
from relocalisons.rendering.mails.mail import render_message


@dataclass(frozen=True, slots=True, kw_only=True)
class NewFileNotice:
    """A file, what is asked of her, and some sentences of its page."""

    name: str
    said: str
    details: tuple[str, ...] = ()


def render_new_files(files: Sequence[NewFileNotice], *, context: MailContext) -> RenderedMail:
    """To the coordinator: at least one file; nothing of them is followed before her word."""
    one = len(files) == 1
    return render_message(
        "workspace/new_files",
        context=context,
        opening=said(
            f"{'Un fichier a été déposé' if one else 'Des fichiers ont été déposés'} dans le Drive "
            "depuis hier. Rien n’en est suivi tant que vous ne l’avez pas dit."
        ),
        files=[
            {
                "name": one_line(file.name),
                "said": said(file.said),
                "details": [said(line) for line in file.details],
            }
            for file in files
        ],
        closing=said(
            "Chaque fichier n’est annoncé qu’une fois ; sa page entière est dans Prefect, au "
            "passage de ce matin. Pour la revoir : « Essayer un fichier »."
        ),
    )
