"""One spelling for one phone number and one name, so that a blind index finds them again."""

import re
import unicodedata

import phonenumbers

REGION = "CN"
_DOTS = re.compile(r"[·・•‧∙⋅．.]")
_LOCAL = re.compile(r"[2-9][0-9]{6,7}")
_SEPARATORS = re.compile(r"[\s-]")
_SPACE = re.compile(r"\s+")


class InvalidPhone(ValueError):
    """What was typed is not a telephone number."""


def normal_phone(typed: str, area: str = "") -> str:
    """Return `typed` in E.164 (`+8613812345678`); numbers without country code are read as Chinese.

    `area` (such as `0477`) completes a local number that has none.
    Raises `InvalidPhone`, whose text does not repeat the number.
    """
    plain = unicodedata.normalize("NFKC", typed)
    if area and _LOCAL.fullmatch(digits := _SEPARATORS.sub("", plain)):
        plain = area + digits
    try:
        number = phonenumbers.parse(plain, REGION)
    except phonenumbers.NumberParseException:
        raise InvalidPhone("not a valid telephone number") from None
    if not phonenumbers.is_valid_number(number):
        raise InvalidPhone("not a valid telephone number")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def normal_name(typed: str) -> str:
    """Return a name without white space, in one width and case, with one middle dot (`乌云·其木格`)."""
    plain = unicodedata.normalize("NFKC", typed)
    return _SPACE.sub("", _DOTS.sub("·", plain)).casefold()
