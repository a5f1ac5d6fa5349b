"""What all kept things have in common: frozen, cleaned, and patient with fields from a newer version."""

from collections.abc import Iterator
from datetime import datetime
from os import urandom
from typing import Annotated, Any, Final, Self, TypeVar

import orjson
from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationError

from store.errors import InvalidInput
from store.language import _
from store.language.quoting import quoted


class Record(BaseModel):
    """A frozen model. Fields it does not know are kept and written back as they were."""

    model_config = ConfigDict(
        frozen=True, extra="allow", use_enum_values=False, validate_default=False, defer_build=True
    )

    @property
    def key(self) -> str:
        """What the record is known by: its code or id."""
        fields = {**self.__dict__, **self.model_extra} if self.model_extra else self.__dict__
        return str(fields.get("code") or fields.get("id", ""))

    def changed(self, **values: Any) -> Self:
        """A copy with some fields set anew; everything is validated and cleaned again.

        Raises:
            InvalidInput: a value does not fit its field.
        """
        return build(type(self), {**dict(self), **values})

    def document(self) -> dict[str, Any]:
        """The record as TinyDB keeps it: JSON types only, our own empty fields left out."""
        document: dict[str, Any] = orjson.loads(self.as_json())
        return document

    def as_json(self) -> bytes:
        """What `document` is read from."""
        kept = {name: value for name, value in self.__dict__.items() if value or value == 0}  # a 0 or no is not empty
        if self.model_extra:
            kept |= self.model_extra
        return orjson.dumps(kept, dict, orjson.OPT_UTC_Z)


R = TypeVar("R", bound=Record)

SAID: Final = "said"
"""The kind of a `PydanticCustomError` whose message is a sentence for a person already."""

_ONLY_A_CONSEQUENCE = "default_factory_not_called"
"""What pydantic says of a field that would follow from the others, when one of those is wrong."""


def build(model: type[R], values: dict[str, Any]) -> R:
    """Make a record of values from outside, speaking to a person when one does not fit.

    Raises:
        InvalidInput: names each field and what is wrong with it.
    """
    try:
        return model.model_validate(values)
    except ValidationError as error:
        raise InvalidInput({path[0] if path else "": sentence for path, sentence in _told(error, model)}) from None


def problems_of(model: type[R], values: dict[str, Any]) -> list[tuple[tuple[str, ...], str]]:
    """What does not fit of values from outside: where it stands, from the field inwards, and a sentence about it."""
    try:
        model.model_validate(values)
    except ValidationError as error:
        return [*_told(error, model)]
    return []


def _told(error: ValidationError, model: type[Record]) -> Iterator[tuple[tuple[str, ...], str]]:
    for problem in error.errors():
        if problem["type"] != _ONLY_A_CONSEQUENCE:
            path = tuple(str(part) for part in problem["loc"])
            yield path, _sentence(problem, _range(model, path))


def _range(model: type[Record], path: tuple[str, ...]) -> tuple[int, int] | None:
    """The least and the most that a field of a model may hold; None where it has not both."""
    field = model.model_fields.get(path[0]) if len(path) == 1 else None
    limits = field.metadata if field else []
    least = next((each.ge for each in limits if hasattr(each, "ge")), None)
    most = next((each.le for each in limits if hasattr(each, "le")), None)
    return None if least is None or most is None else (least, most)


def _sentence(problem: Any, limits: tuple[int, int] | None) -> str:
    kind, given = problem["type"], problem.get("input")
    if kind == SAID:
        return str(problem["msg"])
    shown = quoted(str(given))
    if kind == "missing" or given in (None, ""):
        return _("This is needed.")
    if kind == "enum":
        return _("{given} is not known here; there are {choices}.").format(
            given=shown, choices=problem["ctx"]["expected"].replace("'", "").replace(" or ", ", ")
        )
    if kind.startswith(("date", "time")):
        return _("{given} is not a date; write it as 2026-11-20.").format(given=shown)
    if kind == "string_too_long":
        return _("This is longer than {count} characters.").format(count=problem["ctx"]["max_length"])
    if limits:
        return _("{given} does not fit here; it can be {least} to {most}.").format(
            given=shown, least=limits[0], most=limits[1]
        )
    return _("{given} does not fit here.").format(given=shown)


def new_id() -> str:
    """An identity that is never given twice, not even on another laptop; TinyDB reuses the ids of deleted rows."""
    return urandom(16).hex()


def to_the_second(moment: datetime) -> datetime:
    """A moment with its zone, to the second; a time without a zone is taken as local."""
    if moment.tzinfo is None:
        moment = moment.astimezone()
    return moment.replace(microsecond=0) if moment.microsecond else moment


def _moment(moment: datetime) -> datetime:
    try:
        return to_the_second(moment)
    except OverflowError as error:  # the first and last days of the calendar have no other zone
        raise ValueError(error) from None


Moment = Annotated[datetime, AfterValidator(_moment)]
"""The kind of field that holds a moment. Each has its zone, so that any two can be put in order."""
