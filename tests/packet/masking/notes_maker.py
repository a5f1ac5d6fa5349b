"""Case notes as they are typed in the field, by a seeded generator that knows what must not be left of them."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from random import Random

from tests.packet.masking.sentences import ENGLISH, HARMLESS, INDONESIAN, OPENINGS, WITH_NUMBER
from tests.packet.masking.written_forms import FORMS, NUMBERS, PEOPLE, SLOTS, WORDS, Someone


@dataclass(frozen=True)
class Mention:
    """A name, number or address in a note.

    Attributes:
        start: of the whole piece with its label or title.
        end: behind it.
        kind: `name`, or a key of `NUMBERS`.
        form: the template it was written by.
        secrets: where the parts stand of which nothing may be left.
        who: whose it is; None for numbers.
    """

    start: int
    end: int
    kind: str
    form: str
    secrets: tuple[tuple[int, int], ...]
    who: Someone | None = None


@dataclass(frozen=True)
class Note:
    """A note and all that gives somebody away in it."""

    text: str
    mentions: tuple[Mention, ...]


@dataclass(frozen=True)
class CaseNotes:
    """The notes of one case with its register."""

    people: tuple[Someone, ...]
    notes: tuple[Note, ...]


@cache
def variants(someone: Someone) -> dict[str, str]:
    """Every way of writing the name itself; what a name of few words cannot have is left out.

    Words of two letters (La, Ni, az) are secret inside the whole name only, and so have no form of their own.
    """
    name, words = someone.name, [word.strip(".,") for word in someone.name.split()]
    made = {
        "whole": name,
        "mixed": "".join(letter.upper() if place % 2 else letter.lower() for place, letter in enumerate(name)),
        "joiner": f"{name[:2]}\u200d{name[2:]}",
        "non_joiner": f"{name[:-2]}\u200c{name[-2:]}",
        "zero_space": f"{name[:2]}\u200b{name[2:]}",
        "soft_hyphen": f"{name[:3]}\u00ad{name[3:]}",
        "spelt": ". ".join(".".join(filter(str.isalpha, word)) for word in words) + ".",
    }
    for key, glue in _GLUES.items():
        if len(words) > 1:
            made[key] = glue.join(name.split())
    if len(words) > 1 and all(word.isalpha() for word in words):
        made |= {"camel": "".join(words), "snake": "_".join(words).lower(), "dotted_words": ".".join(words).lower()}
    if len(words[0]) > 2:
        made |= {"first": words[0]}
    if len(words) > 1 and len(words[-1]) > 2:
        made |= {"last": words[-1], "rest": " ".join(name.split()[:-1]), "S": words[0][0]}
        made |= {"initials_last": "".join(f"{word[0]}. " for word in words[:-1]) + words[-1]}
    if len(words) > 1 and all(word.isalpha() for word in words):
        made |= {"A": words[-1][0], "initials": "".join(f"{word[0]}." for word in words)}
        made |= {"initials_wide": " ".join(f"{word[0]}." for word in words)}
    if len(words) > 1 and len(words[0]) == 2:
        made |= {"glued": "".join(words[:2]).capitalize() + " " + " ".join(words[2:])}
        made |= {"glued_lower": made["glued"].lower().strip()}
    if len(words) > 2 and len(words[0]) > 2:
        made |= {"first_last": f"{words[0]} {words[-1]}", "middle_initial": f"{words[0]} {words[1][0]}. {words[-1]}"}
    if "'" in name or "’" in name:
        made |= {"curly": re.sub("['’]", "ʼ", name), "bare": re.sub("['’]", "", name)}
        made |= {"other_quote": name.translate(str.maketrans("'’", "’'"))}
    if not name.isascii() and "’" not in name:
        made |= {"ascii": name.translate(str.maketrans("éëÉ", "eeE"))}
    made |= {key: value for key, value in (("other", someone.other), ("loose", someone.loose)) if value}
    made |= {f"{key}_lower": made[key].lower() for key in ("first", "last", "rest", "other", "loose") if key in made}
    made |= {key.upper(): made[key].upper() for key in ("first", "last") if key in made}
    made |= {key.lower(): made[key].lower() for key in ("S", "A") if key in made}
    if someone.loose:
        made |= {"loose_upper": someone.loose.upper()}
    return made | {"lower": name.lower(), "upper": name.upper()}


_GLUES = {
    "broken": "\n",
    "broken_indented": "\n    ",
    "wide": "  ",
    "nbsp": "\u00a0",
    "thin": "\u2009",
    "tabbed": "\t",
    "slash": "/",
    "hyphen": "-",
}
_SECRET = re.compile(r"\{([^{}]+)\}")


@cache
def forms_of(someone: Someone) -> tuple[str, ...]:
    """The templates that this name can be written by."""
    known = variants(someone)
    return tuple(form for form in FORMS if all(key in known for key in _SECRET.findall(form)))


def marked(line: str) -> Mention:
    """A line with its secrets in braces, as one mention from 0 on; without the braces it is the text itself."""
    pieces = _SECRET.split(line)
    starts = [sum(map(len, pieces[:place])) for place in range(len(pieces) + 1)]
    return Mention(0, starts[-1], "line", line, tuple(pairwise(starts))[1::2])


def cases(number: int, notes_each: int, seed: int) -> Iterator[CaseNotes]:
    """The notes of so many cases.

    Args:
        number: of cases.
        notes_each: how many notes a case has.
        seed: the same one gives the same notes.
    """
    dice = Random(seed)
    for _ in range(number):
        people = tuple(dice.sample(PEOPLE, dice.randint(2, 8)))
        deck = [(someone, form) for someone in people for form in forms_of(someone)]
        dice.shuffle(deck)
        yield CaseNotes(people, tuple(_note(dice, people, deck) for _ in range(notes_each)))


def _note(dice: Random, people: tuple[Someone, ...], deck: list[tuple[Someone, str]]) -> Note:
    """20 to 120 words: lines and sentences, some typed with care and some without."""
    draft, wanted = _Draft(dice, people, deck), dice.randint(20, 95)
    ends = dice.choice(((". ", ".\n"), (". ",), ("\n",), (", ", "\n")))
    sentences = ENGLISH if dice.random() < 0.15 else INDONESIAN
    if dice.random() < 0.5:
        draft.add(dice.choice(OPENINGS))
    while draft.words < wanted:
        draft.add(dice.choice(dice.choice((sentences, sentences, sentences, WITH_NUMBER, HARMLESS))))
        draft.say(dice.choice(ends))
    return Note(draft.text, tuple(draft.mentions))


class _Draft:
    """A note while it is written."""

    def __init__(self, dice: Random, people: tuple[Someone, ...], deck: list[tuple[Someone, str]]) -> None:
        self.text, self.words = "", 0
        self.mentions: list[Mention] = []
        self._dice, self._people, self._deck = dice, people, deck

    def say(self, text: str) -> None:
        self.text += text

    def add(self, sentence: str) -> None:
        """A sentence with its slots filled: `{who}` by a name, the others by a number or address."""
        for place, piece in enumerate(_SECRET.split(sentence)):
            if place % 2 == 0:
                self.say(piece)
            elif piece == "who":
                self._name()
            else:
                kind = self._dice.choice(SLOTS[piece])
                self._mention(kind, self._dice.choice(NUMBERS[kind]), self._drawn)
        self.words = len(self.text.split())

    def _name(self) -> None:
        if not self._deck:
            self._deck += [(someone, form) for someone in self._people for form in forms_of(someone)]
            self._dice.shuffle(self._deck)
        someone, form = self._deck.pop()
        self._mention("name", form, variants(someone).__getitem__, someone)

    def _mention(self, kind: str, form: str, tell: Callable[[str], str], who: Someone | None = None) -> None:
        start, secrets = len(self.text), []
        for place, piece in enumerate(_SECRET.split(form)):
            if place % 2:
                secret = tell(piece)
                secrets.append((len(self.text), len(self.text) + len(secret)))
                self.say(secret)
            else:
                self.say(piece)
        self.mentions.append(Mention(start, len(self.text), kind, form, tuple(secrets), who))

    def _drawn(self, key: str) -> str:
        dice = self._dice
        if key.lower() in ("mail", "link"):
            words = [re.sub(r"\W", "", word) for word in dice.choice(self._people).name.lower().split()]
            made = dice.choice((".", "_", "")).join(words) + dice.choice(("", "", "90", ".s"))
            return made.upper() if key.isupper() else made
        name = key.removesuffix("_lower").lower()
        if name in WORDS:
            made = dice.choice(WORDS[name])
            return made.lower() if key.endswith("_lower") else made.upper() if key.isupper() else made
        days, months = f"{dice.randint(1, 28) + dice.choice((0, 40)):02}", f"{dice.randint(1, 12):02}"
        made = key.replace("dd", days).replace("mm", months).replace("yy", str(dice.randint(50, 99)))
        return re.sub("#", lambda _: str(dice.randint(0, 9)), made)
