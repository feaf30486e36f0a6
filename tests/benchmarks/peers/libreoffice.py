"""LibreOffice as a printer of Word files, where `soffice` is installed: its whole process.

It can claim PDF/A-3 and PDF/UA, but put no workbook inside.
"""

import json
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

COMMAND = "soffice"
PATIENCE = 120
_WANTED = {
    "SelectPdfVersion": {"type": "long", "value": "3"},
    "PDFUACompliance": {"type": "boolean", "value": "true"},
    "UseTaggedPDF": {"type": "boolean", "value": "true"},
}


def step(word_file: bytes) -> Callable[[], bytes]:
    """A function that prints the file; OSError where LibreOffice is not installed."""
    command = shutil.which(COMMAND)
    if command is None:
        raise OSError(f"{COMMAND} is not installed")
    # A profile of its own, kept from one print to the next as somebody's would be.
    profile = tempfile.TemporaryDirectory(prefix="relocalisons-office-")

    def print_it() -> bytes:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            (folder / "paper.docx").write_bytes(word_file)
            subprocess.run(
                [
                    command, f"-env:UserInstallation=file://{profile.name}", "--headless",
                    "--convert-to", f"pdf:writer_pdf_Export:{json.dumps(_WANTED)}",
                    "--outdir", name, str(folder / "paper.docx"),
                ],
                check=True,
                capture_output=True,
                timeout=PATIENCE,
            )  # fmt: skip
            return (folder / "paper.pdf").read_bytes()

    return print_it
