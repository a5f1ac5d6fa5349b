"""The command that shows the manual: the same text as inside the program, one fact a line, nothing drawn around it."""

import argparse
import sys
import textwrap
from collections.abc import Iterator
from typing import TYPE_CHECKING

from store.errors import LingkarError
from store.language import LANGUAGES, _, current, use
from store.model.text import clean_line
from tui.plain.opening import folder_of
from tui.plain.output import columns
from tui.plain.parser import USAGE, Commands, add, text

if TYPE_CHECKING:
    from tui.guide.pages import Page


def add_commands(commands: Commands) -> None:
    """Declare it."""
    parser = add(commands, "help", _("show the manual: a topic of it, or which topics there are"), _help)
    parser.add_argument("topic", metavar=_("TOPIC"), nargs="*", type=text, help=_("a topic; otherwise all are listed"))


def _help(args: argparse.Namespace) -> int:
    from tui.guide.pages import page

    _use_own_keys(args)
    width = columns()
    wanted = clean_line(" ".join(args.topic))
    if not wanted:
        print("\n".join(topic_list(width)))
        return 0
    found = topics_named(wanted)
    if len(found) == 1:
        print("\n".join(page_text(page(found[0]), width)))
        return 0
    told = _("There is no topic {wanted}.").format(wanted=wanted)
    if near := found or topics_near(wanted):
        told = _("There is no topic {wanted}; near it are: {topics}.").format(wanted=wanted, topics=", ".join(near))
    print(textwrap.fill(told + " " + _("`lingkar help` lists all topics."), width), file=sys.stderr)
    return USAGE


def _use_own_keys(args: argparse.Namespace) -> None:
    """Keys that were changed in the settings of the book stand in the text."""
    from store.settings_file import read
    from tui.commands import keymap

    try:
        chosen = read(folder_of(args)).values.get("keymap") or {}
    except LingkarError:  # no folder is needed to read the manual
        chosen = {}
    keymap.apply(keymap.checked(chosen).keymap)


def topics_named(wanted: str) -> list[str]:
    """The topics that may be meant: the one of this name or title, else those with it in their title."""
    from tui.guide.pages import TOPICS

    word = wanted.casefold()
    if word in TOPICS:
        return [word]
    titles = _titles()
    if exact := [name for name, title in titles if title == word]:
        return exact[:1]
    return list(dict.fromkeys(name for name, title in titles if word in title))


def topics_near(wanted: str) -> list[str]:
    """Topics whose name, or a word of whose title, looks like what was typed."""
    from difflib import get_close_matches

    words: dict[str, str] = {}
    for name, title in _titles():
        for word in (name, title, *title.split()):
            if len(word) > 2:
                words.setdefault(word, name)
    near = get_close_matches(wanted.casefold(), list(words), n=4, cutoff=0.6)
    return list(dict.fromkeys(words[word] for word in near))


def _titles() -> list[tuple[str, str]]:
    """Names and titles in small letters, in every language: what somebody remembers of either."""
    from tui.guide.pages import TOPICS, title_of

    spoken, titles = current(), []
    for language in (spoken, *(each for each in LANGUAGES if each != spoken)):
        use(language)
        titles += [(name, title_of(name).casefold()) for name in TOPICS]
    use(spoken)
    return titles


def topic_list(width: int) -> Iterator[str]:
    """All topics, one a line."""
    from tui.guide.pages import TOPICS, title_of

    yield _("The manual. `lingkar help TOPIC` shows a topic:")
    yield ""
    longest = max(map(len, TOPICS))
    for name in TOPICS:
        yield f"  {name:{longest}}  {title_of(name)}"
    yield ""
    yield from textwrap.wrap(_("`lingkar --help` lists the commands, `lingkar COMMAND --help` explains one."), width)


def page_text(page: "Page", width: int) -> Iterator[str]:
    """A topic as plain text.

    Args:
        page: the topic.
        width: of the lines; only an example or a word may be longer.
    """
    from tui.guide.pages import Kind, Weight

    yield page.title
    before: Kind | None = None
    together = {Kind.ITEM, Kind.KEY, Kind.EXAMPLE}
    for piece in page.pieces:
        if (piece.kind is not before or before not in together) and before not in (Kind.HEAD, Kind.GROUP):
            yield ""
        before = piece.kind
        if piece.kind is Kind.EXAMPLE:
            yield f"    {piece.text}".rstrip()
            continue
        if piece.kind is Kind.KEY:
            (keys, _code), (help, _plain) = piece.runs
            said, first, rest = f"{keys}: {help}", "  ", "    "
        else:
            said = "".join(f"`{run}`" if weight is Weight.CODE else run for run, weight in piece.runs)
            first, rest = ("- ", "  ") if piece.kind is Kind.ITEM else ("", "")
        yield from textwrap.wrap(
            said, width, initial_indent=first, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False
        )
