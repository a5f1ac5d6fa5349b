"""A whole day of work by plain commands alone, each a process of its own on an encrypted book, in both languages.

What a person at the board does with keys, somebody who hears the screen, or a script, does with words. Nothing that is
printed is drawn.
"""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from store.language import use
from store.model.codes import Phase, TerminationReason

PASSPHRASE = "tiga ekor kuda hitam"
WHY = "Sidang berlangsung sebelum kami bertemu lagi"
DRAWN = re.compile("[\x1b\u2500-\u259f\u2800-\u28ff]")
"""Control sequences, box drawing, blocks and braille."""


class Desk:
    """Somebody who types commands and reads what they answer."""

    def __init__(self, folder: Path, language: str) -> None:
        """At a book that is not there yet."""
        self.folder, self.book = folder, folder / "book"
        self._key = folder / "key.txt"
        self._key.write_text(f"{PASSPHRASE}\n", encoding="utf-8")
        self._key.chmod(0o600)
        self._environ = {
            **os.environ, "LINGKAR_HOME": str(self.book), "LINGKAR_LANG": language, "PYTHONIOENCODING": "utf-8",
        }  # fmt: skip

    def types(self, *args: str, code: int = 0, stdin: str = "") -> subprocess.CompletedProcess[str]:
        """Type a command; what it says is plain, and its exit code as expected."""
        done = subprocess.run(
            [sys.executable, "-m", "tui.cli", "--passphrase-file", str(self._key), *args],
            env=self._environ, cwd=self.folder, input=stdin, capture_output=True, encoding="utf-8", check=False,
        )  # fmt: skip
        assert done.returncode == code, (args, done.stdout, done.stderr)
        assert not DRAWN.search(done.stdout + done.stderr), (args, done.stdout, done.stderr)
        return done

    def says(self, *args: str, stdin: str = "") -> str:
        """What a command prints."""
        return self.types(*args, stdin=stdin).stdout.strip()

    def knows(self, *args: str) -> Any:
        """What a command prints for another program."""
        return json.loads(self.says(*args, "--json"))

    def adds(self, *args: str) -> str:
        """Put something into a file; answers the id that is said at the end."""
        return self.says("add", *args).split()[-1]


@pytest.mark.thorough
@pytest.mark.parametrize("language", ["id", "en"])
def test_a_day_of_work(tmp_path: Path, language: str) -> None:
    use(language)
    desk = Desk(tmp_path, language)
    code = takes_in(desk)
    assesses(desk, code)
    plans(desk, code)
    works(desk, code)
    reviews(desk, code)
    prepares_supervision(desk, code)
    finds(desk, code)
    ends(desk, code)
    keeps_safe(desk, code)


def takes_in(desk: Desk) -> str:
    """A case, the consent, the first contact; through the gate into Assessment."""
    code = desk.says(
        "new", "--alias", "Bu S", "--size", "family", "--client-name", "Siti Sukaesih", "--problem", "Sewa menunggak",
        "--origin", "Rumah sendiri",
    )  # fmt: skip
    assert (desk.book / "key.json").is_file()
    assert PASSPHRASE.encode() not in (desk.book / "key.json").read_bytes()
    desk.says("edit", code, "--consent", "verbal", "--consent-by", "Bu S", "--consent-on", "today")
    desk.says("risk", code, "low")
    desk.says("note", "--mode", "home_visit", "--minutes", "40", code, "-", stdin="Bu Siti bercerita tentang sewa.\n")
    (draft,) = desk.knows("notes", code, "--drafts")
    assert draft["id"][:6] in desk.says("notes", code)
    desk.says("change", code, draft["id"][:6], "--body", "Bu Siti dan Pak Wawan bercerita tentang sewa.")
    desk.says("sign", code, draft["id"][:6])
    desk.says("addendum", code, draft["id"][:6], "Anak bersekolah lagi.")
    assert "Pak Wawan" in desk.says("notes", code, "--note", draft["id"][:6])
    assert "roles" in desk.says("gate", code)
    desk.says("tick", code, "roles")
    moved = desk.types("advance", code)
    assert Phase.ASSESSMENT.label in moved.stdout
    assert moved.stderr == ""
    return code


def assesses(desk: Desk, code: str) -> None:
    """People and their ties, strengths, a danger, expectation and reality."""
    person = desk.adds(code, "person", "--alias", "Pak Wawan", "--kin-role", "paman", "--is-member", "no")
    desk.adds(code, "relation", "--a", "Bu S", "--b", "Pak Wawan", "--bond", "strong", "--flow", "to")
    assert "Pak Wawan" in desk.says("show", code, "--tab", "people")
    desk.says("change", code, person, "--alias", "Wak Wawan")
    assert desk.knows("show", code, person)["aliases"] == "Pak Wawan"
    desk.says("add", code, "assessment", "--strengths", "Bekerja, didukung tetangga", "--needs", "Rumah", "--tasks",
              "Ibu", "--coping", "Berbicara terbuka")  # fmt: skip
    danger = desk.adds(code, "danger", "--type", "homeless", "--level", "medium", "--safety_plan", "Ke rumah paman")
    desk.says("score", code, "housing=5/2/3", "livelihood=4/2", "Hubungan RT=4/3")
    assert "Hubungan RT" in desk.says("show", code, "--tab", "measures")
    desk.says("finish", code, danger, "--why", "Pemilik memberi waktu")
    assert desk.knows("show", code, danger)["state"] == "resolved"
    assert Phase.PLANNING.label in desk.says("advance", code, "--reason", WHY)


def plans(desk: Desk, code: str) -> None:
    """A goal with its scale, a measure with a baseline, a task, a referral to the directory, the team."""
    goal = desk.adds(
        code, "goal", "--statement", "Sewa terbayar", "--baseline", "-2", "--much-less", "Diusir", "--less",
        "Menunggak", "--expected", "Lunas", "--better", "Menabung", "--much-better", "Rumah sendiri", "--target", "+60",
    )  # fmt: skip
    measure = desk.adds(code, "measure", "--target", "Hari bekerja", "--improves", "up", "--unit", "hari")
    for days_ago, value in (("-9", "1"), ("-6", "2"), ("-3", "1,5")):
        desk.says("measure", code, measure, value, "--stage", "A", "--on", days_ago)
    desk.says("measure", code, measure, "4", "--stage", "B")
    values = desk.knows("entries", code, "value")
    assert [(one["value"], one["stage"]) for one in values] == [(1.0, "A"), (2.0, "A"), (1.5, "A"), (4.0, "B")]
    desk.adds(code, "task", "--text", "Telepon pemilik", "--due", "tomorrow", "--goal", goal)
    desk.says("resources", "add", "--name", "Dinas Sosial", "--kind", "societal", "--gives", "Bantuan sewa")
    desk.adds(code, "referral", "--resource", "Dinas Sosial", "--reason", "Bantuan sewa", "--status", "sent")
    assert "Dinas Sosial" in desk.says("resources")
    desk.adds(code, "team", "--name", "Bu Rini", "--discipline", "cadre", "--may-see", "yes")
    desk.adds(code, "intervention", "--kind", "advocacy_case", "--role", "advocate")
    desk.says("edit", code, "--next-review", "+30", "--target-close", "+90")
    assert Phase.INTERVENTION.label in desk.says("advance", code, "--reason", WHY)


def works(desk: Desk, code: str) -> None:
    """A rating, a task done, around the cycle: monitored, evaluated, back, on hold and taken up again."""
    goal, task, referral = (desk.knows("entries", code, kind)[0]["id"][:8] for kind in ("goal", "task", "referral"))
    desk.says("rate", code, goal, "-1", "--by", "client", "--note", "Sedikit lebih baik")
    desk.says("rate", code, goal, "+1")
    desk.says("change", code, f"{goal}/2", "--level", "0")
    assert [one["level"] for one in desk.knows("show", code, goal)["ratings"]] == [-1, 0]
    desk.says("finish", code, task)
    desk.says("finish", code, referral, "--as", "rejected", "--why", "Kuota habis")
    assert "Kuota habis" in desk.says("resources")
    desk.says("monitor", code, "--reason", WHY)
    assert Phase.EVALUATION.label in desk.says("advance", code, "--reason", WHY)
    desk.says("decide", code, "replan", "--why", "Tujuan baru")
    desk.says("back", code, "planning", "--reason", "Rencana ditinjau")
    desk.says("hold", code, "--reason", "Keluarga mudik", "--until", "+7")
    assert desk.knows("show", code)["status"] == "on_hold"
    desk.says("resume", code)
    desk.says("advance", code, "--reason", WHY)
    assert desk.says("history", code).count(Phase.PLANNING.label) >= 3


def reviews(desk: Desk, code: str) -> None:
    """Who needs me, why, what I do about it, and that I was there."""
    danger = desk.adds(code, "danger", "--type", "medical", "--level", "high")
    assert code in desk.says("review")
    why = desk.says("review", "--case", code)
    assert f"lingkar finish {code} {danger}" in why
    desk.says("contact", code, "--mode", "phone", "--outcome", "reached", "Sudah ke puskesmas")
    desk.says("next-contact", code, "+3")
    desk.says("review", "done", code)
    assert desk.knows("today")["waiting"] == []
    desk.says("review", "done")
    desk.says("finish", code, danger, "--as", "mitigated", "--why", "Sudah dirawat")
    other = desk.says("new", "--alias", "Pak D", "--size", "individual", "--opened", "-40")
    assert other in desk.says("list", "--today", "--plain")
    desk.says("put-off", other, "--until", "+2", "--reason", "Sakit")
    assert desk.types("list", "--today").stdout == ""
    desk.says("group-note", code, other, "--text", "Pertemuan warga", "--sign")
    assert "VCALENDAR" in desk.says("today", "--ics", "-o", "-")


def prepares_supervision(desk: Desk, code: str) -> None:
    """A masked packet, after deciding about every word that may be a name; then what the session led to."""
    desk.says(
        "note", code, "Bertemu Darto di Kampung Melati.\n?? Boleh saya ikut ke sidang?", "--mode", "office", "--sign"
    )
    refused = desk.types("export", "case", code, "-o", "-", code=1)
    doubtful = [line.split("  ")[1] for line in refused.stderr.splitlines() if line.startswith(f"{code}  ")]
    assert "Darto" in " ".join(doubtful)
    for word in doubtful:
        how = ("--as", "person") if "Darto" in word else ("--as", "place") if "Melati" in word else ("--pass",)
        desk.says("mask", code, word, *how)
    packet = desk.says("export", "case", code, "-o", "-", "--format", "md")
    assert "Siti" not in packet
    assert "Darto" not in packet
    assert "Melati" not in packet
    assert "Sewa" in packet
    assert "Darto" in desk.says("mask", code)
    assert "1" in desk.says("copies", "--plain")
    desk.says(
        "supervision", code, "Lanjutkan pendampingan.", "--supervisor", "Bu Ratna", "--task", "Hubungi LBH", "--next",
        "+14",
    )  # fmt: skip
    assert "Hubungi LBH" in desk.says("show", code, "--tab", "plan")


def finds(desk: Desk, code: str) -> None:
    """A search, kept under a name and done again."""
    assert code in desk.says("search", "puskesmas")
    desk.says("search", "--save", "sewa", "sewa", "level:micro")
    assert "sewa level:micro" in desk.says("find-saved")
    assert code in desk.says("find-saved", "sewa", "--plain")
    assert desk.says("statistics")


def ends(desk: Desk, code: str) -> None:
    """The ending with checks after it, the list of closed cases, a new episode and its undoing."""
    desk.says(
        "terminate", code, "--reason", "goals_met", "--outcome", "better", "--summary", "Sewa lunas", "--notice",
        "agreed", "--return-plan", "Tetap di rumah", "--aftercare", "+30", "+90", "--override", WHY,
    )  # fmt: skip
    assert TerminationReason.GOALS_MET.label in desk.says("closed")
    desk.says("aftercare", code)
    closure = desk.knows("show", code)["closure"]
    assert closure["aftercare_done"] == closure["aftercare"][:1]
    assert Phase.ASSESSMENT.label in desk.says("reopen", code, "assessment", "--reason", "Sewa naik")
    desk.says("undo")
    assert desk.knows("show", code)["status"] == "closed"
    desk.says("redo")
    assert desk.knows("show", code)["phase"] == "assessment"


def keeps_safe(desk: Desk, code: str) -> None:
    """A setting, a backup, everything read once, and a client erased for good."""
    desk.says("settings", "lock_after", "10")
    assert "10" in desk.says("settings", "lock_after")
    usb = desk.folder / "usb"
    usb.mkdir()
    desk.says("backup", str(usb))
    assert list(usb.iterdir())
    assert desk.says("verify")
    desk.says("erase", code, "--confirm", code)
    desk.types("show", code, code=1)
    assert code not in desk.says("list", "--all")
    named = [path for path in desk.book.rglob("*") if path.is_file() and b"Siti" in path.read_bytes()]
    assert named == []
