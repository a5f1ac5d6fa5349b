"""The outlines of notes as plain text: headings to write under, in the language in use. Domain reference, 2.4."""

from store.language import N_, _
from store.model import NoteFormat

_HEADINGS = {
    NoteFormat.NARRATIVE: (),
    NoteFormat.SUMMARY: (N_("Purpose"), N_("What happened"), N_("Agreed"), N_("Next step")),
    NoteFormat.PROCESS: (N_("What was said and done"), N_("What I felt"), N_("What I make of it"), N_("Next step")),
    NoteFormat.SOAP: (N_("Subjective"), N_("Objective"), N_("Assessment"), N_("Plan")),
    NoteFormat.DAP: (N_("Data"), N_("Assessment"), N_("Plan")),
    NoteFormat.BIRP: (N_("Behaviour"), N_("Intervention"), N_("Response"), N_("Plan")),
    NoteFormat.GIRP: (N_("Goal"), N_("Intervention"), N_("Response"), N_("Plan")),
}


def headings(format: NoteFormat) -> list[str]:
    """The headings of a format; a narrative has none."""
    return [_(heading) for heading in _HEADINGS[format]]


def outline(format: NoteFormat) -> str:
    """The headings of a format, each with an empty line to write on; nothing for a narrative."""
    return "\n".join(f"{heading}:\n\n" for heading in headings(format))


def is_untouched(text: str) -> bool:
    """Whether a text is empty or an outline in which nothing was written: what may be replaced without loss."""
    bare = _bare(text)
    return not bare or any(bare == _bare(outline(format)) for format in NoteFormat)


def _bare(text: str) -> str:
    return " ".join(text.split())
