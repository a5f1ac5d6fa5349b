"""What can be told of a fault in the program."""

from pathlib import Path


def where_of(error: BaseException) -> str:
    """The kind of an error and the place it came from; never its message, which may hold client text."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else "?"
    return f"{type(error).__name__}, {place}"
