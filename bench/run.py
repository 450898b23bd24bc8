"""The measurements themselves; imported when Django is set up."""

from uuid import UUID, uuid4

from django.conf import settings
from django.db import connection
from django.utils import timezone
from rich.console import Console

from bench import load, site
from bench.client import Client, rate
from bench.models import Bare
from yixian.cli import schemas
from yixian.demo import build
from yixian.kernel import banner
from yixian.matters.raise_forms import ticket
from yixian.people.models import Post

CONNECTIONS = (1, 8)
STORY = "邻居把围栏往我家草场里挪了三十米，说了几次都不听。"
AGREED: dict[str, object] = {"form": "written", "terms": "围栏退回原处。", "answer": "双方已签协议。"}

Row = dict[str, object]


def measure(sizes: list[int], seconds: float, console: Console) -> list[Row]:
    """Load, serve and measure at each size in turn."""
    banner.choose(settings.BANNER)
    schemas.migrate([settings.BANNER])
    build.load()
    with connection.schema_editor() as editor:
        editor.create_model(Bare)
    Bare.objects.create(at=timezone.now(), text="x" * 100)
    rows: list[Row] = []
    with site.web():
        village = _village("secretary")
        for size in sizes:
            console.print(f"{size} matters: loading")
            load.fill(size)
            for count in CONNECTIONS:
                console.print(f"{size} matters, {count} connections: measuring")
                rows += [
                    {"matters": size, "connections": count, **row} for row in _at(count, seconds, village)
                ]
    return rows


def _village(name: str) -> int:
    return Post.objects.select_related("unit").get(person__username=name).unit_id


def _at(count: int, seconds: float, village: int) -> list[Row]:
    """All measurements with so many connections; the bare insert before and after, so that drift evens out."""
    plain = [Client() for _ in range(count)]
    residents = [_visitor() for _ in range(count)]
    secretaries = [Client().sign_in("secretary", build.PASSWORD) for _ in range(count)]
    chiefs = [Client().sign_in("chief", build.PASSWORD) for _ in range(count)]

    def insert(client: Client, number: int) -> None:
        client.post("/bare/insert/", {}, 200)

    def life(client: Client, number: int) -> None:
        live(client, secretaries[residents.index(client)], village)

    before = rate(insert, plain, seconds)
    read = rate(lambda client, number: _drop(client.get("/bare/read/")), plain, seconds)
    opened: list[UUID] = []
    opening = rate(lambda client, number: opened.append(raise_one(client, village)), residents, seconds)
    moving = rate(
        lambda client, number: accept(client, opened.pop()), secretaries, min(seconds, len(opened) / 150)
    )
    living = rate(life, residents, seconds)
    listing = rate(lambda client, number: _drop(client.get("/desk/work/?whose=all")), chiefs, seconds)
    home = rate(lambda client, number: _drop(client.get("/desk/")), chiefs, seconds)
    bare = (before + rate(insert, plain, seconds)) / 2
    return [
        _row("bare insert", bare, bare),
        _row("bare read", read, read),
        _row("open a matter", opening, bare),
        _row("one move", moving, bare),
        _row("whole life (5 writes)", living, bare),
        _row("worklist page", listing, read),
        _row("home page", home, read),
    ]


def _row(what: str, found: float, bare: float) -> Row:
    return {"what": what, "rate": round(found, 1), "ratio": round(found / bare, 3)}


def _drop(content: bytes) -> None:
    """The page was read; its content is not looked at."""


def _visitor() -> Client:
    client = Client()
    client.get("/follow/")
    return client


def raise_one(client: Client, village: int) -> UUID:
    """Raise a dispute on the public form, with both parties named."""
    uid = uuid4()
    given = {"ticket": ticket(uid), "story": STORY, "category": "0905", "place": village}
    client.post("/raise/", {**given, "name": "乌云其木格", "phone": "13800001234", "other_name": "巴特尔"})
    return uid


def accept(client: Client, uid: UUID) -> None:
    """Accept it."""
    _move(client, uid, "accept", 1, {"consent": "yes"})


def live(resident: Client, officer: Client, village: int) -> None:
    """A dispute from the resident's words to the return visit: five writes."""
    uid = raise_one(resident, village)
    accept(officer, uid)
    _move(officer, uid, "agree", 2, AGREED)
    resident.post("/matter/move/content/", {"seen": 3, "token": uuid4()})
    _move(officer, uid, "visited", 4, {"holds": "yes", "visit": "都好"})


def _move(client: Client, uid: UUID, key: str, seen: int, given: dict[str, object]) -> None:
    client.post(f"/desk/matter/{uid}/move/{key}/", {**given, "seen": seen, "token": uuid4()})
