"""The parts of an administrative document: head, title, preamble, body, closing, recipients, signature, annexes.

Layout of NĐ 30/2020/NĐ-CP, Phụ lục I.
"""

import re
from dataclasses import dataclass
from datetime import date

from vitreem.kernel.text import search_key
from vitreem.plans.importer import dates
from vitreem.plans.importer.markers import Rank
from vitreem.plans.importer.problems import NotAPlan
from vitreem.plans.importer.reading import Signature
from vitreem.plans.importer.segment import Paragraph
from vitreem.plans.importer.source import Source

_PLAN = re.compile(r"(?:du thao )?ke hoach\b")
_OTHER_KINDS = (
    "bao cao", "thong bao", "quyet dinh", "to trinh", "giay moi", "bien ban", "nghi quyet", "cong van", "huong dan",
    "chi thi", "cong dien", "giay gioi thieu", "thu moi", "hop dong", "ban tin", "don de nghi",
)  # fmt: skip
_NUMBER = re.compile(r"Số ?: ?(\d{1,5}[a-z]?) ?/ ?([A-ZĐ]{2,}[A-ZĐa-z0-9/-]*)")
_ISSUED = re.compile(r", ?ngày (\d{1,2}) tháng (\d{1,2}) năm (\d{4})|ngày (\d{1,2}) tháng (\d{1,2}) năm (\d{4})$")
_CAPACITY = re.compile(r"(?:TM|KT|TL|TUQ|Q)\. ?\S")
_OFFICE = re.compile(r"(?:PHÓ |Q\. ?)?(?:CHỦ TỊCH|TRƯỞNG PHÒNG|CHÁNH VĂN PHÒNG|BÍ THƯ)")
_CAPACITY_INSIDE = re.compile(r" (?=(?:TM|KT|TL|TUQ)\. ?[A-ZĐ]|(?:PHÓ )?CHỦ TỊCH)")
_HEAD_REACH = 40  # paragraphs in which the name of the document type must stand
_NAME_WORDS = range(2, 7)


@dataclass(slots=True)
class Parts:
    title: str
    number: str | None
    issued_on: date | None
    head_end: int
    preamble: list[Paragraph]
    body: list[Paragraph]
    closing: list[Paragraph]
    recipients: list[str]
    archive_line: str | None
    signature: Signature

    @property
    def preamble_span(self) -> tuple[int, int]:
        return (self.preamble[0].start, self.preamble[-1].end) if self.preamble else (self.head_end, self.head_end)


def split(source: Source, paragraphs: list[Paragraph]) -> Parts:
    """Cut the document into its parts; `NotAPlan` where it names itself something else."""
    words = [source.words(paragraph.start, paragraph.end) for paragraph in paragraphs]
    kind = _kind_line(words)
    first_section = _first_section(paragraphs, 0 if kind is None else kind + 1)
    title, after_title = _title(words, kind, first_section)
    footer = _footer(words, first_section)
    annex = _annex(words, footer)
    closing = _closing(words, paragraphs, first_section, footer)
    head = words[: kind if kind is not None else 0]
    recipients, archive, signature = _foot(words[footer:annex])
    head_end = paragraphs[after_title - 1].end if after_title else 0
    return Parts(
        title,
        _document_number(head),
        _issued(head),
        head_end,
        paragraphs[after_title:first_section],
        paragraphs[first_section:closing] + paragraphs[annex:],
        paragraphs[closing:footer],
        recipients,
        archive,
        signature,
    )


def _kind_line(words: list[str]) -> int | None:
    """The paragraph that names the type of the document."""
    for index, text in enumerate(words[:_HEAD_REACH]):
        key = search_key(text).strip(" .:")
        # A name of a type stands alone in capitals, or opens a short line in capitals.
        if not text[:7].isupper() and text.strip(" .:") not in ("Kế hoạch", "Kế Hoạch"):
            continue
        if _PLAN.match(key):
            return index
        if any(key == kind or (text.isupper() and key.startswith(kind + " ")) for kind in _OTHER_KINDS):
            raise NotAPlan(f"Văn bản này là “{text[:60].capitalize()}”, không phải kế hoạch.")
    return None


def _first_section(paragraphs: list[Paragraph], begin: int) -> int:
    """Index of the first paragraph with a number of a section."""
    for index in range(begin, len(paragraphs)):
        marker = paragraphs[index].marker
        if paragraphs[index].cell is None and marker is not None and marker.rank <= Rank.ARABIC:
            return index
    return begin


def _title(words: list[str], kind: int | None, first_section: int) -> tuple[str, int]:
    """The title and the index after it: the words on the line of the type, or the paragraphs right below it."""
    if kind is None:
        return "", 0
    own = re.sub(r"^(?:DỰ THẢO )?KẾ HOẠCH[ :–-]*", "", words[kind], count=1, flags=re.IGNORECASE).strip()
    end = kind + 1
    lines = [own] if own else []
    while end < first_section and not _opens_preamble(words[end]) and len(lines) < (2 if own else 3):
        if lines and not (words[end].isupper() or words[end][0].islower()) and len(" ".join(lines)) > 20:
            break
        lines.append(words[end])
        end += 1
    return " ".join(lines), end


def _opens_preamble(text: str) -> bool:
    return search_key(text[:24]).startswith(
        ("thuc hien ", "can cu ", "nham ", "trien khai thuc hien", "huong ung", "thuc hien", "uy ban nhan dan", "ubnd")
    ) or text.endswith((";", "như sau:"))


def _document_number(head: list[str]) -> str | None:
    for text in head:
        if match := _NUMBER.search(text):
            return f"{match[1]}/{match[2]}".rstrip("/-")
    return None


def _issued(head: list[str]) -> date | None:
    for text in head:
        if match := _ISSUED.search(text):
            day, month, year = (group for group in match.groups() if group)
            return dates.make(int(year), int(month), int(day))
    return None


def _footer(words: list[str], begin: int) -> int:
    """Where recipients or signature begin, whichever comes first."""
    for index in range(begin, len(words)):
        if search_key(words[index][:12]).startswith("noi nhan") and len(words[index]) < 80 and ":" in words[index]:
            return index
        if _CAPACITY.match(words[index]) and words[index][:24].isupper():
            return index
    return len(words)


def _annex(words: list[str], footer: int) -> int:
    for index in range(footer, len(words)):
        if search_key(words[index][:16]).startswith("phu luc"):
            return index
    return len(words)


def _closing(words: list[str], paragraphs: list[Paragraph], begin: int, footer: int) -> int:
    """Where the last words begin: "Trên đây là …", or an unnumbered last paragraph that ends "./."."""
    for index in range(footer - 1, begin - 1, -1):
        if search_key(words[index][:12]).startswith("tren day"):
            return index
    last = footer - 1
    if last > begin and paragraphs[last].marker is None and words[last].endswith("./."):
        return last
    return footer


def _foot(words: list[str]) -> tuple[list[str], str | None, Signature]:
    """Recipients (with the archive line, as printed), capacity lines and the name after them."""
    recipients: list[str] = []
    capacity: list[str] = []
    archive, name, listing = None, None, False
    for text in (line for paragraph in words for line in _side_by_side(paragraph)):
        key = search_key(text)
        if key.startswith("noi nhan"):
            listing = True
            rest = text.partition(":")[2].strip()
            if not rest:
                continue
            text, key = rest, search_key(rest)
        if _CAPACITY.match(text) or _OFFICE.match(text):
            capacity.append(text)
            continue
        line = re.sub(r"^[-–+*•] ?", "", text).rstrip(" ;.,")
        if listing and ((text != line and text[0] in "-–+*•") or not capacity or key.startswith("luu")):
            recipients.append(line)
            if search_key(line).startswith("luu"):
                archive = line
        elif capacity and _is_name(line):
            name = line
    return recipients, archive, Signature(capacity=capacity, name=name)


def _side_by_side(text: str) -> list[str]:
    """A line of recipients with a capacity line beside it, as two columns come out of some PDF files."""
    alone = _CAPACITY.match(text) or _OFFICE.match(text)
    return [text] if alone else _CAPACITY_INSIDE.split(text, maxsplit=1)


def _is_name(text: str) -> bool:
    parts = text.split()
    return len(parts) in _NAME_WORDS and all(part[0].isupper() and part.isalpha() for part in parts)
