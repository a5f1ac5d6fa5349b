"""Every gate item of the domain reference, section 3: the facts that just meet it, and those that just do not."""

import pytest

from store.practice.gates import ITEMS

from .edges import EDGES_MET, EDGES_NOT_MET, TABLE, Edge, full, named, standing


@pytest.mark.parametrize("edge", EDGES_MET, ids=named)
def test_just_met(edge: Edge) -> None:
    assert standing(edge.change(full(TABLE[edge.item][0])))[edge.item] is True


@pytest.mark.parametrize("edge", EDGES_NOT_MET, ids=named)
def test_just_not_met(edge: Edge) -> None:
    assert standing(edge.change(full(TABLE[edge.item][0])))[edge.item] is False


def test_every_item_has_an_edge_on_either_side() -> None:
    codes = {item.code for item in ITEMS}
    assert {edge.item for edge in EDGES_NOT_MET} == codes
    assert {edge.item for edge in EDGES_MET} == codes
