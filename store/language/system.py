"""What the operating system refused, in words of our own where it is common: the system says it in its own language."""

import errno

from store.language.catalogue import N_, _

_WORDS = {
    errno.ENOENT: N_("there is no such file or folder"),
    errno.EACCES: N_("the system does not allow it"),
    errno.EPERM: N_("the system does not allow it"),
    errno.EISDIR: N_("it is a folder"),
    errno.ENOTDIR: N_("a part of this path is not a folder"),
    errno.EEXIST: N_("it is there already"),
    errno.ENAMETOOLONG: N_("the name is too long"),
    errno.ENOSPC: N_("the disk is full"),
    errno.EDQUOT: N_("the disk is full"),
    errno.EROFS: N_("the disk takes no changes"),
    errno.EIO: N_("the disk does not work as it should"),
}


def why_refused(error: Exception) -> str:
    """Why the system refused, without a full stop; of what is no refusal of the system only what kind of error it is.

    Args:
        error: its message is not shown, which may tell of a client.
    """
    if not isinstance(error, OSError):
        return type(error).__name__
    words = _WORDS.get(error.errno or 0)
    return _(words) if words else error.strerror or type(error).__name__
