"""The BPMN file is valid, can be read by a public engine, and leads where the declaration leads."""

from io import BytesIO
from typing import Any
from xml.etree import ElementTree

import pytest
from SpiffWorkflow.bpmn.parser.BpmnParser import BpmnParser, BpmnValidator
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
from SpiffWorkflow.util.task import TaskState

from tests.procedures.sample import procedure
from yixian.procedures.bpmn import bpmn

BPMN = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
DI = "{http://www.omg.org/spec/BPMN/20100524/DI}"
LIMITS = {"sheep.desk": "P5D", "sheep.village": "P10D"}


def workflow(text: str, key: str, limits: dict[str, str]) -> Any:
    parser = BpmnParser(validator=BpmnValidator())
    parser.add_bpmn_io(BytesIO(text.encode()))
    started = BpmnWorkflow(parser.get_spec(key))
    started.data.update(limits=limits)
    started.get_next_task(state=TaskState.READY).data.update(limits=limits)
    started.do_engine_steps()
    return started


def standing(running: Any) -> Any:
    return running.get_next_task(state=TaskState.READY, manual=True)


def make(running: Any, move: str) -> str:
    task = standing(running)
    task.data["move"] = move
    task.run()
    running.do_engine_steps()
    after = standing(running)
    return after.task_spec.bpmn_id if after else "over"


@pytest.fixture
def text() -> str:
    return bpmn(procedure())


def test_an_engine_walks_up_the_ladder_and_back_and_out(text: str) -> None:
    running = workflow(text, "sheep", LIMITS)
    assert standing(running).task_spec.bpmn_id == "desk"
    assert make(running, "ask") == "desk"
    assert make(running, "to_village") == "village"
    assert make(running, "court") == "review"
    assert make(running, "content") == "closed"
    assert make(running, "reopen") == "desk"
    assert make(running, "pass_village") == "town"
    assert make(running, "withdraw") == "closed"
    assert make(running, "nothing") == "over"
    assert running.is_completed()


def test_a_limit_is_a_timer_that_interrupts_nothing(text: str) -> None:
    timers = ElementTree.fromstring(text).findall(f".//{BPMN}boundaryEvent")
    assert {timer.get("attachedToRef"): timer.get("name") for timer in timers} == {
        "desk": "sheep.desk",
        "village": "sheep.village",
    }
    assert {timer.get("cancelActivity") for timer in timers} == {"false"}


def test_whatever_the_process_has_is_drawn_once(text: str) -> None:
    root = ElementTree.fromstring(text)
    process = root.find(f"{BPMN}process")
    assert process is not None
    named = [node.get("id") for node in process if node.tag not in (f"{BPMN}laneSet", f"{BPMN}documentation")]
    lanes = [lane.get("id") for lane in process.iter(f"{BPMN}lane")]
    drawn = [
        node.get("bpmnElement") for node in root.iter() if node.tag in (f"{DI}BPMNShape", f"{DI}BPMNEdge")
    ]
    assert sorted(map(str, drawn)) == sorted(map(str, [*named, *lanes, "pool"]))


def test_every_node_lies_in_one_lane(text: str) -> None:
    process = ElementTree.fromstring(text).find(f"{BPMN}process")
    assert process is not None
    members = [ref.text for ref in process.iter(f"{BPMN}flowNodeRef")]
    nodes = [node.get("id") for node in process if node.tag.endswith(("Task", "Event", "Gateway"))]
    assert sorted(map(str, members)) == sorted(map(str, nodes))


def test_the_clause_stands_at_the_step_and_at_the_way_out(text: str) -> None:
    process = ElementTree.fromstring(text).find(f"{BPMN}process")
    assert process is not None
    notes = {node.get("id"): node.findtext(f"{BPMN}documentation") or "" for node in process}
    assert "Law on Lost Sheep第7条" in notes["desk"]
    assert "court: Court" in notes["desk_ways__review"]
    assert "Law on Lost Sheep第7条" in notes["desk_ways__review"]
