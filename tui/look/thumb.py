"""Where the thumb of a scroll bar stands. Pure numbers."""


def thumb_at(y: int, height: int, top: int, total: int) -> bool:
    """Whether the thumb covers a row.

    Args:
        y: the row.
        height: rows there are.
        top: the first line shown.
        total: lines there are; when all fit there is no thumb.
    """
    if total <= height or height <= 0:
        return False
    length = max(1, height * height // total)
    start = round((height - length) * top / (total - height))
    return start <= y < start + length
