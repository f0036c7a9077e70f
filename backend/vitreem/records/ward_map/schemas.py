"""Wire shapes of a ward's map."""

from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from vitreem.kernel.http.fields import ONE_LINE
from vitreem.records.ward_map.rules import MOST_AREAS
from vitreem.records.wire import Wire

AreaName = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120), ONE_LINE]


class AreaProperties(BaseModel):
    """Programs write many more; the name alone is read."""

    model_config = ConfigDict(extra="ignore")

    name: AreaName


class AreaGeometry(BaseModel):
    model_config = ConfigDict(extra="ignore")

    type: Literal["Polygon", "MultiPolygon"]
    coordinates: list[Any] = Field(description="As GeoJSON (RFC 7946) has it: longitude before latitude.")


class AreaFeature(BaseModel):
    model_config = ConfigDict(extra="ignore")

    type: Literal["Feature"]
    properties: AreaProperties
    geometry: AreaGeometry


_EXAMPLE: dict[str, Any] = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "properties": {"name": "Khu phố 3"},
            "geometry": {
                "type": "Polygon",
                "coordinates": [[[107.18, 16.75], [107.19, 16.75], [107.19, 16.76], [107.18, 16.75]]],
            },
        }
    ],
}


class OutlineUpdate(BaseModel):
    """An outline of khu phố with their names, as GeoJSON; without features it is taken away."""

    model_config = ConfigDict(extra="ignore", json_schema_extra={"examples": [_EXAMPLE]})

    type: Literal["FeatureCollection"]
    features: list[AreaFeature] = Field(max_length=MOST_AREAS)


class PictureAnchor(Wire):
    """A spot of the picture that somebody knows on the ground."""

    x: Annotated[float, Field(ge=0, le=1, description="From the left, in parts of the width.")]
    y: Annotated[float, Field(ge=0, le=1, description="From the top, in parts of the height.")]
    latitude: Annotated[float, Field(ge=-90, le=90)]
    longitude: Annotated[float, Field(ge=-180, le=180)]


class PictureUpdate(Wire):
    """A picture or scan of a map, sent in parts before, and three spots of it."""

    upload_id: UUID
    anchors: list[PictureAnchor] = Field(min_length=3, max_length=3)


class WardArea(BaseModel):
    """A khu phố on the map."""

    name: str
    rings: list[list[list[float]]] = Field(description="Latitude and longitude of each corner.")


class WardMapRead(BaseModel):
    """What lies under the maps of the ward."""

    areas: list[WardArea]
    corners: list[list[float]] = Field(
        description="Where the picture's north-west, north-east and south-west lie; empty without a picture."
    )
    picture_id: UUID | None = Field(description="Another one whenever the picture is.")
    tile_url: str | None = Field(description="Where tiles come from; null: nothing but the ward's own map.")
    may_change: bool
    version: int = Field(description="0 while nothing was laid under the maps.")
