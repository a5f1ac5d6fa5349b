"""Deciding about words of a packet that may be names: each decision is an act of the book, which undo takes back."""

from collections.abc import Sequence

from store import Change
from store.language import _, n_
from store.model.disguise import MaskWord, WordKind
from store.packet.veil import Doubtful
from tui.casefile.reading import shown
from tui.commands import BY_ACTION, Command
from tui.look.net import brief
from tui.packet.another import MaskAnother
from tui.packet.doubt_list import DoubtList
from tui.packet.guess import guess_of
from tui.packet.known import known_in
from tui.packet.making import Maker
from tui.packet.offer import Offer
from tui.scrolling import Scrolling

ON_WORD = frozenset({"mask_word", "alias_word", "pass_word", "pass_all"})
"""The commands that need a word to decide about."""


class Deciding(Scrolling):
    """A place with words to decide about.

    Attributes:
        words: the list of them.
        maker: makes the packet that they stand in.
    """

    words: DoubtList
    maker: Maker

    def __init__(self) -> None:
        """Nothing is decided yet."""
        super().__init__()
        self._decided: set[tuple[str, str]] = set()  # words of the packet that is shown, decided about since
        self._done = self._undone = 0  # decisions made here, and taken back
        self._came_back = False  # whether a word comes back with the packet that is being made

    @property
    def found(self) -> Sequence[Doubtful]:
        """The doubtful words of the packet that is shown."""
        raise NotImplementedError

    @property
    def codes(self) -> Sequence[str]:
        """The cases that the packet is about."""
        raise NotImplementedError

    @property
    def text(self) -> str:
        """All that stands in the packet that is shown."""
        raise NotImplementedError

    def show_words(self) -> None:
        """Show what is left to decide about."""
        raise NotImplementedError

    @property
    def undecided(self) -> list[Doubtful]:
        """The words that are left to decide about."""
        return [word for word in self.found if _key(word) not in self._decided]

    def offers_to_decide(self, command: Command) -> bool:
        """Whether a decision can be made now, or one of those made here taken back."""
        if command.action in ON_WORD:
            return self.words.word is not None and self.words.display
        return bool(self._done if command.action == "undo" else self._undone)

    def count_decision(self, change: Change) -> None:
        """Keep count of what undo and redo can do here: what was done before is not undone from here."""
        self._came_back = change.way == "undo"
        self._undone = 0 if change.way == "do" else self._undone + (1 if change.way == "undo" else -1)
        self._done += -1 if change.way == "undo" else 1

    def show_undecided(self) -> None:
        """Show the words of a packet that was just made; the cursor goes to one that came back."""
        before = {_key(word) for word in self.words.words}
        self._decided.clear()
        self.show_words()
        if self._came_back:
            self._came_back = False
            places = [at for at, word in enumerate(self.undecided) if _key(word) not in before]
            self.words.go_to(places[0] if places else self.words.cursor)

    def _decide(self, said: str, words: Sequence[Doubtful], **decision: object) -> None:
        """Write a decision about words of one case each into the book, and go on to the next word."""
        by_case: dict[str, list[MaskWord]] = {}

        def act() -> bool:
            for word in words:
                part = self.book.new_part(MaskWord, word.code, text=word.text, **decision)
                by_case.setdefault(word.code, []).append(part)
            for parts in by_case.values():
                self.book.add_parts(parts)
            return True

        before = set(self._decided)
        self._decided |= {_key(word) for word in words}
        if self.attempt(act):
            self.say(f"{said} · {_('u undoes')}")
        else:
            self._decided = before
            self.show_words()

    def _called(self, word: Doubtful) -> str:
        return shown(brief(word.text), self.lingkar.hidden)

    def action_mask_word(self) -> None:
        """Mask it from now on, as what the worker says it is."""
        word = self.words.word
        if word is None or self.must_stay_hidden():
            return
        kinds = [(kind.value, kind.label) for kind in WordKind]

        def taken(place: int | None) -> None:
            if place is not None:
                said = _("“{word}” is masked from now on").format(word=self._called(word))
                self._decide(said, [word], kind=kinds[place][0])

        question = _("What is “{word}”?").format(word=self._called(word))
        self.app.push_screen(Offer(question, kinds, self.words.spot, guess_of(word).value), taken)

    def action_alias_word(self) -> None:
        """Mask it as another name of somebody who is known."""
        word = self.words.word
        if word is None or self.must_stay_hidden():
            return
        known = known_in(self.maker.folder(word.code), self.maker.register(word.code), near=word.near)

        def taken(place: int | None) -> None:
            if place is not None:
                said = _("“{word}” is masked as {who}").format(word=self._called(word), who=known[place][1])
                self._decide(said, [word], subject=known[place][0])

        question = _("Whose other name is “{word}”?").format(word=self._called(word))
        self.app.push_screen(Offer(question, known, self.words.spot), taken)

    def action_mask_another(self) -> None:
        """Mask a word that was not asked about, but stands in the packet."""
        if self.must_stay_hidden():
            return
        codes, word = self.codes, self.words.word

        def taken(said: str | None) -> None:
            if said:
                self.say(f"{said} · {_('u undoes')}")

        self.app.push_screen(MaskAnother(codes, word.code if word else codes[0], self.text), taken)

    def action_pass_word(self) -> None:
        """Let it stand as it is."""
        word = self.words.word
        if word and not self.must_stay_hidden():
            self._decide(_("“{word}” stays as it is").format(word=self._called(word)), [word])

    def action_pass_all(self) -> None:
        """Let everything stand that is left, after a question."""
        words = self.undecided
        if self.must_stay_hidden():
            return

        def answered(place: int | None) -> None:
            if place == 1:
                count = len(words)
                said = n_("{count} word stays as it is", "{count} words stay as they are", count).format(count=count)
                self._decide(said, words)

        question = n_(
            "Let the {count} word that is left stand?", "Let all {count} words that are left stand?", len(words)
        ).format(count=len(words))  # fmt: skip
        ways = [
            ("no", _("no, go on deciding")), ("yes", _("yes: readable here, and in later packets of the case")),
        ]  # fmt: skip
        self.app.push_screen(Offer(question, ways, self.words.spot), answered)


def _key(word: Doubtful) -> tuple[str, str]:
    """By what a word is known."""
    return word.code, word.text


def guide() -> Sequence[tuple[str, str]]:
    """What each key does about a word, for the room below the last one."""
    words = {
        "mask_word": _("mask it: a person, a place, a school ..."),
        "alias_word": _("it is another name of somebody here"),
        "pass_word": _("let it stand as it is"),
        "pass_all": _("let all stand that are left"),
        "mask_another": _("mask another word that you see"),
    }
    keys = [(BY_ACTION[action].shown_key, said) for action, said in words.items()]
    return [*keys, ("", ""), ("", _("It holds for later packets too."))]
