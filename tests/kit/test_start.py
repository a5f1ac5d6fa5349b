"""The program that was built into one folder: there is no Python beside it, so it is its own other process."""

import shlex
import sys
from pathlib import Path

import pytest

from store import Casebook
from store.errors import LingkarError
from store.exchange.backup import Backup
from tests.kit.conftest import KIT


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a script for sh")
def test_a_frozen_program_reads_a_backup_back_by_starting_itself(
    book: Casebook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book.add_case(alias="A", size="family", presenting_problem="x")
    program = tmp_path / "lingkar"
    program.write_text(
        f'#!/bin/sh\ntest "$1" = --apart && exec {shlex.join([sys.executable, str(KIT / "start.py")])} "$@"\n'
    )
    program.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(program))
    with pytest.raises(LingkarError, match="does not read back"):  # what is no Python cannot be used as one
        Backup(book, tmp_path / "a.backup", apart=True).make()
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert Backup(book, tmp_path / "b.backup", apart=True).make().book.cases == 1
