"""What a process of ours never tells: no text about a client in a traceback, a warning, a log, a core dump."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import textual

from tui.plain.discretion import LOOKS

NAME = "Siti Aminah"

TALKS = frozenset({
    "TEXTUAL",                      # features: devtools, which sends logs to another program; debug
    "TEXTUAL_ALLOW_SIGNALS",        # ctrl+c would end the program without a word
    "TEXTUAL_DEBUG",                # every key into keys.log
    "TEXTUAL_DEVTOOLS_HOST",
    "TEXTUAL_DEVTOOLS_PORT",
    "TEXTUAL_DRIVER",               # another terminal, such as a web page
    "TEXTUAL_LOG",                  # messages, with what was typed, into a file
    "TEXTUAL_PRESS",
    "TEXTUAL_SCREENSHOT",           # a picture of the screen into a file
    "TEXTUAL_SCREENSHOT_FILENAME",
    "TEXTUAL_SCREENSHOT_LOCATION",
    "TEXTUAL_SHOW_RETURN",
    "TEXTUAL_SLOW_THRESHOLD",
})  # fmt: skip
"""What Textual can be told through the environment, and is not told by us."""

PROBE = f"""
import os, sys
sys.argv = ["lingkar", "--version"]
from tui.cli import main
assert main() == 0

import asyncio, gc, logging, resource, threading, warnings
from tui.plain.discretion import keep_loop_discreet
print(resource.getrlimit(resource.RLIMIT_CORE), sorted(name for name in os.environ if name.startswith("TEXTUAL")))

def fault(*_):
    raise ValueError("{NAME}")

class Dying:
    __del__ = fault

async def nobody_waits():
    keep_loop_discreet(asyncio.get_running_loop())
    asyncio.get_running_loop().call_soon(fault)
    await asyncio.sleep(0)

warnings.warn("{NAME}")
logging.getLogger("asyncio").warning("{NAME}")
Dying()
thread = threading.Thread(target=fault)
thread.start()
thread.join()
asyncio.run(nobody_waits())
fault()
"""


def test_every_variable_of_textual_is_known_to_us() -> None:
    """A new one must be looked at: does it only change how things look?"""
    code = "".join(path.read_text(encoding="utf-8") for path in Path(textual.__file__).parent.rglob("*.py"))
    named = set(re.findall(r"""(?:environ|getenv)\w*(?:\.get)?[\[(]\s*["'](TEXTUAL\w*)["']""", code))
    assert {"TEXTUAL_LOG", "TEXTUAL", "TEXTUAL_FPS"} < named
    assert named == LOOKS | TALKS


@pytest.mark.skipif(os.name == "nt", reason="no core dumps there")
def test_a_fault_anywhere_tells_its_place_only() -> None:
    environ = {**os.environ, "LINGKAR_LANG": "en", "TEXTUAL": "devtools", "TEXTUAL_FPS": "30"}
    environ |= dict.fromkeys(TALKS, "1") | {"PYTHONASYNCIODEBUG": "1", "PYTHONWARNINGS": "always"}
    ended = subprocess.run([sys.executable, "-c", PROBE], env=environ, capture_output=True, text=True, check=False)
    assert ended.returncode == 1
    assert ended.stdout.splitlines()[-1] == "(0, 0) ['TEXTUAL_ANIMATIONS', 'TEXTUAL_FPS']"
    assert NAME not in ended.stderr
    told = [line for line in ended.stderr.splitlines() if line]
    assert len(told) == 4, ended.stderr
    assert all(re.fullmatch(r"Lingkar met an error .* \(ValueError, <string>:\d+\)\.", line) for line in told), told
