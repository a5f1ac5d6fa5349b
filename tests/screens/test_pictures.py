"""How every screen looks: in both languages, in our themes, in three sizes, kept as text beside this file.

They take minutes, so only `uv run pytest -m thorough tests/screens/test_pictures.py` compares them. After a change that
is meant add `--snapshot-update`, and look at each picture that changed before it is kept; `picture` makes an SVG of it.
"""

from pathlib import Path

import pytest

from store.language import use
from tests.screens.gallery import SCENES, Scene, Stage, sample
from tests.screens.picture import Picture, taken, written
from tui.app import LingkarApp
from tui.look.themes import THEMES

KEPT = Path(__file__).parent / "pictures"
SIZES = ((60, 20), (80, 24), (140, 40))
PARTS = 6
"""The scenes are divided, so that several cores have something to do."""


@pytest.mark.thorough
@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("language", ["id", "en"])
async def test_every_screen_looks_as_it_did(
    language: str, part: int, tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(language)
    monkeypatch.setenv("HOME", str(tmp_path))  # what lies in it is shown as ~, wherever the tests run
    monkeypatch.setattr("tui.app.LOOK_FOR_HINTS", 3600.0)  # on a slow machine one would come in the middle of it
    changed = []
    with sample(tmp_path / "book", language) as book:
        app = LingkarApp(book)
        async with app.run_test(size=SIZES[-1]) as pilot:
            stage = Stage(app, pilot)
            for scene in SCENES[part::PARTS]:
                now = "\n".join([await _at_size(stage, scene, size) for size in SIZES])
                kept = KEPT / f"{scene.name.replace(' ', '_')}.{language}.txt"
                if request.config.getoption("update_snapshots"):
                    KEPT.mkdir(exist_ok=True)
                    kept.write_text(now, encoding="utf-8")
                elif not kept.exists() or kept.read_text(encoding="utf-8") != now:
                    changed.append(scene.name)
    assert changed == [], (
        "look at each: pytest -m thorough tests/screens/test_pictures.py --snapshot-update, then git diff"
    )


def test_no_picture_is_left_of_a_screen_that_is_gone() -> None:
    names = {f"{scene.name.replace(' ', '_')}.{language}.txt" for scene in SCENES for language in ("id", "en")}
    assert {path.name for path in KEPT.iterdir()} <= names


async def _at_size(stage: Stage, scene: Scene, size: tuple[int, int]) -> str:
    await stage.size(*size)
    await scene.on(stage)
    pictures: dict[str, Picture] = {}
    for theme in THEMES:
        stage.app.theme = theme.name
        stage.app.show_anew()
        await stage.pilot.pause()
        pictures[theme.name] = taken(stage.app)
    await stage.leave()
    return written(pictures)
