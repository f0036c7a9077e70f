"""The proposed kind of a line: weighted words, those at the start count double, side remarks count half."""

import re
import unicodedata

_WORDS = re.compile(r"\w+")
LEAD_WORDS = 9
THRESHOLD = 2.0
# What follows these is the aim or an example, not the work.
_ASIDE = re.compile(r" (?:nhằm|góp phần|như|qua đó|theo chức năng) ")

# Phrases without punctuation, lower case, tone on the first possible vowel (hòa, not hoà).
VOCABULARY: dict[str, dict[str, float]] = {
    "communication": {
        "tuyên truyền": 3,
        "truyền thông": 3,
        "phổ biến": 1.5,
        "băng rôn": 3,
        "khẩu hiệu": 3,
        "loa phát thanh": 2,
        "trên loa": 2,
        "phát thanh": 2,
        "truyền thanh": 2,
        "quảng bá": 2,
        "thông điệp": 1.5,
        "pa nô": 2,
        "pano": 2,
        "tờ rơi": 2,
        "tin bài": 3,
        "đưa tin": 3,
        "fanpage": 1.5,
        "zalo": 1,
        "nâng cao nhận thức": 2,
        "giáo dục pháp luật": 1.5,
    },
    "gift": {
        "tặng quà": 4,
        "trao quà": 4,
        "học bổng": 3,
        "đỡ đầu": 3,
        "phần quà": 3,
        "suất quà": 3,
        "quà": 1.5,
        "thăm": 1,
        "hảo tâm": 2,
        "vận động nguồn lực": 3,
        "huy động nguồn lực": 3,
        "quyên góp": 3,
        "tài trợ": 2,
        "xe đạp": 1.5,
        "khen thưởng": 0.5,
        "ủng hộ": 1,
    },
    "incident": {
        "xâm hại": 1.5,
        "bạo lực": 1,
        "tố giác": 2,
        "điều tra": 3,
        "tội phạm": 3,
        "đấu tranh": 2,
        "hành vi vi phạm": 2,
        "vi phạm pháp luật": 1.5,
        "vụ việc": 2,
        "tố cáo": 1,
        "khiếu nại": 1,
        "can thiệp": 2,
        "bóc lột": 1.5,
        "xử lý nghiêm": 2,
        "bị xâm hại": 1,
        "đường dây nóng": 1.5,
        "tin báo": 2,
    },
    "hazard": {
        "tai nạn": 1,
        "thương tích": 1.5,
        "đuối nước": 1.5,
        "rào chắn": 3,
        "biển báo": 3,
        "biển cảnh báo": 3,
        "cắm biển": 3,
        "không an toàn": 3,
        "mất an toàn": 3,
        "nguy hiểm": 2,
        "ao hồ": 2,
        "hồ ao": 2,
        "hố sâu": 2,
        "phòng chống tai nạn": 2,
        "phòng chống đuối nước": 2,
        "an toàn giao thông": 1.5,
        "công trình": 0.5,
        "nguy cơ": 0.5,
        "phòng cháy": 2,
    },
    "health": {
        "khám": 2,
        "chữa bệnh": 2,
        "vitamin": 3,
        "tẩy giun": 3,
        "tiêm chủng": 3,
        "dịch bệnh": 2,
        "sức khỏe": 2,
        "dinh dưỡng": 2,
        "y tế": 0.5,
        "cân đo": 2,
        "an toàn thực phẩm": 2,
        "sơ cấp cứu": 2,
        "vắc xin": 2,
    },
    "summer": {
        "sinh hoạt hè": 4,
        "hoạt động hè": 3,
        "dịp hè": 1.5,
        "mùa hè": 0.5,
        "nghỉ hè": 1.5,
        "bàn giao": 1.5,
        "hè": 1,
        "dạy bơi": 2,
        "lớp bơi": 2,
    },
    "recreation": {
        "vui chơi": 2,
        "giải trí": 2,
        "văn nghệ": 2,
        "thể dục thể thao": 2,
        "thiết chế văn hóa": 3,
        "thể thao": 1.5,
        "trò chơi": 2,
        "điểm vui chơi": 2,
        "sân chơi": 2,
        "thư viện": 1.5,
        "chiếu phim": 2,
    },
    "civil_status": {
        "khai sinh": 4,
        "hộ tịch": 3,
        "nuôi con nuôi": 3,
        "xác định cha mẹ": 3,
        "nhận cha mẹ con": 3,
        "trợ giúp pháp lý": 1,
        "thẻ bảo hiểm y tế": 1,
    },
    "policy": {
        "chính sách": 1.5,
        "trợ giúp": 1.5,
        "trợ cấp": 3,
        "bảo trợ xã hội": 3,
        "chế độ": 1.5,
        "khuyết tật": 1,
        "mồ côi": 1,
        "hộ nghèo": 0.5,
        "hộ cận nghèo": 0.5,
        "bảo hiểm y tế": 1.5,
        "hỗ trợ kinh phí": 1,
    },
    "scorecard": {
        "phù hợp với trẻ em": 3,
        "tiêu chuẩn": 1.5,
        "tiêu chí": 2,
        "chấm điểm": 3,
        "chỉ tiêu": 1,
        "tự đánh giá": 2,
    },
    "report": {"báo cáo": 2, "báo cáo kết quả": 2, "tổng hợp": 1.5, "tổng hợp báo cáo": 2, "gửi báo cáo": 2},
    "plan": {"xây dựng kế hoạch": 3, "ban hành kế hoạch": 3, "lập kế hoạch": 3, "xây dựng chương trình": 2},
    "activity": {
        "tổ chức ngày": 3,
        "tổ chức các hoạt động": 2,
        "tổ chức hoạt động": 2,
        "lễ phát động": 4,
        "phát động": 2,
        "diễn đàn": 3,
        "ngày quốc tế thiếu nhi": 1.5,
        "hội trại": 3,
        "ngày hội": 3,
        "đối thoại": 2,
        "hội thi": 2,
    },
}
# A group title is about a field rather than a piece of work.
GROUP_VOCABULARY: dict[str, dict[str, float]] = {
    "support": {"hỗ trợ": 4, "chăm sóc": 3, "trợ giúp": 3, "bảo vệ": 1, "can thiệp": 1, "hoàn cảnh đặc biệt": 1},
    "gift": {"nguồn lực": 3, "vận động": 2},
    "incident": {"phòng chống xâm hại": 3, "phòng ngừa": 1},
    "hazard": {"rà soát": 1, "môi trường an toàn": 3},
    "activity": {"sự tham gia": 3, "phong trào": 2, "quyền tham gia": 3},
}
_TONE_PAIRS = {
    "oà": "òa",
    "oá": "óa",
    "oả": "ỏa",
    "oã": "õa",
    "oạ": "ọa",
    "oè": "òe",
    "oé": "óe",
    "oẻ": "ỏe",
    "oẽ": "õe",
    "oẹ": "ọe",
    "uỳ": "ùy",
    "uý": "úy",
    "uỷ": "ủy",
    "uỹ": "ũy",
    "uỵ": "ụy",
}


def plain_words(text: str) -> str:
    """Lower case words with one space between and at both ends, tones written the usual way."""
    lowered = unicodedata.normalize("NFC", text.lower())
    return " " + " ".join(one_tone_place(word) for word in _WORDS.findall(lowered)) + " "


def one_tone_place(word: str) -> str:
    """ "hoà" as "hòa", "uỷ" as "ủy"; "quý" and closed syllables ("hoàn") stay."""
    pair = _TONE_PAIRS.get(word[-2:])
    return word[:-2] + pair if pair and not (word.startswith("qu") and word[-2] == "u") else word


def scores(text: str) -> dict[str, float]:
    """Points per kind; phrases in the first words count double, in an aside half."""
    words = plain_words(text)
    lead_end = _nth_space(words, LEAD_WORDS)
    aside = _ASIDE.search(words)
    aside_start = aside.start() if aside and aside.start() > lead_end // 2 else len(words)
    out: dict[str, float] = {}
    for kind, phrases in VOCABULARY.items():
        points = 0.0
        for phrase, weight in phrases.items():
            at = words.find(f" {phrase} ")
            if at >= 0:
                points += weight * (2 if at < lead_end and at < aside_start else 0.5 if at >= aside_start else 1)
        if points:
            out[kind] = points
    return out


def propose(text: str) -> str:
    """The kind with most points, or `other` when none has enough."""
    points = scores(text)
    best = max(points, key=lambda kind: points[kind], default="other")
    return best if points.get(best, 0) >= THRESHOLD else "other"


def propose_for_group(title: str, activities: list[str]) -> str:
    """Kind of a group: its title decides; only a title without known words looks at its lines."""
    points = scores(title)
    words = plain_words(title)
    for kind, phrases in GROUP_VOCABULARY.items():
        points[kind] = points.get(kind, 0) + sum(weight for phrase, weight in phrases.items() if f" {phrase} " in words)
    best = max(points, key=lambda kind: points[kind])
    if points[best] >= THRESHOLD:
        return best
    proposals = [kind for kind in map(propose, activities) if kind != "other"]
    return max(proposals, key=proposals.count, default="other")


def _nth_space(words: str, count: int) -> int:
    at = 0
    for _ in range(count):
        at = words.find(" ", at + 1)
        if at < 0:
            return len(words)
    return at
