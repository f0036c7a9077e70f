"""Secret words of cases are found nowhere outside them: the short form of `make drill-canary`, which also reads a base
backup."""

from drills.canary import Marks, everywhere, marks_work, story
from drills.site import Site
from tests.conftest import _server, copy_of_template


async def test_secret_words_are_found_nowhere(worker_id: str, world, new_folder) -> None:
    folder, database = new_folder("canary"), await copy_of_template(f"canary_{worker_id}")
    place, marks = Site(_server(), database, folder, folder / "served.log", world), Marks()
    with place.serving():
        statuses, asked, hits = await story(place, marks, ("ward1.officer",))
    assert hits == []
    assert {404, 409, 412, 422, 500} <= set(statuses)
    seen, hits = everywhere(place, marks)
    assert hits == []
    assert asked > 80
    assert seen >= 3
    assert len(marks.given) > 60
    assert marks_work(marks)
