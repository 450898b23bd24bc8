from hypothesis import given
from hypothesis import strategies as st
from pymerkle import InmemoryTree

from yixian.kernel import merkle
from yixian.kernel.hashing import Algorithm, digest

Draw = st.DataObject
entries = st.lists(st.binary(max_size=8), min_size=1, max_size=70)
algorithms = st.sampled_from(list(Algorithm))


def hashed(data: list[bytes], algorithm: str = Algorithm.SHA256) -> list[bytes]:
    return [merkle.leaf_hash(entry, algorithm) for entry in data]


def oracle(data: list[bytes]) -> InmemoryTree:
    tree = InmemoryTree(algorithm="sha256")
    for entry in data:
        tree.append_entry(entry)
    return tree


@given(entries)
def test_the_head_is_the_one_an_independent_library_finds(data: list[bytes]) -> None:
    assert merkle.root(hashed(data)) == merkle.Tree(hashed(data)).root == oracle(data).get_root()


@given(entries, st.data())
def test_the_inclusion_path_is_the_one_an_independent_library_finds(data: list[bytes], draw: Draw) -> None:
    index = draw.draw(st.integers(0, len(data) - 1))
    theirs = oracle(data).prove_inclusion(index + 1, len(data)).path
    assert [hashed(data)[index], *merkle.Tree(hashed(data)).inclusion_path(index)] == theirs


@given(entries, algorithms, st.data())
def test_every_leaf_is_proven_included_and_no_other(data: list[bytes], alg: Algorithm, draw: Draw) -> None:
    leaves = hashed(data, alg)
    tree = merkle.Tree(leaves, alg)
    index = draw.draw(st.integers(0, len(data) - 1))
    path = tree.inclusion_path(index)
    assert merkle.verify_inclusion(leaves[index], index, len(data), path, tree.root, alg)
    assert not merkle.verify_inclusion(digest(alg, b"other"), index, len(data), path, tree.root, alg)
    assert not merkle.verify_inclusion(leaves[index], index, len(data), [*path, leaves[0]], tree.root, alg)
    assert not merkle.verify_inclusion(leaves[index], len(data), len(data), path, tree.root, alg)
    for place in range(len(path)):
        assert not merkle.verify_inclusion(
            leaves[index], index, len(data), path[:place] + path[place + 1 :], tree.root, alg
        )


@given(entries, st.data())
def test_a_tree_is_proven_to_continue_its_beginning(data: list[bytes], draw: Draw) -> None:
    older = draw.draw(st.integers(1, len(data)))
    leaves = hashed(data)
    tree, past = merkle.Tree(leaves), merkle.root(leaves[:older])
    path = tree.consistency_path(older)
    assert merkle.verify_consistency(older, past, len(data), tree.root, path)
    forged = merkle.root([*leaves[: older - 1], merkle.leaf_hash(b"forged, longer than any entry")])
    assert not merkle.verify_consistency(older, forged, len(data), tree.root, path)
    assert not merkle.verify_consistency(older, past, len(data), forged, path)


@given(entries, st.data())
def test_the_consistency_path_is_the_one_of_the_standard(data: list[bytes], draw: Draw) -> None:
    older = draw.draw(st.integers(1, len(data)))
    leaves = hashed(data)
    assert merkle.Tree(leaves).consistency_path(older) == subproof(older, leaves, True)


def subproof(older: int, leaves: list[bytes], whole: bool) -> list[bytes]:
    """RFC 9162 §2.1.4.1, word by word."""
    if older == len(leaves):
        return [] if whole else [merkle.root(leaves)]
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    if older <= k:
        return [*subproof(older, leaves[:k], whole), merkle.root(leaves[k:])]
    return [*subproof(older - k, leaves[k:], False), merkle.root(leaves[:k])]


def test_no_leaves_give_the_hash_of_nothing() -> None:
    assert merkle.root([]) == merkle.Tree([]).root == digest("sha256", b"")


def test_the_vectors_of_certificate_transparency_hold() -> None:
    short = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657"]
    leaves = hashed([*map(bytes.fromhex, short), bytes(range(0x60, 0x70))])
    assert merkle.root(leaves).hex() == "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"
    assert merkle.root(leaves[:3]).hex() == "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"
