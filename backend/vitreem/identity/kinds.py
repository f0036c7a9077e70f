"""Kinds of unit in a ward, who a plan can give work to; and what a council may do with units."""

from enum import StrEnum


class UnitKind(StrEnum):
    """One unit has one kind; a plan line such as "các khu phố" is given to every unit of a kind."""

    LEADERSHIP = "leadership"
    OFFICER_DESK = "officer_desk"
    FATHERLAND_FRONT = "fatherland_front"
    MASS_ORGANISATION = "mass_organisation"
    HEALTH_STATION = "health_station"
    POLICE = "police"
    SCHOOL = "school"
    KHU_PHO = "khu_pho"
    OTHER = "other"


class UnitChangeKind(StrEnum):
    """What a resolution of the ward's council does with units (NĐ 185/2026)."""

    MERGE = "merge"
    SPLIT = "split"
    RENAME = "rename"
