import pytest

from yixian.kernel.hashing import Algorithm, UnknownAlgorithm, digest

STANDARD_EXAMPLES = {
    (Algorithm.SHA256, b"abc"): "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    (Algorithm.SM3, b"abc"): "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0",
    (Algorithm.SM3, b"abcd" * 16): "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732",
}


@pytest.mark.parametrize(("given", "expected"), STANDARD_EXAMPLES.items())
def test_the_examples_of_the_standards_hold(given: tuple[str, bytes], expected: str) -> None:
    assert digest(*given).hex() == expected


def test_another_function_is_refused() -> None:
    with pytest.raises(UnknownAlgorithm, match="md5"):
        digest("md5", b"")
