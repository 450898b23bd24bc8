"""Merkle trees, proofs of inclusion and of consistency: RFC 9162, section 2.1.

Leaves enter as hashes (`leaf_hash`); positions count from 0.
Making proofs and checking them share no code but the two hashes, so that an error in one shows in the other.
"""

from collections.abc import Iterable, Sequence

from yixian.kernel.hashing import Algorithm, function


def leaf_hash(data: bytes, algorithm: str = Algorithm.SHA256) -> bytes:
    """Return HASH(0x00 || data), RFC 9162 §2.1.1."""
    return function(algorithm)(b"\x00" + data)


def node_hash(left: bytes, right: bytes, algorithm: str = Algorithm.SHA256) -> bytes:
    """Return HASH(0x01 || left || right), RFC 9162 §2.1.1."""
    return function(algorithm)(b"\x01" + left + right)


def root(leaves: Iterable[bytes], algorithm: str = Algorithm.SHA256) -> bytes:
    """Return the tree head of leaf hashes that arrive one by one, in memory that grows with log n (§2.1.2).

    No leaves: the hash of the empty string (§2.1.1).
    """
    hashed = function(algorithm)
    stack: list[bytes] = []
    for before, leaf in enumerate(leaves):
        running = leaf
        while before & 1:
            running = hashed(b"\x01" + stack.pop() + running)
            before >>= 1
        stack.append(running)
    if not stack:
        return hashed(b"")
    head = stack.pop()
    while stack:
        head = hashed(b"\x01" + stack.pop() + head)
    return head


class Tree:
    """A tree held in memory: the head, and any proof in O(log n) once built in O(n).

    `levels[l][i]` is the head of leaves i·2^l … min((i+1)·2^l, n)−1.
    """

    def __init__(self, leaves: Sequence[bytes], algorithm: str = Algorithm.SHA256) -> None:
        """Build from leaf hashes, 32 bytes each. Raises `UnknownAlgorithm`."""
        hashed = function(algorithm)
        self.size = len(leaves)
        self.levels: list[list[bytes]] = [list(leaves)]
        self._empty = hashed(b"")
        while len(below := self.levels[-1]) > 1:
            level = [hashed(b"\x01" + a + b) for a, b in zip(below[::2], below[1::2], strict=False)]
            if len(below) & 1:
                level.append(below[-1])
            self.levels.append(level)

    @property
    def root(self) -> bytes:
        """The tree head."""
        return self.levels[-1][0] if self.size else self._empty

    def inclusion_path(self, index: int) -> list[bytes]:
        """Return the hashes that lead from leaf `index` to the head, lowest first (§2.1.3.1).

        Raises `IndexError` when there is no such leaf.
        """
        if not 0 <= index < self.size:
            raise IndexError(f"no leaf {index} in a tree of {self.size}")
        path = []
        for level in self.levels[:-1]:
            sibling = index ^ 1
            if sibling < len(level):
                path.append(level[sibling])
            index >>= 1
        return path

    def consistency_path(self, older: int) -> list[bytes]:
        """Return the proof that the tree's first `older` leaves are the tree of that size (§2.1.4.1).

        Raises `ValueError` unless 0 < older ≤ size.
        """
        if not 0 < older <= self.size:
            raise ValueError(f"no tree of {older} leaves in one of {self.size}")
        start, end, whole = 0, self.size, True
        path: list[bytes] = []
        while older != end:
            middle = start + (1 << ((end - start - 1).bit_length() - 1))
            if older <= middle:
                path.append(self._head(middle, end))
                end = middle
            else:
                path.append(self._head(start, middle))
                start, whole = middle, False
        if not whole:
            path.append(self._head(start, end))
        path.reverse()
        return path

    def _head(self, start: int, end: int) -> bytes:
        level = (end - start - 1).bit_length()
        return self.levels[level][start >> level]


def verify_inclusion(
    leaf: bytes, index: int, size: int, path: Sequence[bytes], head: bytes, algorithm: str = Algorithm.SHA256
) -> bool:
    """Return whether `path` leads from the leaf hash at `index` to the head of `size` leaves (§2.1.3.2)."""
    if not 0 <= index < size:
        return False
    hashed = function(algorithm)
    place, last, running = index, size - 1, leaf
    for sibling in path:
        if last == 0:
            return False
        if place & 1 or place == last:
            running = hashed(b"\x01" + sibling + running)
            while not place & 1 and place != 0:
                place, last = place >> 1, last >> 1
        else:
            running = hashed(b"\x01" + running + sibling)
        place, last = place >> 1, last >> 1
    return last == 0 and running == head


def verify_consistency(
    older: int,
    older_head: bytes,
    newer: int,
    newer_head: bytes,
    path: Sequence[bytes],
    algorithm: str = Algorithm.SHA256,
) -> bool:
    """Return whether `path` shows that the newer tree begins with the older one (§2.1.4.2)."""
    if not 0 < older <= newer:
        return False
    if older == newer:
        return not path and older_head == newer_head
    if not path:
        return False
    hashed = function(algorithm)
    nodes = list(path)
    if older & (older - 1) == 0:
        nodes.insert(0, older_head)
    place, last = older - 1, newer - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    old = new = nodes[0]
    for node in nodes[1:]:
        if last == 0:
            return False
        if place & 1 or place == last:
            old, new = hashed(b"\x01" + node + old), hashed(b"\x01" + node + new)
            while not place & 1 and place != 0:
                place, last = place >> 1, last >> 1
        else:
            new = hashed(b"\x01" + new + node)
        place, last = place >> 1, last >> 1
    return last == 0 and old == older_head and new == newer_head
