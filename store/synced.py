"""Whether a folder is one that a program copies to other computers: then a packet in it leaves the laptop by itself.

Told by the names that the services give their folders, and by the marks they leave in them. What is not seen: a folder
that the user named, of a service that leaves no marks. A warning too many is better than one too few, so a folder that
merely has such a name counts. Where the names and marks stand:

- macOS has the folders of OneDrive, Google Drive, Dropbox and Box in `~/Library/CloudStorage`, under names such as
  `OneDrive-Personal` and `Box-Box`, and iCloud in `~/Library/Mobile Documents/com~apple~CloudDocs`, with Desktop and
  Documents in it for those who keep them in iCloud (support.google.com/drive/answer/12178485, support.box.com
  360043695894, eclecticlight.co 2024-03-13 "Desktop & Documents Folders in iCloud Drive").
- Dropbox: `Dropbox`, with " (Personal)" or the team behind it, and `.dropbox.cache` in it (help.dropbox.com,
  "cache folder"); a file `.dropbox` in folders that are shared, while a folder of that name is the program's own.
- Nextcloud and ownCloud: a journal `.sync_<id>.db` in each folder that is synchronised; older ones `._sync_<id>.db` and
  a log, `.owncloudsync.log` or `.nextcloudsync.log`.
- Syncthing: the "folder marker" `.stfolder` (docs.syncthing.net). Resilio Sync: `.sync` with a file `ID` in it
  (help.resilio.com 206217185). MEGA: `.megaignore` and `.debris` (help.mega.io, "How does syncing work").
- As the programs are installed: `OneDrive` or `OneDrive - Company`, `Google Drive` or `My Drive`, `Nextcloud`,
  `ownCloud`, `MEGA`, `pCloud Drive` or `pCloudDrive`, `Box` or `Box Sync`, on Windows `iCloudDrive`.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

_ICLOUD = "iCloud Drive"
_NAMED = {
    "OneDrive": re.compile(r"onedrive([ -].*)?"),
    "Dropbox": re.compile(r"dropbox([ -].*)?"),
    _ICLOUD: re.compile(r"icloud ?drive|com~apple~clouddocs"),
    "Google Drive": re.compile(r"google ?drive([ -].*)?|my drive|drive saya"),
    "Nextcloud": re.compile(r"nextcloud\d*"),
    "ownCloud": re.compile(r"owncloud\d*"),
    "MEGA": re.compile(r"mega|megasync"),
    "pCloud": re.compile(r"pcloud ?drive"),
    "Box": re.compile(r"box|box sync|box-box"),
}
"""What the services call their folders, in small letters."""

_MARKED = {
    "Dropbox": (".dropbox.cache",),
    "Syncthing": (".stfolder",),
    "Resilio Sync": (".sync/ID",),
    "MEGA": (".megaignore", ".debris"),
    "Nextcloud": (".nextcloudsync.log",),
    "ownCloud": (".owncloudsync.log",),
}
"""What they leave in the uppermost of them."""
_JOURNALS = (".sync_*.db", "._sync_*.db")
"""Of Nextcloud and ownCloud alike."""

_MOVED_BY_APPLE = ("Desktop", "Documents")
_APPLES = Path("Library/Mobile Documents/com~apple~CloudDocs")


def synced_by(folder: Path) -> str:
    """The name of the service that copies a folder to other computers; empty where none is seen.

    Args:
        folder: it, or the folder above it, need not be there.
    """
    try:
        place = folder.expanduser().resolve()
    except (OSError, RuntimeError):  # links that lead in a circle, or a home that nobody has
        place = folder.absolute()
    for part in (place, *place.parents):
        if service := _by_name(part) or _by_marks(part):
            return service
    return _ICLOUD if _is_moved_by_apple(place) else ""


def _by_name(folder: Path) -> str:
    name = folder.name.casefold()
    return next((service for service, pattern in _NAMED.items() if pattern.fullmatch(name)), "")


def _by_marks(folder: Path) -> str:
    with suppress(OSError):
        if (folder / ".dropbox").is_file():
            return "Dropbox"
        for service, marks in _MARKED.items():
            if any((folder / mark).exists() for mark in marks):
                return service
        if any(_journals(folder)):
            return "Nextcloud"
    return ""


def _journals(folder: Path) -> Iterator[Path]:
    for pattern in _JOURNALS:
        yield from folder.glob(pattern)


def _is_moved_by_apple(place: Path) -> bool:
    """Whether the folder lies in the Desktop or Documents of somebody who keeps those in iCloud."""
    with suppress(OSError):
        for part in (place, *place.parents):
            if part.name in _MOVED_BY_APPLE and (part.parent / _APPLES / part.name).exists():
                return True
    return False
