"""The version of this program, as what it writes for elsewhere names it."""

from importlib.metadata import PackageNotFoundError, version


def program() -> str:
    """The version; empty where the program is not installed."""
    try:
        return version("lingkar")
    except PackageNotFoundError:
        return ""
