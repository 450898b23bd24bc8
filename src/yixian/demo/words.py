"""Invented names of people, and the data files of the demonstration."""

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from random import Random
from typing import Any


@cache
def data(name: str) -> dict[str, Any]:
    """Read `data/<name>.toml`."""
    return tomllib.loads(files(__package__).joinpath("data", f"{name}.toml").read_text(encoding="utf-8"))


def personal_names(rng: Random) -> Iterator[str]:
    """Yield names of people, none of them twice: about three in ten of the Mongolian kind."""
    words = data("names")
    surnames = list(dict.fromkeys(words["surnames"]))
    han = [surname + given for surname in surnames for given in words["given"]]
    mongolian = [a + b for a in words["first"] for b in words["last"] if a != b]
    rng.shuffle(han)
    rng.shuffle(mongolian)
    seen: set[str] = set()
    while han and mongolian:
        name = (mongolian if rng.random() < 0.3 else han).pop()
        if name not in seen:
            seen.add(name)
            yield name
    yield from (name for name in han if name not in seen)


def phones(rng: Random) -> Iterator[str]:
    """Yield mobile numbers of a valid form, none twice, all with the same seven digits first: plainly made up."""
    numbers = list(range(10000))
    rng.shuffle(numbers)
    for prefix in ("1380000", "1390000", "1500000"):
        for number in numbers:
            yield f"{prefix}{number:04d}"


def village_names(rng: Random, gachas: int, plain: int) -> list[str]:
    """Return names of villages, none twice: so many of the herders' kind, so many of the farmers'."""
    words = data("names")["villages"]
    herders = [head + tail for head in words["heads"] for tail in words["tails"]]
    names = [f"{name}嘎查" for name in rng.sample(herders, gachas)]
    names += [f"{name}村" for name in rng.sample(words["plain"], plain)]
    rng.shuffle(names)
    return names
