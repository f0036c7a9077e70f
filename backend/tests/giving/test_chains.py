"""Records of one child merged through one another: after any history of mergers and their undoing every page counts
what a plain model of pointers says."""

from collections.abc import Iterator
from datetime import date
from random import Random
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from tests.children.test_lookup import look_up
from tests.conftest import Client
from tests.giving.story import child, deliver, get, handed_over, lines, post, round_, shares
from tests.world import World
from vitreem.children.models import Child, ChildReceipt
from vitreem.kernel.ids import new_id

NAMES = ("Ngô Thị Một", "Đặng Văn Hai", "Lý Thị Ba", "Phạm Văn Bốn", "Vũ Thị Năm", "Hồ Văn Sáu", "Đỗ Thị Bảy")
JUNE = "from_on=2026-06-01&to_on=2026-06-30"


class Pointers:
    """What a clerk would have drawn: from each record an arrow to the one that stays."""

    def __init__(self, records: list[str]) -> None:
        self.into: dict[str, str | None] = dict.fromkeys(records)

    def way(self, one: str) -> Iterator[str]:
        """The record, and all that it was merged into."""
        yield one
        while (one := self.into[one] or "") != "":
            yield one

    def root(self, one: str) -> str:
        return list(self.way(one))[-1]

    def below(self, one: str) -> list[str]:
        """The record, and all that were merged into it."""
        return [each for each in self.into if one in self.way(each)]

    def roots(self) -> list[str]:
        return [one for one, into in self.into.items() if into is None]


class Clerk:
    """Seven records; each received something else, so that no sum fits by chance: the first two within 12 months and
    handed over in a round, the next two within 12 months from elsewhere, one long ago, two nothing."""

    def __init__(self, officer: Client, lead: Client, connection: AsyncConnection) -> None:
        self.officer, self.lead, self.connection = officer, lead, connection
        self.gifts: dict[str, list[tuple[int, date]]] = {}
        self.codes: dict[str, str] = {}

    async def begin(self, world: World) -> None:
        unit = world["ids"]["ward1.kp_a.unit"]
        self.before = await get(self.lead, f"/giving/coverage?{JUNE}")
        self.figures = (await get(self.lead, f"/indicators?{JUNE}"))["total"]
        records = [await child(self.officer, name, unit, birth={"year": 2012 + at}) for at, name in enumerate(NAMES)]
        self.pointers, self.gifts = Pointers(records), {one: [] for one in records}
        for one in records:
            shown = await get(self.officer, f"/children/{one}")
            self.codes[one] = shown["code"]
            group = {"legal_group": "orphan_both", "from_on": "2026-05-01"}
            await post(self.officer, f"/children/{one}/groups", group, version=shown["version"])
        self.round = await handed_over(self.officer, self.lead, records)
        by_child = {one["id"]: one["child_id"] for one in await lines(self.officer, self.round["id"])}
        for share in await shares(self.officer, self.round["id"]):
            if (whose := by_child[share["line_id"]]) in records[:2]:
                await deliver(self.officer, share)
                self.gifts[whose].append((300_000, date(2026, 6, 1)))
        for at, day in ((2, date(2026, 3, 2)), (3, date(2025, 6, 11)), (4, date(2025, 6, 10)), (0, date(2025, 12, 24))):
            await self._receive(records[at], 1_000 * 10**at, day)

    async def _receive(self, one: str, amount: int, day: date) -> None:
        row = {
            "ward_id": 1, "id": new_id(), "child_id": UUID(one), "record_id": new_id(), "title": "Quà khác",
            "amount": amount, "on_day": day,
        }  # fmt: skip
        await self.connection.execute(insert(ChildReceipt).values(**row))
        self.gifts[one].append((amount, day))

    async def point(self, one: str, verb: str, into: str | None = None) -> None:
        """The verb of the page; the model follows."""
        version = (await get(self.officer, f"/children/{one}"))["version"]
        body = {"into_id": into} if into else None
        await post(self.officer, f"/children/{one}/{verb}", body, version=version)
        self.pointers.into[one] = into

    def of(self, records: list[str], since: date | None = None) -> list[tuple[int, date]]:
        return [gift for one in records for gift in self.gifts[one] if since is None or gift[1] > since]

    async def require_same(self) -> None:
        await self._columns()
        await self._pages()
        await self._list()
        await self._sums()
        await self._figures()

    async def _columns(self) -> None:
        rows = await self.connection.execute(
            select(Child.id, Child.merged_into, Child.root_id).where(Child.id.in_([UUID(one) for one in self.gifts]))
        )
        for child_id, into, root in rows:
            one = str(child_id)
            expected = (self.pointers.into[one], self.pointers.root(one) if self.pointers.into[one] else None)
            assert tuple(each and str(each) for each in (into, root)) == expected

    async def _pages(self) -> None:
        for one in self.gifts:
            shown = await get(self.officer, f"/children/{one}")
            received = [(gift["amount"], date.fromisoformat(gift["on_day"])) for gift in shown["received"]]
            assert sorted(received) == sorted(self.of(self.pointers.below(one)))
            assert {each["id"] for each in shown["merged"]} == {*self.pointers.below(one)} - {one}
            assert (shown["merged_into"] or {}).get("id") == self.pointers.into[one]

    async def _list(self) -> None:
        listed = {one["id"]: one for one in (await get(self.officer, "/children?limit=100"))["items"]}
        roots = self.pointers.roots()
        assert {*listed} & {*self.gifts} == {*roots}
        for one in roots:
            last = max((day for _, day in self.of(self.pointers.below(one))), default=None)
            assert listed[one]["last_received_on"] == (str(last) if last else None)
        nothing = (await get(self.officer, "/children?limit=100&nothing_since_months=12"))["items"]
        year_ago = date(2025, 6, 10)
        expected = {one for one in roots if not self.of(self.pointers.below(one), year_ago)}
        assert {one["id"] for one in nothing} & {*self.gifts} == expected

    async def _sums(self) -> None:
        year_ago, roots = date(2025, 6, 10), self.pointers.roots()
        looked_up = await look_up(self.officer, ["Mã trẻ"], *([self.codes[one]] for one in roots))
        for one, row in zip(roots, looked_up["rows"], strict=True):
            mine = self.of(self.pointers.below(one), year_ago)
            told = row["child"]["received_12_months"]
            assert (told["count"], told["amount"]) == (len(mine), sum(amount for amount, _ in mine))
        for line in await lines(self.officer, self.round["id"]):
            # A line is the child's, whichever record it was written for.
            mine = self.of(self.pointers.below(self.pointers.root(line["child_id"])), year_ago)
            expected = (len(mine), sum(amount for amount, _ in mine))
            assert (line["received_12_months"], line["received_amount"]) == expected

    async def _figures(self) -> None:
        roots = self.pointers.roots()
        now = await get(self.lead, f"/giving/coverage?{JUNE}")
        assert now["special_children"] - self.before["special_children"] == len(roots)
        june = {
            self.pointers.root(one)
            for one in self.gifts
            if any(day.month == 6 and day.year == 2026 for _, day in self.gifts[one])
        }
        assert now["helped"] - self.before["helped"] == len(june)
        figures = (await get(self.lead, f"/indicators?{JUNE}"))["total"]
        assert figures["helped_turns"] - self.figures["helped_turns"] == 2
        assert figures["helped_children"] - self.figures["helped_children"] == len(june)

    async def require_warned(self) -> None:
        """In another round of the occasion every line of the child speaks against them."""
        other = await round_(self.officer, strict=True)
        for one in self.pointers.roots():
            refused = await post(self.officer, f"/gift-rounds/{other['id']}/lines", {"child_ids": [one]}, ok=409)
            told = [(each["child_id"], each["kind"]) for each in refused["overlaps"]]
            assert told == [(one, "same_occasion")] * len(self.pointers.below(one))


@pytest.fixture
async def clerk(officer: Client, lead: Client, connection: AsyncConnection, world: World) -> Clerk:
    made = Clerk(officer, lead, connection)
    await made.begin(world)
    return made


async def test_a_chain_of_any_length_and_its_undoing_from_the_middle(clerk: Clerk):
    one, two, three, four, five, *_ = clerk.gifts
    for child_id, into in ((one, two), (two, three), (three, four), (four, five)):
        await clerk.point(child_id, "merge", into)
        await clerk.require_same()
    await clerk.require_warned()
    await clerk.point(three, "unmerge")
    await clerk.require_same()
    assert (clerk.pointers.root(one), clerk.pointers.root(four)) == (three, five)
    for child_id in (one, four, two):
        await clerk.point(child_id, "unmerge")
        await clerk.require_same()
    await clerk.require_warned()


@pytest.mark.parametrize("seed", [3, 17])
async def test_any_history(clerk: Clerk, seed: int):
    dice, records = Random(seed), list(clerk.gifts)
    for step in range(24):
        merged = [one for one, into in clerk.pointers.into.items() if into]
        roots = clerk.pointers.roots()
        if len(roots) == 1 or (merged and dice.random() < 0.35):
            await clerk.point(dice.choice(merged), "unmerge")
        else:
            one, into = dice.sample(roots, 2)
            await clerk.point(one, "merge", into)
        if step % 3 == 2:
            await clerk.require_same()
    # Neither into what was merged already nor into itself, however long the way.
    for one in clerk.pointers.roots():
        version = (await get(clerk.officer, f"/children/{one}"))["version"]
        for into in {one, *(each for each in records if clerk.pointers.into[each])}:
            refused: Any = await post(
                clerk.officer, f"/children/{one}/merge", {"into_id": into}, version=version, ok=422
            )
            assert refused["code"] == "merges_in_a_circle"
    await clerk.require_warned()
