from tests.casework.test_ratings import *
@pytest.mark.parametrize("n", range(12))
async def test_x(book, case, n):
    texts = {key: f"{key} " * 40 for key in SCALE}
    book.add(Goal, case.code, statement="Long", **texts)
    form = RatingForm(case.code)
    async with opened(book, form, (60, 20)) as pilot:
        for keys, word in (("end", "+2"), ("home", "-2"), ("+1", "+1")):
            await pilot.press(*([keys] if keys in ("end", "home") else keys))
            try:
                await until(pilot, lambda: f"› {word}" in shown(pilot.app))
            except AssertionError:
                print(keys, form.field("level").value, form.query_one(".form").scroll_offset, form.query_one(".form").max_scroll_y, form.focused); print(shown(pilot.app)); raise
