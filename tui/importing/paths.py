"""A field for the path of a file: what is there is offered as one types, the newest first."""

import re
from collections.abc import Iterable, Sequence
from os import sep
from os.path import exists, expanduser
from pathlib import Path
from urllib.parse import unquote

from textual.suggester import Suggester

from store.language import _
from tui.forms.text import LineField, LineInput
from tui.frame import KeyLabel
from tui.look.net import brief

LISTED = 6
"""How many files of the folder are named under the field."""
_LOOKED_AT = 2000
"""How many names of a folder are looked at, so that a huge one costs no time."""


_ADDRESS = "file://"
_BEGINS_ANEW = re.compile(r"(?<=[^/]/)/|(?<=[/\\])~[/\\]|(?<=[/\\])[A-Za-z]:[/\\]")
"""Where in a text a whole path stands behind the beginning of another one."""
_QUOTED = re.compile(r"(['\"])(?P<inside>[^'\"]+)\1$")


def meant(typed: str) -> str:
    """The path that is meant: pasted or dropped in, it comes in quotes, as an address, or behind what stood there.

    Args:
        typed: what stands in the field. Where a file has that very name, it is that file.
    """
    path = typed.strip()
    if exists(expanduser(path)):
        return path
    if quoted := _QUOTED.search(path):
        path = quoted["inside"]
    _before, address, after = path.rpartition(_ADDRESS)
    if address:
        path = unquote(after)
    begins = [match.start() for match in _BEGINS_ANEW.finditer(path)]
    return path[begins[-1] :] if begins else path


class _Completing(Suggester):
    """Completes a path with the newest file or folder that begins so."""

    def __init__(self, endings: Sequence[str]) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._endings = endings

    async def get_suggestion(self, value: str) -> str | None:
        """The whole path; None when nothing fits."""
        typed = Path(expanduser(value)).name if not value.endswith(sep) else ""
        folder = folder_in(value)
        for name in names_in(folder, self._endings):
            if name.casefold().startswith(typed.casefold()) and name != typed:
                return value[: len(value) - len(typed)] + name
        return None


def folder_in(value: str) -> Path:
    """The folder of a path that is being typed."""
    path = Path(expanduser(value.strip()))
    return path if value.endswith(sep) or not value.strip() else path.parent


def names_in(folder: Path, endings: Sequence[str], *, folders: bool = True) -> list[str]:
    """What of a folder can be taken: files with these endings, the newest first, then folders with a stroke behind.

    Args:
        folder: where to look; one that is not there has nothing.
        endings: of the names, in small letters; none: every file.
        folders: whether folders are named.
    """
    found: list[tuple[float, str]] = []
    more: list[str] = []
    try:
        for path, _at in zip(folder.iterdir(), range(_LOOKED_AT), strict=False):
            if path.name.startswith("."):
                continue
            if path.is_dir():
                more.append(path.name + sep)
            elif not endings or path.suffix.lower() in endings:
                found.append((-path.stat().st_mtime, path.name))
    except OSError:  # not there, not ours, or gone while we looked
        pass
    return [name for _age, name in sorted(found)] + (sorted(more) if folders else [])


class PathField(LineField):
    """A field of a path."""

    def __init__(
        self, key: str, label: str, value: str = "", *, endings: Iterable[str] = (), help: str = "",
        needed: bool = False,
    ) -> None:  # fmt: skip
        """See `LineField`.

        Args:
            key: see `Field`.
            label: see `Field`.
            value: the path it begins with.
            endings: of the files that are offered; none offers nothing.
            help: see `Field`.
            needed: see `Field`.
        """
        self._endings = tuple(endings)
        line = LineInput(value)
        if self._endings:
            line.suggester = _Completing(self._endings)
        super().__init__(key, label, value, help=help, needed=needed, control=line)

    @property
    def value(self) -> str:
        """The path that is meant, where one is to be found; a new file is called as it was typed."""
        return meant(self.line.value) if self._endings else self.line.value

    def understood(self) -> str:
        """What lies in the folder, the newest first."""
        if not self._endings:
            return ""
        names = names_in(folder_in(self.value), self._endings, folders=False)
        listed = " · ".join(brief(name, 40) for name in names[:LISTED]) + (" ..." if len(names) > LISTED else "")
        return _("There: {files}").format(files=listed) if listed else ""

    def keys(self) -> Sequence[KeyLabel]:
        """How to take what is offered."""
        return [(_("right"), _("complete it"))] if self._endings else []
