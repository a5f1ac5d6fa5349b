"""The packet of one case for tests that are about something else: nothing masked in it, and everything of the case."""

from pathlib import Path

from store import Casebook
from store.model.disguise import MaskLevel
from store.packet import markdown
from store.packet.export import hand_over, print_out
from store.packet.formats import Format
from store.packet.prepare import Packet, confirmation
from tests.packet.packets import packet_of, text_of


def case_packet(book: Casebook, code: str) -> Packet:
    """With the word typed that lets it go."""
    return packet_of(book, code, level=MaskLevel.NONE, typed=confirmation())


def case_text(book: Casebook, code: str) -> str:
    """As text."""
    return text_of(case_packet(book, code))


def export_case(book: Casebook, code: str, to: Path) -> Path:
    """As a file."""
    packet = case_packet(book, code)
    return hand_over(book, packet, markdown.write(packet.document), Format.MARKDOWN, to, may_name_file=True)


def print_case(book: Casebook, code: str) -> bytes:
    """Printed."""
    packet = case_packet(book, code)
    return print_out(book, packet, markdown.write(packet.document), Format.MARKDOWN)
