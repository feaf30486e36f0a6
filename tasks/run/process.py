"""The process of one run, as a worker starts it: `python -m tasks.run.process`.

It is Prefect's own, `prefect.engine`, but that Python does not look for garbage while modules load:
they make 230,000 objects, none of them garbage, and looking at them again and again takes a
sixth of a short run's CPU. Once a flow begins they are set aside and garbage is looked for again,
seldom: what a night reads stays until its end.
"""

import gc
import runpy

# How seldom garbage is looked for: once in so many objects, then in so many times of that.
SELDOM = (20_000, 20, 20)


def collect_from_now_on() -> None:
    """Look for garbage again, though not among what is there; does nothing in any other process."""
    if not gc.isenabled():
        gc.freeze()
        gc.set_threshold(*SELDOM)
        gc.enable()


if __name__ == "__main__":
    gc.disable()
    runpy.run_module("prefect.engine", run_name="__main__", alter_sys=True)
