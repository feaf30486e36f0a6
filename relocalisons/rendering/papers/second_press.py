"""Rendering: many papers at once, on two processors, each the same bytes as when printed alone.

A second process prints from the first paper on, ours from the last one back: where they meet, all
is printed. It costs two seconds to start, so it is started for many papers, or early by whoever
knows that many will come, and is used again. What it cannot print is printed here.
"""

import atexit
import logging
import os
import pickle
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace

from relocalisons.core.views.view import PaperView
from relocalisons.errors import OfficeTemplateError
from relocalisons.rendering.documents.document import Picture
from relocalisons.rendering.papers.papers import RenderedPaper, render
from relocalisons.rendering.pipes import read_message, write_message

WORTH_A_START = 12  # papers; fewer are printed before a second process has loaded what draws
KNOWN = ("HOME", "LANG", "LC_ALL", "PATH", "TMPDIR", "TZ", "XDG_CACHE_HOME", "MPLCONFIGDIR")
"""What the second process may know of our environment: no secret is among it."""

logger = logging.getLogger("relocalisons.papers")


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """A paper and its forms, as `render` takes them."""

    paper: PaperView
    pdf: bool = True
    docx: bool = True
    pictures: Mapping[str, Picture] | None = None
    word_template: bytes | None = None

    @property
    def can_travel(self) -> bool:
        """Whether another process can print it: how a picture is drawn cannot be sent."""
        return not self.pictures

    def print(self) -> RenderedPaper:
        """Print it here; with our Word template where somebody's own cannot be filled."""
        try:
            return render(
                self.paper,
                pdf=self.pdf,
                docx=self.docx,
                pictures=self.pictures,
                word_template=self.word_template,
            )
        except OfficeTemplateError as error:
            if self.word_template is None:
                raise
            return replace(replace(self, word_template=None).print(), refused=str(error))


class SecondPress:
    """The second process, one for all the papers of ours."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def stands(self) -> bool:
        """Whether it was started and still lives."""
        return self._process is not None and self._process.poll() is None

    @property
    def pid(self) -> int | None:
        """The process that stands; None where none does."""
        return self._process.pid if self._process is not None and self.stands else None

    def start(self) -> None:
        """Start it unless it stands; it loads what draws while we do other things."""
        with self._lock:
            if self.stands:
                return
            self._end()
            known = {name: os.environ[name] for name in KNOWN if name in os.environ}
            self._process = subprocess.Popen(
                [sys.executable, "-m", __name__],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env={**known, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
                start_new_session=True,
            )

    def print(self, order: Order) -> RenderedPaper | None:
        """The files of a paper; None when it could not print it, which is logged."""
        name = order.paper.heading.file_stem
        try:
            question = pickle.dumps(order)
        except (pickle.PicklingError, AttributeError, TypeError) as error:
            logger.warning("« %s » cannot be sent to the second press: %s", name, error)
            return None
        with self._lock:
            process = self._process
            if process is None or process.stdin is None or process.stdout is None:
                return None
            try:
                write_message(process.stdin, question)
                answer = read_message(process.stdout)
            except (OSError, ValueError) as error:
                answer = None
                logger.warning("the second press was cut: %s", error)
            if answer is None:
                logger.warning("the second press ended: « %s » is printed here", name)
                self._end()
                return None
            files = pickle.loads(answer)
            if isinstance(files, RenderedPaper):
                return files
            # It will fail here too, in its own words; or it will not, and nothing is lost.
            logger.warning("the second press did not print « %s »: %s", name, files)
            return None

    def stop(self) -> None:
        """End it; the next many papers start another."""
        with self._lock:
            self._end()

    def _end(self) -> None:
        if self._process is not None:
            self._process.kill()
            # Its pipes are closed, also one that holds what it did not take; it is waited for.
            with suppress(BrokenPipeError), self._process:
                pass
        self._process = None


_press = SecondPress()
atexit.register(_press.stop)


@contextmanager
def printing_much() -> Iterator[None]:
    """Many papers will come, a few at a time: the second process stands ready meanwhile."""
    if processors() > 1:
        _press.start()
    try:
        yield
    finally:
        _press.stop()


def print_all(
    orders: Sequence[Order],
    *,
    press: SecondPress = _press,
    tell: Callable[[int], None] = lambda _: None,
) -> tuple[RenderedPaper, ...]:
    """The files of each paper, in the order in which they were asked for.

    `press` is the one of our process. `tell` hears how many are printed, now and then.
    Raises what printing one of them raises.
    """
    if len(orders) >= WORTH_A_START and processors() > 1:
        press.start()
    if len(orders) < 2 or not press.stands:
        alone: list[RenderedPaper] = []
        for order in orders:
            alone.append(order.print())
            tell(len(alone))
        return tuple(alone)
    # Somebody's own Word file is filled by a process that either press starts for itself: all of
    # them by one.
    waiting = deque(sorted(enumerate(orders), key=lambda each: each[1].word_template is None))
    printed: dict[int, RenderedPaper] = {}

    def print_there() -> None:
        while press.stands:
            try:
                number, order = waiting.popleft()
            except IndexError:
                return
            files = press.print(order) if order.can_travel else None
            if files is not None:
                printed[number] = files

    helper = threading.Thread(target=print_there)
    helper.start()
    try:
        while waiting:
            try:
                number, order = waiting.pop()
            except IndexError:  # the other took the last one
                break
            printed[number] = order.print()
            tell(len(printed))
    finally:
        waiting.clear()
        helper.join()
    return tuple(
        printed[number] if number in printed else order.print()
        for number, order in enumerate(orders)
    )


def processors() -> int:
    """How many processors we may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _printed(question: bytes) -> bytes:
    try:
        return pickle.dumps(pickle.loads(question).print())
    except Exception as error:  # noqa: BLE001 - it is printed by the one who asked, and fails there
        return pickle.dumps(f"{type(error).__name__}: {error}")


def _load() -> None:
    """What the first paper would load, before it is asked for."""
    import relocalisons.rendering.charts.drawing
    import relocalisons.rendering.documents.annex
    import relocalisons.rendering.documents.pages
    import relocalisons.rendering.documents.typst_pdf
    import relocalisons.rendering.documents.word  # noqa: F401


def serve() -> None:
    """Print until the other side closes."""
    # What a library prints must not stand between answers.
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    _load()
    while (question := read_message(sys.stdin.buffer)) is not None:
        write_message(answers, _printed(question))


if __name__ == "__main__":
    # By its name: what is pickled here must not belong to « __main__ ».
    from relocalisons.rendering.papers.second_press import serve as serve_by_name

    serve_by_name()
