"""Two readings compared: what stayed, changed, came and went."""

import time

from vitreem.plans.importer.diff import Change, Item, compare

A = Item("Công an phường", "Tiếp nhận tin báo, xác minh và xử lý nghiêm hành vi xâm hại trẻ em.")
B = Item("Công an phường", "Tuần tra khu vực ven sông vào buổi trưa và buổi chiều trong mùa hè.")
C = Item("Trạm Y tế phường", "Khám sức khỏe, cân đo, tư vấn dinh dưỡng cho trẻ em dưới 6 tuổi.")


def states(changes: list[Change]) -> list[str]:
    return [change.state for change in changes]


def test_equal_plans_are_the_same() -> None:
    assert states(compare([A, B, C], [A, B, C])) == ["same"] * 3


def test_order_does_not_matter_but_is_kept() -> None:
    changes = compare([A, B, C], [C, A, B])
    assert states(changes) == ["same"] * 3
    assert [change.new for change in changes] == [C, A, B]


def test_changed_line_has_both_texts() -> None:
    edited = Item(B.group, "Tuần tra khu vực ven sông, ven hồ vào buổi trưa và buổi chiều trong mùa hè.")
    changes = compare([A, B, C], [A, edited, C])
    assert states(changes) == ["same", "changed", "same"]
    assert (changes[1].old, changes[1].new) == (B, edited)
    assert 72 < changes[1].likeness < 100


def test_added_and_removed() -> None:
    new = Item("Các khu phố", "Dọn vệ sinh nhà văn hóa.")
    changes = compare([A, B], [A, new])
    assert [(change.state, change.old, change.new) for change in changes] == [
        ("same", A, A),
        ("added", None, new),
        ("removed", B, None),
    ]


def test_equal_words_in_another_group_are_a_change() -> None:
    moved = Item("Đoàn Thanh niên", B.text)
    assert [(c.state, c.old, c.new) for c in compare([A, B], [A, moved])] == [("same", A, A), ("changed", B, moved)]


def test_the_line_of_the_same_group_is_preferred() -> None:
    old = [
        Item("Khu phố 1", "Tặng 20 suất quà cho trẻ em nghèo."),
        Item("Khu phố 2", "Tặng 30 suất quà cho trẻ em nghèo."),
    ]
    new = [
        Item("Khu phố 2", "Tặng 35 suất quà cho trẻ em nghèo."),
        Item("Khu phố 1", "Tặng 25 suất quà cho trẻ em nghèo."),
    ]
    assert [(c.old, c.new) for c in compare(old, new)] == [(old[1], new[0]), (old[0], new[1])]


def test_repeated_lines_are_paired_one_by_one() -> None:
    assert sorted(states(compare([A, A, A], [A, A]))) == ["removed", "same", "same"]


def test_marks_alone_are_a_change() -> None:
    typo = Item(A.group, A.text.replace("xử lý", "xữ lý"))
    assert states(compare([typo], [A])) == ["changed"]


def test_two_thousand_lines() -> None:
    old = [
        Item(f"Đơn vị {n % 40}", f"Việc số {n}: tổ chức buổi truyền thông thứ {n * 7} tại điểm {n * 13}.")
        for n in range(2_000)
    ]
    new = [
        Item(item.group, item.text.replace("buổi", "đợt") if n % 3 == 0 else item.text) for n, item in enumerate(old)
    ]
    started = time.process_time()
    changes = compare(old, new)
    assert time.process_time() - started < 3
    assert states(changes).count("same") == 1_333
    assert states(changes).count("changed") == 667
    assert all(change.old and change.new and change.old.group == change.new.group for change in changes)
