"""Expectation and reality in one life domain on one day: the distance that the practice is there to shorten."""

from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from store.language import N_
from store.model.codes import Vocabulary
from store.model.part import Part
from store.model.text import Line, Text

LEAST, MOST = 1, 5
"""The scale of both: 1 very poor, 3 enough, 5 very good (domain reference 4.2)."""


class LifeDomain(Vocabulary):
    """The twelve life domains (domain reference 2.10). Groups and communities may use labels of their own instead."""

    BASIC_NEEDS = "basic_needs", N_("Basic needs and food")
    HOUSING = "housing", N_("Housing")
    HEALTH = "health", N_("Physical health")
    MENTAL = "mental", N_("Mental and emotional health")
    FAMILY = "family", N_("Family and care")
    SOCIAL = "social", N_("Social relations")
    EDUCATION = "education", N_("Education")
    LIVELIHOOD = "livelihood", N_("Work and income")
    SAFETY = "safety", N_("Safety and protection")
    LEGAL = "legal", N_("Documents and legal status")
    ROLES = "roles", N_("Social roles")
    SPIRITUAL = "spiritual", N_("Spirituality and culture")


def domain_label(domain: str) -> str:
    """What a life domain is called in the language in use; a label of one's own is its own name."""
    return LifeDomain.of(domain).label if domain in list(LifeDomain) else domain


def _domain(value: Any) -> Any:
    return str(value) if isinstance(value, LifeDomain) else value


Domain = Annotated[Line, BeforeValidator(_domain)]
"""The code of a `LifeDomain`, or a label of one's own."""


class Score(Part):
    """What is expected and what is, in one domain on one day.

    Attributes:
        domain: the code of a `LifeDomain`, or a label of one's own.
        expectation: 1 to 5.
        reality: 1 to 5.
        weight: 1 to 3, how much the domain matters.
        whose: whose expectation it is: the school's, the family's, the client's.
    """

    domain: Domain = Field(min_length=1, max_length=60)
    on: date
    expectation: int = Field(ge=LEAST, le=MOST)
    reality: int = Field(ge=LEAST, le=MOST)
    weight: int = Field(default=1, ge=1, le=3)
    whose: Line = ""
    note: Text = ""
