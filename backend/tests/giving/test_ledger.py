"""Every đồng: what the ledger says after any history is what an account kept apart from it says."""

from collections.abc import Callable
from random import Random
from typing import Any

import pytest

from tests.conftest import Client
from tests.giving.story import child, deliver, donor, get, handed_over, key, lines, of_round, post, round_, shares, verb
from tests.world import World

KP_A = "ward1.kp_a.unit"


class Book:
    """What a clerk with pencil and paper would have written: a donor's promises, receipts, and what each round holds."""

    def __init__(self, donor_ids: list[str], round_ids: list[str]) -> None:
        self.pledged, self.received = dict.fromkeys(donor_ids, 0), dict.fromkeys(donor_ids, 0)
        self.refunded = dict.fromkeys(donor_ids, 0)
        self.allocated = {(one, other): 0 for one in donor_ids for other in round_ids}
        # By share: its round and amount while it is handed over.
        self.given: dict[str, tuple[str, int]] = {}
        # Receipts that nobody had promised: the promise was written with them and goes with them.
        self.unpromised: set[str] = set()

    def free(self, donor_id: str) -> int:
        held = sum(amount for (whose, _), amount in self.allocated.items() if whose == donor_id)
        return self.received[donor_id] - self.refunded[donor_id] - held

    def handed(self, round_id: str) -> int:
        return sum(amount for where, amount in self.given.values() if where == round_id)

    def left(self, round_id: str) -> int:
        held = sum(amount for (_, where), amount in self.allocated.items() if where == round_id)
        return held - self.handed(round_id)


async def _require_same(client: Client, book: Book) -> None:
    ledger = await get(client, "/ledger")
    assert ledger["balance"] == 0
    assert ledger["handed_over_by_shares"] == ledger["total"]["handed_over"]
    of_donor = {one["id"]: one["amounts"] for one in ledger["donors"]}
    for donor_id, pledged in book.pledged.items():
        told = of_donor.get(donor_id) or {"pledged": 0, "received": 0, "refunded": 0, "unallocated": 0}
        assert (told["pledged"], told["received"], told["refunded"]) == (
            pledged, book.received[donor_id], book.refunded[donor_id],
        )  # fmt: skip
        assert told["unallocated"] == book.free(donor_id)
    of_rounds = {one["id"]: one["amounts"] for one in ledger["rounds"]}
    for round_id in {where for _, where in book.allocated}:
        told = of_rounds.get(round_id) or {"allocated": 0, "handed_over": 0, "undelivered": 0}
        assert (told["handed_over"], told["undelivered"]) == (book.handed(round_id), book.left(round_id))
    for kind, rows in (("donors", ledger["donors"]), ("rounds", ledger["rounds"])):
        assert all(value >= 0 for one in rows for value in one["amounts"].values()), kind
    assert sum(one["amounts"]["handed_over"] for one in ledger["donors"]) == ledger["total"]["handed_over"]
    assert sum(one["amounts"]["handed_over"] for one in ledger["rounds"]) == ledger["total"]["handed_over"]


class Clerk:
    """Does one thing after the other, and writes into the book what was taken."""

    def __init__(self, client: Client, book: Book, random: Random) -> None:
        self.client, self.book, self.random = client, book, random

    async def _post(self, path: str, body: object) -> Any:
        """The reply's JSON, None where it was refused."""
        reply = await self.client.post(path, json=body, headers=key())
        assert reply.status_code in (201, 409), reply.text
        return reply.json() if reply.status_code == 201 else None

    async def pledge(self) -> None:
        donor_id, amount = self._donor(), self._amount()
        if await self._post(f"/donors/{donor_id}/pledges", {"amount": amount, "on_day": "2026-06-01"}):
            self.book.pledged[donor_id] += amount

    async def receive(self) -> None:
        donor_id, amount, pledged = self._donor(), self._amount(), self.random.random() < 0.5
        body = {"amount": amount, "on_day": "2026-06-01", "channel": "cash", "pledged": pledged}
        fits = not pledged or amount <= self.book.pledged[donor_id] - self.book.received[donor_id]
        told = await self._post(f"/donors/{donor_id}/receipts", body)
        assert (told is not None) == fits
        if fits:
            if not pledged:
                self.book.unpromised.add(told["movements"][0]["id"])
            self.book.received[donor_id] += amount
            self.book.pledged[donor_id] += 0 if pledged else amount

    async def refund(self) -> None:
        donor_id, amount = self._donor(), self._amount()
        fits = amount <= self.book.free(donor_id)
        body = {"amount": amount, "on_day": "2026-06-02", "note": "Không cần nữa"}
        assert (await self._post(f"/donors/{donor_id}/refunds", body) is not None) == fits
        self.book.refunded[donor_id] += amount if fits else 0

    async def allocate(self) -> None:
        donor_id, round_id, amount = self._donor(), self._round(), self._amount()
        fits = amount <= self.book.free(donor_id)
        body = {"donor_id": donor_id, "amount": amount}
        assert (await self._post(f"/gift-rounds/{round_id}/allocations", body) is not None) == fits
        self.book.allocated[donor_id, round_id] += amount if fits else 0

    async def tick(self) -> None:
        """Deliver, return or correct a share of any round."""
        round_id = self._round()
        share = self.random.choice(await shares(self.client, round_id))
        if share["id"] in self.book.given:
            verb_ = self.random.choice(("return", "correct"))
            body: dict[str, Any] = {"on_day": "2026-06-03", "reason": "Gia đình xin trả lại"}
        else:
            verb_, body = "deliver", {"on_day": "2026-06-01"}
        fits = verb_ != "deliver" or share["amount"] <= self.book.left(round_id)
        reply = await self.client.post(
            f"/gift-shares/{share['id']}/{verb_}", json=body, headers={"If-Match": f'"{share["version"]}"'}
        )
        assert (reply.status_code == 200) == fits, reply.text
        if verb_ == "deliver" and fits:
            self.book.given[share["id"]] = (round_id, share["amount"])
        elif verb_ != "deliver":
            del self.book.given[share["id"]]

    async def reverse(self) -> None:
        """Take back the newest movement that may be: a receipt that was spent can't be."""
        donor_id = self._donor()
        told = await get(self.client, f"/donors/{donor_id}")
        able = [one for one in told["movements"] if one["reversible"]]
        if not able:
            return
        one = self.random.choice(able)
        body = {"reason": "Ghi nhầm số tiền"}
        taken = await self._post(f"/donors/{donor_id}/movements/{one['id']}/reverse", body) is not None
        match one["kind"]:
            case "pledge":
                there = self.book.pledged[donor_id] - self.book.received[donor_id]
                assert taken == (one["amount"] <= there)
                self.book.pledged[donor_id] -= one["amount"] if taken else 0
            case "receipt":
                assert taken == (one["amount"] <= self.book.free(donor_id))
                self.book.received[donor_id] -= one["amount"] if taken else 0
                self.book.pledged[donor_id] -= one["amount"] if taken and one["id"] in self.book.unpromised else 0
            case _:
                assert taken
                self.book.refunded[donor_id] -= one["amount"]

    def _donor(self) -> str:
        return self.random.choice(list(self.book.pledged))

    def _round(self) -> str:
        return self.random.choice(sorted({where for _, where in self.book.allocated}))

    def _amount(self) -> int:
        return self.random.choice((1, 50_000, 100_000, 333_333, 1_000_000))


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_any_history_reconciles(officer: Client, lead: Client, world: World, seed: int):
    random = Random(seed)
    ids = [
        await child(officer, f"Trần Thị Số {one}", world["ids"][KP_A], birth={"year": 2015 + one}) for one in range(3)
    ]
    made = []
    for title in ("Học bổng A", "Học bổng B"):
        parted = {"kind": "scholarship", "instalments": [{"due_on": "2026-06-01"}, {"due_on": "2026-06-02"}]}
        made.append(await round_(officer, title=title, one_per="none", **parted))
        await verb(officer, made[-1]["id"], "open")
        await post(officer, f"/gift-rounds/{made[-1]['id']}/lines", {"child_ids": ids}, ok=201)
        await verb(officer, made[-1]["id"], "review")
        await verb(lead, made[-1]["id"], "approve", {})
        # A scholarship begins before all of its money is there.
        await verb(officer, made[-1]["id"], "start")
    donors = [await donor(officer, name=f"Nhà hảo tâm {one}") for one in "AB"]
    clerk = Clerk(officer, Book(donors, [one["id"] for one in made]), random)
    for step in range(60):
        await random.choice(
            (clerk.pledge, clerk.receive, clerk.receive, clerk.refund, clerk.allocate, clerk.allocate, clerk.tick,
             clerk.tick, clerk.tick, clerk.reverse)
        )()  # fmt: skip
        if step % 6 == 5:
            await _require_same(officer, clerk.book)
    await _require_same(officer, clerk.book)


class TestRelease:
    """What open shares need stays in the round, of whatever kind it is and whether handing over has begun."""

    @pytest.mark.parametrize("kind", ["gift", "scholarship"])
    async def test_no_more_than_what_open_shares_do_not_need(
        self, officer: Client, lead: Client, world: World, kind: str
    ):
        made = await round_(officer, kind=kind)
        path = f"/gift-rounds/{made['id']}"
        await post(officer, f"{path}/lines", {"child_ids": [world["ids"]["ward1.kp_a.child"]]}, ok=201)
        money = {"donor_id": await donor(officer, 400_000), "amount": 400_000}
        await post(officer, f"{path}/allocations", money, ok=201)
        for step in ("open", "review"):
            await verb(officer, made["id"], step)
        await verb(lead, made["id"], "approve", {})
        for begun in (False, True):
            refused = await post(officer, f"{path}/releases", money | {"amount": 100_001}, ok=409)
            assert (refused["code"], refused["missing"]) == ("not_enough_money", 1)
            if not begun:
                await verb(officer, made["id"], "start")
        await post(officer, f"{path}/releases", money | {"amount": 100_000}, ok=201)
        [share] = await shares(officer, made["id"])
        await deliver(officer, share)


class TestReversing:
    async def test_a_receipt_takes_the_promise_back_that_was_written_with_it(self, officer: Client):
        donor_id = await donor(officer, 500_000)
        path = f"/donors/{donor_id}"
        receipt, promise = (await get(officer, path))["movements"]
        assert (promise["kind"], promise["reversible"]) == ("pledge", False)
        alone = await post(officer, f"{path}/movements/{promise['id']}/reverse", {"reason": "Ghi nhầm"}, ok=409)
        assert alone["code"] == "already_reversed"
        told = await post(officer, f"{path}/movements/{receipt['id']}/reverse", {"reason": "Ghi nhầm"}, ok=201)
        assert {told["amounts"][one] for one in ("pledged", "received", "outstanding", "unallocated")} == {0}

    async def test_what_was_promised_before_is_still_outstanding(self, officer: Client):
        path = f"/donors/{await donor(officer)}"
        await post(officer, f"{path}/pledges", {"amount": 500_000, "on_day": "2026-06-01"}, ok=201)
        came = {"amount": 500_000, "on_day": "2026-06-02", "channel": "cash", "pledged": True}
        receipt = (await post(officer, f"{path}/receipts", came, ok=201))["movements"][0]
        told = await post(officer, f"{path}/movements/{receipt['id']}/reverse", {"reason": "Ghi nhầm"}, ok=201)
        assert (told["amounts"]["received"], told["amounts"]["outstanding"]) == (0, 500_000)


class TestMerged:
    async def test_a_merged_child_keeps_every_gift(self, officer: Client, lead: Client, world: World):
        unit = world["ids"][KP_A]
        one = await child(officer, "Ngô Thị Đôi", unit, birth={"year": 2016})
        other = await child(officer, "Đặng Văn Khác", unit, birth={"year": 2012})
        made = await handed_over(officer, lead, [one, other])
        for share in await shares(officer, made["id"]):
            await deliver(officer, share)
        before = await of_round(officer, made["id"])
        version = (await get(officer, f"/children/{other}"))["version"]
        await post(officer, f"/children/{other}/merge", {"into_id": one}, version=version)
        kept = await get(officer, f"/children/{one}")
        assert [gift["amount"] for gift in kept["received"]] == [300_000, 300_000]
        assert await of_round(officer, made["id"]) == before
        figures = await get(lead, "/indicators?from_on=2026-06-01&to_on=2026-06-30")
        # Two turns, one child; the test world has two more children with one turn each.
        assert figures["total"]["helped_turns"] - figures["total"]["helped_children"] == 1
        rest = (await officer.get("/children?nothing_since_months=12&limit=100")).json()["items"]
        assert one not in [row["id"] for row in rest]


class TestBadMoney:
    @pytest.mark.parametrize(
        "body",
        [
            {"amount": -1}, {"amount": 0}, {"amount": 10**13 + 1}, {"amount": 10**30}, {"amount": 1.5}, {"amount": "1e3"},
            {"amount": True}, {"amount": "100000"}, {"goods": "Vở", "quantity": True, "unit_value": 5},
            {"goods": "Vở", "quantity": 10**6, "unit_value": 10**10}, {"goods": "Vở", "quantity": -2, "unit_value": 5},
            {"goods": "Vở"}, {}, {"amount": 5, "goods": "Vở", "quantity": 2, "unit_value": 5},
            {"goods": "Vở", "quantity": 2, "unit_value": "5"},
        ],
    )  # fmt: skip
    async def test_is_refused_in_words(self, officer: Client, world: World, body: dict[str, object]):
        path = f"/donors/{world['ids']['ward1.kp_a.donor']}"
        before = (await get(officer, path))["amounts"]
        reply = await officer.post(
            f"{path}/receipts", json=body | {"on_day": "2026-06-01", "channel": "cash"}, headers=key()
        )
        assert (reply.status_code, reply.json()["code"]) == (422, "invalid")
        assert reply.json()["errors"][0]["detail"]
        assert (await get(officer, path))["amounts"] == before

    async def test_the_largest_amounts_add_up(self, officer: Client):
        ids = [await donor(officer, 10**13, name=f"Quỹ lớn {one}") for one in range(3)]
        total = (await get(officer, "/ledger"))["total"]
        assert total["received"] >= 3 * 10**13
        assert (await get(officer, f"/donors/{ids[0]}"))["amounts"]["received"] == 10**13

    async def test_a_line_costs_no_more_than_a_round_can_add_up(self, officer: Client):
        items = [{"kind": "money", "name": "Tiền", "quantity": 1000, "unit_value": 10**12}]
        body = {"title": "Đợt quá lớn", "occasion": "tet", "begins_on": "2026-06-01", "items": items}
        assert (await post(officer, "/gift-rounds", body, ok=422))["code"] == "amount_too_large"


async def test_a_unit_keeps_its_own_donors(signed_in: Callable[[str], Client], officer: Client, world: World):
    school, unit = signed_in("ward1.school"), world["ids"]["ward1.school.unit"]
    mine = await donor(school, 500_000, name="Hội cha mẹ học sinh", unit_id=unit)
    refused = await post(school, "/donors", {"name": "Của phường"}, ok=422)
    assert refused["code"] == "unknown_unit"
    assert [one["id"] for one in (await get(school, "/donors"))["items"]] == [mine]
    assert (await signed_in("ward1.kp_a").get(f"/donors/{mine}")).status_code == 404
    # A school's own round of awards among its pupils, decided by its head.
    made = await round_(school, kind="award", unit_id=unit, title="Khen thưởng cuối năm", occasion="school_year_end")
    await verb(school, made["id"], "open")
    await post(school, f"/gift-rounds/{made['id']}/lines", {"child_ids": [world["ids"]["ward1.kp_a.child"]]}, ok=201)
    await verb(school, made["id"], "review")
    await verb(school, made["id"], "approve", {})
    await post(school, f"/gift-rounds/{made['id']}/allocations", {"donor_id": mine, "amount": 300_000}, ok=201)
    await verb(school, made["id"], "start")
    [share] = await shares(school, made["id"])
    assert (await deliver(school, share))["state"] == "delivered"
    assert [one["named"] for one in await lines(school, made["id"])] == [True]
