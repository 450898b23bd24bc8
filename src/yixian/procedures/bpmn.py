"""A procedure as BPMN 2.0 XML with its drawing, to be opened in any BPMN tool and run by an engine.

Every step is a user task. A gateway behind it chooses by the process variable ``move``, the key of the move
made. The limit of a step is a timer at its edge that interrupts nothing; its duration is read from the
variable ``limits``, which maps the code of a rule to an ISO 8601 duration, for the number lives in dated rows
outside the declaration.
"""

from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from django.utils.translation import gettext as _

from yixian.procedures.enums import StepKind
from yixian.procedures.language import Move, Procedure, Step
from yixian.procedures.layout import ladder
from yixian.procedures.paper import BPMN, Box, Edge, Point
from yixian.procedures.words import edge_label, holder_text, lane_name, limit_text, movers_text, text_width

SPACES = {
    "xmlns:bpmn": "http://www.omg.org/spec/BPMN/20100524/MODEL",
    "xmlns:bpmndi": "http://www.omg.org/spec/BPMN/20100524/DI",
    "xmlns:dc": "http://www.omg.org/spec/DD/20100524/DC",
    "xmlns:di": "http://www.omg.org/spec/DD/20100524/DI",
    "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
}
TARGET = "urn:yixian:procedures"
EVENT = 36
POOL_HEAD = 30
LABEL_SIZE = 11
LABEL_ROOM = 280
LABEL_HEIGHT = 14


def bpmn(procedure: Procedure) -> str:
    """The XML document in the active language, beginning with its declaration."""
    return _Document(procedure).text()


class _Document:
    """One file under construction: the process, its collaboration with one pool, and the plane drawn."""

    def __init__(self, procedure: Procedure) -> None:
        self.procedure = procedure
        self.layout = ladder(procedure, BPMN)
        self.root = Element(
            "bpmn:definitions",
            {**SPACES, "id": "definitions", "targetNamespace": TARGET, "exporter": "yixian"},
        )
        collaboration = SubElement(self.root, "bpmn:collaboration", {"id": "collaboration"})
        pool = {"id": "pool", "name": str(procedure.title), "processRef": procedure.key}
        SubElement(collaboration, "bpmn:participant", pool)
        self.process = SubElement(
            self.root,
            "bpmn:process",
            {"id": procedure.key, "name": str(procedure.title), "isExecutable": "true"},
        )
        diagram = SubElement(self.root, "bpmndi:BPMNDiagram", {"id": "diagram"})
        self.plane = SubElement(diagram, "bpmndi:BPMNPlane", {"id": "plane", "bpmnElement": "collaboration"})
        self.lanes = {key: f"lane_{n}" for n, lane in enumerate(self.layout.lanes) for key in lane.steps}
        self.members: dict[str, list[str]] = {}

    def text(self) -> str:
        _document(self.process, [str(self.procedure.clause or "")])
        lanes = SubElement(self.process, "bpmn:laneSet", {"id": "lanes"})
        self._pool()
        self._start()
        for box in self.layout.boxes:
            self._step(box)
        for edge in self.layout.edges:
            self._move(edge)
        self._fill(lanes)
        indent(self.root)
        return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(self.root, encoding="unicode")}\n'

    def _pool(self) -> None:
        layout = self.layout
        across = layout.width + POOL_HEAD
        self._shape("pool", (-POOL_HEAD, 0), (across, layout.height), {"isHorizontal": "true"})
        for number, lane in enumerate(layout.lanes):
            place, size = (lane.x, lane.y), (lane.width, lane.height)
            self._shape(f"lane_{number}", place, size, {"isHorizontal": "true"})

    def _fill(self, lanes: Element) -> None:
        for number, lane in enumerate(self.layout.lanes):
            key = f"lane_{number}"
            node = SubElement(lanes, "bpmn:lane", {"id": key, "name": lane_name(lane)})
            for member in self.members.get(key, ()):
                SubElement(node, "bpmn:flowNodeRef").text = member

    def _start(self) -> None:
        (x, y), (_x, into) = self.layout.entry
        self._node("startEvent", "begin", _("Raised"), self.procedure.start)
        self._shape("begin", (x - EVENT // 2, y - EVENT // 2), (EVENT, EVENT))
        self._flow("begin", self.procedure.start, "", ((x, y - EVENT // 2), (x, into)))

    def _step(self, box: Box) -> None:
        step = box.step
        leaves = bool(self.procedure.moves_from(step.key))
        tag = "endEvent" if step.kind is StepKind.END and not leaves else "userTask"
        node = self._node(tag, step.key, str(step.title), step.key)
        _document(node, _about(step))
        label = (box.right + 8, box.y + LABEL_HEIGHT // 2, str(step.title)) if tag == "endEvent" else None
        self._shape(step.key, (box.x, box.y), (box.width, box.height), label=label)
        if step.key in self.layout.gateways:
            self._gateway(box)
        if step.limit:
            self._timer(box, step.limit.rule)

    def _gateway(self, box: Box) -> None:
        key, half = f"{box.step.key}_ways", BPMN.gateway // 2
        x, y = self.layout.gateways[box.step.key]
        node = self._node("exclusiveGateway", key, "", box.step.key)
        self._shape(key, (x - half, y - half), (BPMN.gateway, BPMN.gateway), {"isMarkerVisible": "true"})
        self._flow(box.step.key, key, "", ((box.right, y), (x - half, y)))
        if box.step.kind is StepKind.END:
            final = f"{box.step.key}_final"
            self._node("endEvent", final, _("Nothing more is done"), box.step.key)
            left = x + half + EVENT
            self._shape(final, (left, y - EVENT // 2), (EVENT, EVENT))
            node.set("default", self._flow(key, final, "", ((x + half, y), (left, y))))

    def _timer(self, box: Box, rule: str) -> None:
        """The limit at the upper left corner of a task, and what follows when it has run out."""
        key, end = f"{box.step.key}_limit", f"{box.step.key}_overdue"
        timer = self._node("boundaryEvent", key, rule, box.step.key)
        timer.set("attachedToRef", box.step.key)
        timer.set("cancelActivity", "false")
        definition = SubElement(timer, "bpmn:timerEventDefinition", {"id": f"{key}_timer"})
        duration = SubElement(definition, "bpmn:timeDuration", {"xsi:type": "bpmn:tFormalExpression"})
        duration.text = f"limits[{rule!r}]"
        overdue = _("Overdue")
        told = self._node("endEvent", end, overdue, box.step.key)
        _document(told, [_("The unit above is told. The matter stays where it is.")])
        top, left = box.y - EVENT // 2, box.x + EVENT // 2
        away = box.x - 2 * EVENT
        self._shape(key, (left, top), (EVENT, EVENT), label=(left, top - LABEL_HEIGHT - 2, rule))
        self._shape(end, (away, top), (EVENT, EVENT), label=(away, top - LABEL_HEIGHT - 2, overdue))
        self._flow(key, end, "", ((left, box.y), (away + EVENT, box.y)))

    def _move(self, edge: Edge) -> None:
        source = f"{edge.source}_ways" if edge.source in self.layout.gateways else edge.source
        name = edge_label(edge, LABEL_ROOM, LABEL_SIZE) or _names(edge.moves)
        self._flow(source, edge.target, name, edge.points, edge.moves, edge.label)

    def _node(self, tag: str, key: str, name: str, step: str) -> Element:
        node = SubElement(self.process, f"bpmn:{tag}", {"id": key, **({"name": name} if name else {})})
        self.members.setdefault(self.lanes[step], []).append(key)
        return node

    def _flow(
        self,
        source: str,
        target: str,
        name: str,
        points: Iterable[Point],
        moves: tuple[Move, ...] = (),
        label: Point | None = None,
    ) -> str:
        key = f"{source}__{target}"
        given = {"id": key, "sourceRef": source, "targetRef": target}
        flow = SubElement(self.process, "bpmn:sequenceFlow", given)
        if moves:
            flow.set("name", name)
            _document(flow, (_sentence(move) for move in moves))
        if moves and source.endswith("_ways"):
            condition = SubElement(flow, "bpmn:conditionExpression", {"xsi:type": "bpmn:tFormalExpression"})
            condition.text = " or ".join(f"move == {move.key!r}" for move in moves)
        edge = SubElement(self.plane, "bpmndi:BPMNEdge", {"id": f"{key}_line", "bpmnElement": key})
        for x, y in points:
            SubElement(edge, "di:waypoint", {"x": str(x), "y": str(y)})
        if label and name:
            _label(edge, (label[0], label[1] - LABEL_HEIGHT, name))
        return key

    def _shape(
        self,
        key: str,
        place: Point,
        size: Point,
        given: dict[str, str] | None = None,
        label: tuple[int, int, str] | None = None,
    ) -> None:
        shape = SubElement(
            self.plane, "bpmndi:BPMNShape", {"id": f"{key}_shape", "bpmnElement": key, **(given or {})}
        )
        _bounds(shape, place, size)
        if label:
            _label(shape, label)


def _label(owner: Element, given: tuple[int, int, str]) -> None:
    """Room for words whose upper left corner is given: as wide as they need, up to a limit."""
    x, y, words = given
    across = min(LABEL_ROOM, text_width(words, LABEL_SIZE) + LABEL_SIZE)
    _bounds(SubElement(owner, "bpmndi:BPMNLabel"), (x, y), (across, LABEL_HEIGHT))


def _names(moves: Iterable[Move]) -> str:
    return " / ".join(str(move.title) for move in moves)


def _bounds(owner: Element, place: Point, size: Point) -> None:
    given = {"x": place[0], "y": place[1], "width": size[0], "height": size[1]}
    SubElement(owner, "dc:Bounds", {name: str(value) for name, value in given.items()})


def _document(owner: Element, lines: Iterable[str]) -> None:
    if text := "\n".join(line for line in lines if line):
        SubElement(owner, "bpmn:documentation").text = text


def _about(step: Step) -> Iterable[str]:
    yield str(step.plain)
    yield _("Held by: %(holder)s") % {"holder": holder_text(step)}
    if step.limit:
        notes = limit_text(step.limit)
        rule = f"{step.limit.rule} ({notes})" if notes else step.limit.rule
        yield _("Limit: %(rule)s") % {"rule": rule}
    for guard in step.requires:
        clause = f" [{guard.clause}]" if guard.clause else ""
        yield _("Refused when: %(text)s") % {"text": f"{guard.text}{clause}"}
    if step.clause:
        yield _("Clause: %(clause)s") % {"clause": step.clause}


def _sentence(move: Move) -> str:
    parts = [f"{move.key}: {move.title}", movers_text(move), str(move.clause) if move.clause else ""]
    return " · ".join(part for part in parts if part)
