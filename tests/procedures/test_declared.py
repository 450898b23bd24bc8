"""Every procedure that any package declares is sound, can be drawn and can be read by a BPMN engine."""

from itertools import pairwise
from typing import Any

import pytest
from django.utils.module_loading import autodiscover_modules

from tests.procedures.test_bpmn import workflow
from tests.procedures.test_layout import crosses
from yixian.procedures import registry
from yixian.procedures.bpmn import bpmn
from yixian.procedures.language import Procedure
from yixian.procedures.layout import column, ladder
from yixian.procedures.paper import BPMN, COLUMN, LADDER
from yixian.procedures.soundness import faults
from yixian.procedures.walk import trouble

autodiscover_modules("procedures")
OPENINGS: dict[str, dict[str, Any]] = {
    "dispute": {"violence": (True, False), "minor": (True, False), "crime": (True, False)},
}
every = pytest.mark.parametrize("procedure", registry.newest(), ids=lambda procedure: procedure.key)


@every
def test_it_is_sound(procedure: Procedure) -> None:
    assert faults(procedure) == []


@every
def test_wherever_a_matter_comes_it_has_what_is_required_and_a_way_on(procedure: Procedure) -> None:
    assert trouble(procedure, OPENINGS.get(procedure.key)) == []


@every
def test_no_line_of_its_pictures_runs_through_a_box(procedure: Procedure) -> None:
    for layout in (ladder(procedure, LADDER), column(procedure, COLUMN), ladder(procedure, BPMN)):
        through = [
            (edge.source, edge.target, box.step.key)
            for edge in layout.edges
            for box in layout.boxes
            if any(crosses(box, *piece) for piece in pairwise(edge.points))
        ]
        assert through == []


@every
def test_an_engine_begins_it_at_its_start(procedure: Procedure) -> None:
    limits = {step.limit.rule: "P5D" for step in procedure.steps if step.limit}
    running = workflow(bpmn(procedure), procedure.key, limits)
    assert running.get_next_task(manual=True).task_spec.bpmn_id == procedure.start
