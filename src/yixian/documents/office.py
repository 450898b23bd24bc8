"""Making PDFs of Word files with LibreOffice, where the machine has it."""

import fcntl
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from yixian.documents.render import PaperFailed

PROGRAMS = ("soffice", "libreoffice")
PATIENCE = 45.0
A_PAPER = 5.0
WAITS = 60.0
"""Seconds for a run, for each paper in it, and for others to be done before."""

MISSING = _(
    "This machine has no LibreOffice, so it can make no PDF. The Word file is there: please print it from Word."
)
SLOW = _("LibreOffice did not finish in time. The Word file is there; please try the PDF again later.")
BUSY = _("Other papers are being turned into PDF at the moment. Please try again in a minute.")
FONTS = {
    "方正小标宋简体": "Noto Serif CJK SC",
    "仿宋_GB2312": "Noto Serif CJK SC",
    "楷体_GB2312": "Noto Serif CJK SC",
    "宋体": "Noto Serif CJK SC",
    "黑体": "Noto Sans CJK SC",
}
"""What stands in for a typeface that the machine lacks."""


def program() -> str | None:
    """Where LibreOffice is, None where there is none."""
    return next((found for name in PROGRAMS if (found := shutil.which(name))), None)


def to_pdf(documents: Sequence[bytes]) -> list[bytes]:
    """Return Word files as PDFs, in one run. One run at a time, with a profile of its own. Raises PaperFailed."""
    found = program()
    if found is None:
        raise PaperFailed(MISSING)
    if not documents:
        return []
    with _turn(), tempfile.TemporaryDirectory(prefix="yixian-") as name:
        folder = Path(name)
        (folder / "out").mkdir()
        _fonts(folder / "fonts.conf")
        files = [folder / f"{number}.docx" for number in range(len(documents))]
        for file, document in zip(files, documents, strict=True):
            file.write_bytes(document)
        _run(found, folder, files)
        made = [folder / "out" / f"{file.stem}.pdf" for file in files]
        if not all(each.is_file() for each in made):
            raise PaperFailed(SLOW)
        return [each.read_bytes() for each in made]


def _run(found: str, folder: Path, files: Sequence[Path]) -> None:
    command = [
        found,
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--norestore",
        "--nolockcheck",
        "--convert-to",
        "pdf:writer_pdf_Export",
        "--outdir",
        str(folder / "out"),
        *map(str, files),
    ]
    process = subprocess.Popen(
        command,
        cwd=folder,
        env={
            "PATH": os.environ.get("PATH", ""),
            "HOME": str(folder),
            "LANG": "zh_CN.UTF-8",
            "FONTCONFIG_FILE": str(folder / "fonts.conf"),
        },
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(PATIENCE + A_PAPER * len(files))
    except subprocess.TimeoutExpired:
        raise PaperFailed(SLOW) from None
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@contextmanager
def _turn() -> Iterator[None]:
    """Wait until no other process of this installation makes PDFs. Raises PaperFailed."""
    lock = Path(settings.VAR) / "office.lock"
    until = time.monotonic() + WAITS
    with lock.open("a") as handle:
        while True:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() > until:
                    raise PaperFailed(BUSY) from None
                time.sleep(0.2)
            else:
                break
        yield


def _fonts(file: Path) -> None:
    """Write the typefaces that stand in where one is missing, beside those that the machine has."""
    pairs = "".join(
        f'<match target="pattern"><test name="family"><string>{wanted}</string></test>'
        f'<edit name="family" mode="append" binding="same"><string>{instead}</string></edit></match>'
        for wanted, instead in FONTS.items()
    )
    file.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f'{pairs}<include ignore_missing="yes">/etc/fonts/fonts.conf</include></fontconfig>',
        encoding="utf-8",
    )
