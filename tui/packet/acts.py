"""The commands that lead to a packet, the same wherever they can be given."""

from store.model.packet import PacketKind
from tui.place import Place


class PacketActs(Place):
    """A place from which a packet can leave."""

    def make_packet(self, kind: PacketKind, code: str = "") -> None:
        """Ask what the packet holds, and go on from there.

        Args:
            kind: what is proposed.
            code: the case it is about, where there is one.
        """
        from tui.packet.form import PacketForm

        self.app.push_screen(PacketForm(code, kind.value))

    def action_export_caseload(self) -> None:
        """A summary of the caseload."""
        self.make_packet(PacketKind.CASELOAD)

    def action_export_notes(self) -> None:
        """The notes of a period, of all cases."""
        self.make_packet(PacketKind.NOTES)
