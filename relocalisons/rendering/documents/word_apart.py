"""Rendering: somebody's own Word template, filled in a process apart that has a time and a memory.

A sandbox of Jinja forbids what a template may reach, not how long it may count: two nested loops
would hold a night for ever, and no thread can be stopped. The process is started at the first such
template, knows no secret, is used again, and is killed when its time is over.
"""

import atexit
import contextlib
import os
import pickle
import resource
import subprocess
import sys
import threading
from collections.abc import Mapping
from typing import IO

from relocalisons.errors import OfficeTemplateError, TemplateError
from relocalisons.rendering.documents.document import Document, PageWords, Picture
from relocalisons.rendering.documents.word import render_docx
from relocalisons.rendering.pipes import read_message, write_message

TIME_LIMIT = 60.0  # seconds; a funder's file of 40 pages takes one
MEMORY = 1 << 30  # bytes
DONE, REFUSED, WRONG = b"+", b"-", b"!"
TOO_LONG = (
    "Le gabarit Word demande trop de travail : il n’est pas rempli en une minute. Vérifier ses "
    "boucles ({% for %}), ou reprendre le gabarit de la maison."
)
TOO_LARGE = (
    "Le gabarit Word demande trop de mémoire. Vérifier ses boucles ({% for %}), ou reprendre le "
    "gabarit de la maison."
)


class _Apart:
    """The other process, one for all templates of a run."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.process: subprocess.Popen[bytes] | None = None

    def ask(self, question: bytes, *, time_limit: float) -> bytes:
        """Its answer; raises OfficeTemplateError when it takes too long or dies."""
        with self.lock:
            process = self._living()
            answers: list[bytes] = []
            exchange = threading.Thread(target=_exchange, args=(process, question, answers))
            exchange.daemon = True
            exchange.start()
            exchange.join(time_limit)
            if answers:
                return answers[0]
            died = not exchange.is_alive()
            process.kill()
            exchange.join()
            self.stop()
            raise OfficeTemplateError(TOO_LARGE if died else TOO_LONG)

    def stop(self) -> None:
        """End it; the next template starts another."""
        if self.process is not None:
            self.process.kill()
            with self.process:  # its pipes are closed, and it is waited for
                pass
        self.process = None

    def _living(self) -> subprocess.Popen[bytes]:
        if self.process is not None and self.process.poll() is not None:
            self.stop()
        if self.process is None:
            self.process = subprocess.Popen(
                [sys.executable, "-m", __name__],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env={"PATH": os.defpath, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
                start_new_session=True,
            )
        return self.process


_apart = _Apart()
atexit.register(_apart.stop)


def render_docx_apart(
    document: Document,
    *,
    words: PageWords,
    pictures: Mapping[str, Picture],
    word_template: bytes,
    known_sections: tuple[str, ...] = (),
    time_limit: float = TIME_LIMIT,
) -> bytes:
    """The same as `render_docx`, for a Word template that is not ours.

    Raises OfficeTemplateError too when filling it takes too long or too much.
    """
    question = pickle.dumps(
        {
            "document": document,
            "words": words,
            # Drawn here: how a picture is drawn cannot be sent, and a Word file takes pixels only.
            "pictures": {
                name: (picture.png, picture.width, picture.height)
                for name, picture in pictures.items()
            },
            "word_template": word_template,
            "known_sections": known_sections,
        }
    )
    answer = _apart.ask(question, time_limit=time_limit)
    kind, content = answer[:1], answer[1:]
    if kind == DONE:
        return content
    if kind == REFUSED:
        raise OfficeTemplateError(content.decode())
    raise TemplateError(content.decode())


def _exchange(process: "subprocess.Popen[bytes]", question: bytes, answers: list[bytes]) -> None:
    assert process.stdin is not None and process.stdout is not None
    with contextlib.suppress(OSError, ValueError):
        write_message(process.stdin, question)
        answer = read_message(process.stdout)
        if answer is not None:
            answers.append(answer)


def _answer(question: bytes) -> bytes:
    try:
        asked = pickle.loads(question)
        pictures = {name: _picture(*drawn) for name, drawn in asked.pop("pictures").items()}
        return DONE + render_docx(**asked, pictures=pictures)
    except OfficeTemplateError as error:
        return REFUSED + str(error).encode()
    except MemoryError:
        return REFUSED + TOO_LARGE.encode()
    except Exception as error:  # noqa: BLE001 - the parent says it like any error of ours
        return WRONG + f"{type(error).__name__}: {error}".encode()


def _picture(png: bytes, width: float, height: float) -> Picture:
    return Picture(svg=b"", width=width, height=height, draw_png=lambda: png)


def serve(questions: IO[bytes], answers: IO[bytes]) -> None:
    """Answer until the other side closes; within the memory that a template may have."""
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    while (question := read_message(questions)) is not None:
        write_message(answers, _answer(question))


if __name__ == "__main__":
    # What a library prints must not stand between answers.
    out = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    serve(sys.stdin.buffer, out)
