"""What closes a book: the cost of trying a passphrase, the wrapped secret, and what a standard age program can open."""

import json
import shutil
import subprocess
from pathlib import Path

import orjson
import pytest
from tinydb import TinyDB

from store.errors import BookDamaged, LingkarError, PassphraseNeeded, WrongPassphrase
from store.vault import keyfile, keys, open_vault, snapshots
from store.vault.keys import PlainKey, SecretKey
from store.vault.opening import Access, unlock
from store.vault.rekey import change_passphrase
from store.vault.verify import verify

from . import age

PASSPHRASE = "tujuh kucing di atap"
WORDS = "rahasia-sekali"
REAL_COST = keys.Cost(memory=128 * 1024, passes=3, lanes=4)


@pytest.fixture
def secret(folder: Path) -> SecretKey:
    """The key of an encrypted book with one row in its snapshot and one in its log."""
    with open_vault(folder, passphrase=PASSPHRASE) as db:
        db.table("t").insert({"text": WORDS})
        db.compact()
        db.table("t").insert({"text": WORDS + "2"})
        assert isinstance(db.key, SecretKey)
        return db.key


def test_a_guess_costs_at_least_what_rfc_9106_asks_of_the_memory_poor(request: pytest.FixtureRequest) -> None:
    request.getfixturevalue("monkeypatch").undo()  # the real cost
    assert keys.COST == REAL_COST
    assert keys.COST.memory >= 64 * 1024
    assert (keys.COST.passes, keys.COST.lanes) == (3, 4)


def test_the_cost_stands_in_the_file_and_is_used_from_there(monkeypatch: pytest.MonkeyPatch) -> None:
    key = keys.new_secret()
    fields = keys.wrap(key, PASSPHRASE)
    assert (fields["memory"], fields["passes"], fields["lanes"]) == (64, 1, 1)
    monkeypatch.setattr(keys, "COST", keys.Cost(128, 2, 1))
    opened = keys.unwrap(fields, PASSPHRASE)
    assert opened is not None
    assert opened.identity == key.identity


def test_the_secret_is_not_where_it_could_be_read(secret: SecretKey) -> None:
    assert secret.identity not in repr(secret)
    assert PASSPHRASE not in repr(Access(PASSPHRASE))


def test_nothing_of_the_documents_lies_in_the_files(folder: Path, secret: SecretKey) -> None:
    for path in folder.iterdir():
        content = path.read_bytes()
        assert WORDS.encode() not in content, path
        assert secret.identity.encode() not in content, path
        assert PASSPHRASE.encode() not in content, path


@pytest.mark.parametrize("typed", ["", "tujuh kucing di ata", PASSPHRASE + " ", PASSPHRASE.upper()])
def test_another_passphrase_is_wrong_and_no_damage(folder: Path, secret: SecretKey, typed: str) -> None:
    with pytest.raises(WrongPassphrase):
        open_vault(folder, passphrase=typed)
    with pytest.raises(WrongPassphrase):
        open_vault(folder, passphrase=typed, read_only=True)


def test_no_passphrase_is_asked_for(folder: Path, secret: SecretKey) -> None:
    with pytest.raises(PassphraseNeeded):
        open_vault(folder)


def test_letters_composed_in_another_way_are_the_same(folder: Path) -> None:
    open_vault(folder, passphrase="caf\u00e9 pagi").close()
    open_vault(folder, passphrase="cafe\u0301 pagi").close()


def test_the_recovery_key_opens_the_book_however_it_is_typed(folder: Path, secret: SecretKey) -> None:
    spaced = " ".join(secret.identity[at : at + 6] for at in range(0, len(secret.identity), 6)).lower()
    for typed in (secret.identity, spaced, secret.identity + "\n"):
        with open_vault(folder, passphrase=typed) as db:
            assert len(db.table("t")) == 2


def test_a_recovery_key_with_a_slip_or_of_another_book_is_wrong(folder: Path, secret: SecretKey) -> None:
    slip = secret.identity[:-1] + ("Q" if secret.identity[-1] != "Q" else "P")
    for typed in (slip, keys.new_secret().identity):
        with pytest.raises(WrongPassphrase, match="recovery key"):
            open_vault(folder, passphrase=typed)


@pytest.mark.parametrize("read_only", [True, False])
def test_a_lost_key_file_is_found_in_the_log(folder: Path, secret: SecretKey, read_only: bool) -> None:
    (folder / "key.json").unlink()
    with open_vault(folder, passphrase=PASSPHRASE, read_only=read_only) as db:
        assert db.report.key_found
        assert len(db.table("t")) == 2
    assert (folder / "key.json").exists() is not read_only


def test_without_any_key_file_the_recovery_sheet_still_opens_the_book(folder: Path, secret: SecretKey) -> None:
    (folder / "key.json").unlink()
    for path in folder.glob("*.log"):
        path.write_bytes(path.read_bytes().replace(b'"sum":"', b'"sum":"?'))
    with pytest.raises(BookDamaged, match="recovery sheet"):
        open_vault(folder, passphrase=PASSPHRASE)
    with open_vault(folder, passphrase=secret.identity) as db:
        assert len(db.table("t")) == 2


def test_a_changed_field_never_opens_and_never_looks_like_a_wrong_passphrase(folder: Path, secret: SecretKey) -> None:
    for path in folder.glob("*.log"):
        path.write_bytes(path.read_bytes().replace(b'"sum":"', b'"sum":"?'))
    fields = orjson.loads((folder / "key.json").read_bytes())
    for name, value in fields.items():
        changed = {**fields, name: value + 1 if isinstance(value, int) else value[:-1]}
        (folder / "key.json").write_bytes(orjson.dumps(changed))
        with pytest.raises(BookDamaged):
            open_vault(folder, passphrase=PASSPHRASE)


def test_fields_changed_together_with_their_checksum_do_not_open_either(secret: SecretKey) -> None:
    """The secret answers for them: nobody can make the next wrapping cheaper to guess."""
    fields = keys.wrap(secret, PASSPHRASE)
    for name in ("recipient", "salt", "nonce"):
        other = keys.wrap(keys.new_secret(), PASSPHRASE)
        assert keys.unwrap({**fields, name: other[name]}, PASSPHRASE) is None
    with pytest.raises(ValueError, match="unreasonable"):
        keys.unwrap({**fields, "memory": 2**40}, PASSPHRASE)


def test_every_frame_and_snapshot_has_its_own_nonce(folder: Path, secret: SecretKey) -> None:
    assert secret.seal.seal(b"x", b"") != secret.seal.seal(b"x", b"")
    assert secret.close(b"x") != secret.close(b"x")


def test_a_frame_opens_only_where_it_was_written(secret: SecretKey) -> None:
    sealed = secret.seal.seal(b"body", secret.context(3))
    assert secret.seal.unseal(sealed, secret.context(3)) == b"body"
    assert secret.seal.unseal(sealed, secret.context(4)) is None
    assert secret.seal.unseal(sealed, secret.archived().context(3)) is None
    assert keys.new_secret().seal.unseal(sealed, secret.context(3)) is None
    plain, other = PlainKey("a"), PlainKey("b")
    sealed = plain.seal.seal(b"body", plain.context(3))
    assert other.seal.unseal(sealed, other.context(3)) is None


def snapshot_of(folder: Path) -> bytes:
    return (folder / "0000000002.json.age").read_bytes()


def test_the_age_standard_and_stock_tinydb_open_a_snapshot(folder: Path, secret: SecretKey, tmp_path: Path) -> None:
    content = age.decrypt(snapshot_of(folder), secret.identity)
    (tmp_path / "opened.json").write_bytes(content)
    with TinyDB(tmp_path / "opened.json") as stock:
        assert [dict(row) for row in stock.table("t")] == [{"text": WORDS}]


def test_a_large_snapshot_too(secret: SecretKey) -> None:
    """More than two of age's pieces, and exactly two."""
    for size in (0, 1, age.CHUNK, 2 * age.CHUNK, 2 * age.CHUNK + 1):
        assert age.decrypt(secret.close(b"x" * size), secret.identity) == b"x" * size


@pytest.mark.skipif(shutil.which("age") is None, reason="the age program is not installed here")
def test_the_age_program_opens_a_snapshot(folder: Path, secret: SecretKey, tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.txt"
    sheet.write_text(secret.identity + "\n")
    out = subprocess.run(
        ["age", "-d", "-i", str(sheet), str(folder / "0000000002.json.age")], capture_output=True, check=True
    ).stdout
    assert json.loads(out) == {"t": {"1": {"text": WORDS}}}


# Deferred opening: what the archive needs


@pytest.mark.parametrize("passphrase", [None, PASSPHRASE])
def test_a_document_is_put_without_reading_the_others(
    folder: Path, passphrase: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_vault(folder, passphrase=passphrase) as db:
        db.table("t").insert({"n": 1})
        db.compact()
        key = db.key
    with monkeypatch.context() as patch:
        patch.setattr(snapshots, "parse", None)  # reading would fail
        with open_vault(folder, key=key, deferred=True) as db:
            db.put("file", "t", 7, {"n": 7})
            db.put("file", "t", 7, {"n": 8})
        with open_vault(folder, key=key, deferred=True) as db:
            db.put("file", "t", 9, {"n": 9})
            db.put("file", "t", 9, None)
    for read_only in (True, False):
        with open_vault(folder, key=key, deferred=True, read_only=read_only) as db:
            assert dict(db.documents("t")) == {1: {"n": 1}, 7: {"n": 8}}
    with open_vault(folder, key=key, deferred=True) as db:
        assert len(db.table("t")) == 2  # read now
        db.put("file", "t", 7, None)
        assert dict(db.documents("t")) == {1: {"n": 1}}
    with open_vault(folder, passphrase=passphrase) as db:
        assert dict(db.documents("t")) == {1: {"n": 1}}
    assert verify(folder, passphrase).problems == ()


def test_a_closed_vault_reads_nothing_any_more(folder: Path) -> None:
    db = open_vault(folder, key=PlainKey("x"), deferred=True)
    db.close()
    with pytest.raises(RuntimeError, match="closed"):
        db.tables()


def test_a_key_given_needs_no_key_file(folder: Path) -> None:
    key = PlainKey("x")
    with open_vault(folder, key=key) as db:
        db.insert({"a": 1})
    assert keyfile.NAME not in {path.name for path in folder.iterdir()}
    with open_vault(folder, key=key, read_only=True) as db:
        assert db.all() == [{"a": 1}]


def test_the_key_of_another_book_opens_nothing(folder: Path, secret: SecretKey) -> None:
    for key in (keys.new_secret(), secret.archived(), PlainKey("x")):
        with pytest.raises(BookDamaged):
            open_vault(folder, key=key)
    with pytest.raises(LingkarError):
        unlock(folder, Access(None))


@pytest.mark.parametrize("passphrase", ["", keys.IDENTITY, "age-secret-key-1 x"])
def test_what_would_be_taken_for_something_else_is_no_passphrase(folder: Path, passphrase: str) -> None:
    with pytest.raises(LingkarError, match="cannot be"):
        open_vault(folder, passphrase=passphrase)
    open_vault(folder, passphrase=PASSPHRASE).close()
    with pytest.raises(LingkarError, match="cannot be"):
        change_passphrase(folder, PASSPHRASE, passphrase)
    open_vault(folder, passphrase=PASSPHRASE).close()


def test_what_no_screen_shows_is_no_part_of_a_passphrase(folder: Path) -> None:
    open_vault(folder, passphrase="empat\u00a0kata\u200d aneh\t").close()
    open_vault(folder, passphrase="empatkata aneh").close()
    with pytest.raises(WrongPassphrase):
        open_vault(folder, passphrase="empat kata aneh")
