"""Kinds of dispute, by how their codes begin, that go the same ways."""

MARRIAGE = ("01",)
LABOUR = ("07",)
MEDICAL = ("0502",)
TRAFFIC = ("0503",)
CIVIL = (
    "01", "02", "03", "04", "0501", "0503", "0504", "0505", "0506", "0507", "0599", "06", "08", "09", "10", "9999",
)  # fmt: skip
"""Disputes among citizens, those of labour and of medicine aside."""
CONTRACTED = ("0901", "0905")
GRASSLAND, FOREST = ("0905",), ("0903",)
OTHER_LAND = ("0403", "0901", "0902", "0999")
OWNED = (*GRASSLAND, *FOREST, *OTHER_LAND)
"""Kinds in which ownership or the right of use itself may be in dispute."""
TAKEN = ("0901", "0902", "0905")
"""Kinds in which the land may have been taken for the public."""
COLLECTIVE_LAND_TAKEN = ("1102",)
OFFICES = ("0403", "0702", "11", "12", "13", "1401", "1404", "9999")
"""Kinds in which somebody stands against an office."""
BARGAINS = ("06", "08", "1001")
FIGHTS = ("01", "02", "0303", "0499", "0599")
EVERY = ("",)
