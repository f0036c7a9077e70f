"""The ward's own map: an outline or a picture that holds what it may, lies where three points say, and bounds the
points of records."""

import pytest

from tests.activities.test_activities import send
from tests.world import canary
from vitreem.demo.pictures import photo
from vitreem.records.points import VIETNAM, Point, metres_between, neighbourhood
from vitreem.records.ward_map import rules
from vitreem.records.ward_map.rules import Anchor

SQUARE = [[107.18, 16.74], [107.19, 16.74], [107.19, 16.75], [107.18, 16.74]]


def outline(*rings, kind="Polygon", name="Khu phố 1"):
    geometry = {"type": kind, "coordinates": list(rings)}
    return {
        "type": "FeatureCollection", "name": "ranh gioi", "crs": {"type": "name"},
        "features": [{"type": "Feature", "properties": {"name": name, "ma": 7}, "geometry": geometry}],
    }  # fmt: skip


async def lay(client, body, version=2):
    return await client.put("/ward-map/outline", json=body, headers={"If-Match": f'"{version}"'})


async def lay_picture(client, latitude=16.75, longitude=107.17):
    """One of 0.02 x 0.01 degrees, its north-west there."""
    anchors = [
        {"x": x, "y": y, "latitude": latitude - 0.01 * y, "longitude": longitude + 0.02 * x}
        for x, y in ((0, 0), (1, 0), (0, 1))
    ]
    upload = await send(client, photo(7), "ward-map-1")
    return await client.post(
        "/ward-map/picture", json={"upload_id": upload, "anchors": anchors}, headers={"Idempotency-Key": "lay-0001"}
    )


class TestOutline:
    async def test_it_lies_under_the_maps_of_the_ward_and_no_other(self, officer, khu_pho, signed_in):
        reply = await lay(officer, outline(SQUARE))
        assert (reply.status_code, reply.json()["version"]) == (200, 3)
        shown = (await khu_pho.get("/ward-map")).json()
        [area] = shown["areas"]
        assert (area["name"], area["rings"][0][0], shown["may_change"]) == ("Khu phố 1", [16.74, 107.18], False)
        other = (await signed_in("ward2.officer").get("/ward-map")).json()
        assert [one["name"] for one in other["areas"]] == [f"{canary(2)}kp_a"]

    async def test_several_polygons_are_one_khu_pho_and_none_takes_it_away(self, officer):
        reply = await lay(officer, outline([SQUARE], [SQUARE], kind="MultiPolygon"))
        assert [len(one["rings"]) for one in reply.json()["areas"]] == [2]
        assert (await lay(officer, {"type": "FeatureCollection", "features": []}, 3)).json()["areas"] == []

    @pytest.mark.parametrize(
        "body",
        [
            outline([[16.74, 107.18], [16.74, 107.19], [16.75, 107.19], [16.74, 107.18]]),  # latitude first
            outline([[2.35, 48.85]] * 4),
            outline(SQUARE[:2]),
            outline([["107", "16"]] * 4),
            outline([[107.18, 16.74, 1, 2]] * 4),
            outline([[True, False]] * 4),
            outline("SQUARE"),
            outline(),
            outline([[10**400, 16.74], *SQUARE[1:]]),
            outline([[107.18, -(10**400)], *SQUARE[1:]]),
            outline([[102, 8], [110, 8], [110, 24], [102, 24], [102, 8]]),  # the whole country
            outline([[107.18, 16.73]] * 4),
            outline([[107.18, 16.73], [107.19, 16.73], [107.2, 16.73], [107.18, 16.73]]),  # a line
            outline(SQUARE, [[106.7, 10.77], [106.71, 10.77], [106.71, 10.78], [106.7, 10.77]]),  # a corner far away
            outline([[107.18 + at / 10**5, 16.74] for at in range(rules.MOST_POINTS + 1)]),
        ],
    )
    async def test_what_is_no_outline_of_here_is_refused_in_words(self, officer, body):
        reply = await lay(officer, body)
        assert (reply.status_code, reply.json()["code"]) == (422, "wrong_outline"), reply.text[:300]
        assert (await officer.get("/ward-map")).json()["version"] == 2

    @pytest.mark.parametrize("change", [{"name": ""}, {"kind": "Point"}, {"kind": "LineString"}, {"name": "a" * 121}])
    async def test_a_shape_without_name_or_ground_is_refused(self, officer, change):
        assert (await lay(officer, outline(SQUARE, **change))).json()["code"] == "invalid"

    async def test_a_commune_of_sixty_kilometres_is_one(self, officer):
        wide = [[107.0, 16.5], [107.56, 16.5], [107.56, 17.04], [107.0, 17.04], [107.0, 16.5]]
        assert (await lay(officer, outline(wide))).status_code == 200

    async def test_one_far_from_the_picture_that_lies_there_is_refused(self, officer):
        assert (await lay_picture(officer)).status_code == 201
        far = [[105.8, 21.0], [105.81, 21.0], [105.81, 21.01], [105.8, 21.0]]
        refused = await lay(officer, outline(far), 3)
        assert (refused.status_code, refused.json()["code"]) == (422, "wrong_outline")
        assert "bản đồ ảnh" in refused.json()["detail"]

    async def test_an_old_page_overwrites_nothing(self, officer):
        assert (await lay(officer, outline(SQUARE), 1)).status_code == 412


class TestPicture:
    """A picture of 1 x 1, north up: 0.02 degrees wide, 0.01 high, its north-west at 16.75, 107.17."""

    @staticmethod
    def anchor(x, y):
        return Anchor(x, y, Point(16.75 - 0.01 * y, 107.17 + 0.02 * x))

    @pytest.mark.parametrize("spots", [((0, 0), (1, 0), (0, 1)), ((0.2, 0.7), (0.9, 0.3), (0.5, 0.1))])
    def test_three_points_tell_where_it_lies(self, spots):
        corners = rules.corners_of([self.anchor(x, y) for x, y in spots])
        assert corners == [[16.75, 107.17], [16.75, 107.19], [16.74, 107.17]]

    def test_a_turned_one_lies_turned(self):
        # A quarter to the right: what is up on paper lies in the east.
        turned = [Anchor(x, y, Point(16.75 - 0.01 * x, 107.19 - 0.01 * y)) for x, y in ((0, 0), (1, 0), (0, 1))]
        assert rules.corners_of(turned) == [[16.75, 107.19], [16.74, 107.19], [16.75, 107.18]]

    @pytest.mark.parametrize("spots", [((0, 0), (0.5, 0.5), (1, 1)), ((0.3, 0.3), (0.3, 0.3), (0.9, 0.1))])
    def test_points_in_a_line_tell_nothing(self, spots):
        with pytest.raises(rules.PointsInLine):
            rules.corners_of([self.anchor(x, y) for x, y in spots])

    def test_one_that_would_lie_elsewhere_is_refused(self):
        wrong = [self.anchor(0, 0), self.anchor(1, 0), Anchor(0, 1, Point(12.0, 107.17))]
        with pytest.raises(rules.PictureOutOfPlace):
            rules.corners_of(wrong)

    @pytest.mark.parametrize(
        "ground",
        [
            [(16.70, 107.10), (16.70, 107.20), (16.70, 107.30)],
            [(16.70, 107.10), (16.75, 107.15), (16.80, 107.20)],
            [(16.70, 107.10)] * 3,
            [(16.70, 107.10), (16.70, 107.10), (16.80, 107.20)],
        ],
        ids=["a parallel", "a slope", "one spot", "two spots"],
    )
    def test_nor_do_points_in_a_line_on_the_ground(self, ground):
        spots = ((0, 0), (1, 0), (0, 1))
        with pytest.raises(rules.PointsInLine):
            rules.corners_of([Anchor(x, y, Point(*on)) for (x, y), on in zip(spots, ground, strict=True)])

    @pytest.mark.parametrize("spots", [((0, 0), (1, 0), (0, 1)), ((0, 0), (0, 1), (1, 0)), ((1, 1), (0, 0), (0, 1))])
    def test_a_mirrored_one_is_refused_in_whatever_order_it_was_tied(self, spots):
        # East is on the left.
        mirrored = [Anchor(x, y, Point(16.75 - 0.01 * y, 107.19 - 0.02 * x)) for x, y in spots]
        with pytest.raises(rules.PictureMirrored):
            rules.corners_of(mirrored)

    @pytest.mark.parametrize("size", [1.5, 0.0001])
    def test_one_that_is_no_ward_s_is_refused(self, size):
        anchors = [Anchor(x, y, Point(16 - size * y, 107 + size * x)) for x, y in ((0, 0), (1, 0), (0, 1))]
        with pytest.raises(rules.PictureOutOfPlace):
            rules.corners_of(anchors)

    async def test_one_far_from_the_outline_is_refused(self, officer):
        reply = await lay_picture(officer, latitude=21.0, longitude=105.8)
        assert (reply.status_code, reply.json()["code"]) == (422, "picture_out_of_place")
        assert (await officer.get("/ward-map")).json()["version"] == 2

    async def test_it_is_sent_laid_and_taken_away(self, officer, khu_pho):
        reply = await lay_picture(officer)
        assert (reply.status_code, reply.json()["corners"][1]) == (201, [16.75, 107.19]), reply.text
        assert (await khu_pho.get("/ward-map/picture")).headers["content-type"].startswith("image/")
        gone = await officer.delete("/ward-map/picture", headers={"If-Match": '"3"'})
        assert (gone.json()["picture_id"], gone.json()["corners"]) == (None, [])
        assert (await khu_pho.get("/ward-map/picture")).status_code == 404

    async def test_a_paper_is_no_picture(self, officer):
        upload = await send(officer, b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n", "ward-map-2", "a.pdf")
        anchors = [
            {"x": x, "y": y, "latitude": 16.7 + y / 100, "longitude": 107.1 + x / 100}
            for x, y in ((0, 0), (1, 0), (0, 1))
        ]
        reply = await officer.post(
            "/ward-map/picture", json={"upload_id": upload, "anchors": anchors}, headers={"Idempotency-Key": "lay-0001"}
        )
        assert reply.status_code == 422, reply.text
        assert (await officer.get("/ward-map")).json()["version"] == 2


class TestReach:
    """The test ward's outline reaches from 16.7 to 16.9 and from 107.1 to 107.3; three kilometres are 0.027 degrees."""

    @pytest.mark.parametrize(("latitude", "taken"), [(16.80, True), (16.92, True), (16.94, False), (16.66, False)])
    async def test_a_points_ward_ends_a_little_beyond_its_map(self, khu_pho, world, latitude, taken):
        body = {
            "kind": "pond_lake", "title": "Ao làng", "unit_id": world["ids"]["ward1.kp_a.unit"],
            "found_on": "2026-06-10", "latitude": latitude, "longitude": 107.2,
        }  # fmt: skip
        reply = await khu_pho.post("/hazards", json=body, headers={"Idempotency-Key": "reach-0001"})
        assert (reply.status_code == 201) == taken
        assert taken or reply.json()["code"] == "point_outside_ward"

    def test_without_a_map_the_other_places_tell(self):
        here = Point(16.75, 107.18)
        box = neighbourhood([here, here, Point(16.76, 107.19), Point(10.0, 105.0)])
        assert box.holds(Point(16.9, 107.3)) and not box.holds(Point(16.75, 108.0))
        assert neighbourhood([here, here]) == VIETNAM

    def test_metres_are_those_of_the_ground(self):
        # One minute of latitude is a nautical mile.
        assert metres_between(Point(16.75, 107.18), Point(16.75 + 1 / 60, 107.18)) == pytest.approx(1852, rel=0.002)
        assert metres_between(Point(16.75, 107.18), Point(16.75, 107.19)) == pytest.approx(1065, rel=0.01)
