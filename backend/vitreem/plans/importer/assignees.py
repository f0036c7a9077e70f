"""Organisations at the head of a heading or a line: who is to do it."""

import re
from functools import lru_cache

from vitreem.kernel.text import search_key

# Folded first words of a ward's units. "Capital" ones are also ordinary words ("phòng ngừa", "ban hành", "hội nghị"):
# they name a unit only before a word with a capital letter.
_HEADS = (
    "cong chuc", "can bo", "chuyen vien", "van phong", "cong an", "quan su", "tram y te", "uy ban mat tran",
    "uy ban mttq", "ub mttq", "ubmttq", "mttq", "mat tran", "doan thanh nien", "doan tn", "cong doan", "doan the",
    "khu pho", "to dan pho", "uy ban nhan dan", "ubnd", "dang uy", "trung tam", "truong mam non", "truong tieu hoc",
    "truong th", "truong trung hoc", "truong thcs", "truong thpt", "truong hoc", "nha truong", "bi thu", "chi doan",
    "chi hoi", "lien doi", "truong khu pho", "truong thon", "to truong", "ban nhan dan", "ban chi dao", "ban chi huy",
    "don vi", "co quan", "nganh", "phong vh", "lanh dao", "truong cac", "hieu truong", "truong cong an", "truong tram",
)  # fmt: skip
_CAPITAL_HEADS = (
    "phong",
    "ban",
    "hoi",
    "doan",
    "thon",
    "ap",
    "xom",
    "to",
    "trung",
    "so",
    "bo phan",
    "truong",
    "cac",
    "y te",
)
_PLURALS = ("cac ", "nhung ", "toan the ")
_POLITE = re.compile(r"(?:(?:giao|đề nghị|yêu cầu|phân công|kính đề nghị|chỉ đạo)(?: cho)?:? )", re.IGNORECASE)
_VERBS = (
    "chỉ đạo", "chủ trì", "phối hợp", "tổ chức", "tham mưu", "xây dựng", "triển khai", "hướng dẫn", "thực hiện",
    "tăng cường", "tuyên truyền", "vận động", "có trách nhiệm", "chịu trách nhiệm", "căn cứ", "rà soát", "kiểm tra",
    "đẩy mạnh", "theo dõi", "tiếp nhận", "báo cáo", "lồng ghép", "huy động", "quản lý", "bố trí", "đưa tin",
    "phát động", "tiếp tục", "lập", "hỗ trợ", "tham gia", "giám sát", "nắm", "chuẩn bị", "đôn đốc", "cân đối",
    "tổng hợp", "bảo đảm", "đảm bảo", "làm", "là", "nhận", "cử", "duy trì", "đề xuất", "gửi", "mở", "treo",
    "khảo sát", "thăm", "trao", "tặng", "cùng", "chủ động", "kịp thời", "phát hiện", "khám", "dạy", "đăng ký",
    "giao", "trong phạm vi", "thường xuyên",
)  # fmt: skip
_VERB = re.compile(r"(?:,? | )(?:" + "|".join(sorted(_VERBS, key=len, reverse=True)) + r")(?=[ ,:;.]|$)", re.IGNORECASE)
_REACH = 90

COLLECTIVE = re.compile(
    r"\b(?:cac|nhung|toan the|moi)\b (?!em)|\btruong hoc\b|\bkhu pho$|\bdoan the\b|\bvien chuc\b|\bcap\b.*\bnganh\b"
)
_SINGLE_KHU_PHO = re.compile(r"khu pho \S")


def without_request(name: str) -> str:
    """ "Đề nghị Hội Nông dân" as "Hội Nông dân"."""
    return _POLITE.sub("", name, count=1)


@lru_cache(maxsize=4096)
def is_organisation(name: str) -> bool:
    """Whether a heading names a unit or a group of units."""
    words = without_request(name.strip())
    key = search_key(words)
    for plural in _PLURALS:
        if key.startswith(plural):
            key, words = key[len(plural) :], words.split(" ", plural.count(" "))[-1]
    if any(key.startswith(head) for head in _HEADS):
        return True
    for head in _CAPITAL_HEADS:
        if key == head or key.startswith(head + " "):
            rest = words.split(" ")[head.count(" ") + 1 :]
            return bool(rest) and rest[0][:1].isupper()
    return False


def is_collective(name: str) -> bool:
    """Whether the words stand for several units ("các trường học", "MTTQ và các đoàn thể")."""
    key = search_key(name)
    return bool(COLLECTIVE.search(key)) and not _SINGLE_KHU_PHO.fullmatch(key)


def leading(text: str) -> tuple[int, int, int] | None:
    """The organisation that a line begins with, before its verb or a colon: (start, end, start of the rest).

    "Đoàn Thanh niên phường chỉ đạo …" gives the span of "Đoàn Thanh niên phường". None where the line begins with
    anything else, or where no verb follows soon.
    """
    polite = _POLITE.match(text)
    start = polite.end() if polite else 0
    reach = text[start : start + _REACH]
    verb = _VERB.search(reach)
    colon = reach.find(":")
    if colon >= 0 and (verb is None or colon < verb.start()):
        end, rest = start + colon, start + colon + 1
    elif verb is not None:
        end, rest = start + verb.start(), start + verb.start()
    else:
        return None
    name = text[start:end]
    if not name or (not name[0].isupper() and not polite):
        return None
    return (start, end, rest) if is_organisation(name) else None
