"""What a file that somebody sent is refused with. Every refusal says what the person can do about it."""

from enum import StrEnum

from vitreem.kernel.http.problems import Invalid, TooLarge


class UnsupportedFile(Invalid):
    status = 415
    code = "unsupported_file"
    title = "Loại tệp không nhận"
    detail = "Chỉ nhận ảnh (JPG, PNG, WebP), PDF, Word (.docx) và Excel (.xlsx)."


class HeicPicture(Invalid):
    status = 415
    code = "heic_picture"
    title = "Ảnh HEIC chưa nhận được"
    detail = (
        "Ảnh này ở dạng HEIC của điện thoại. Hãy lưu lại thành JPG rồi gửi; trên iPhone, chọn Cài đặt › Camera › "
        "Định dạng › Tương thích nhất để các ảnh sau là JPG."
    )


class BrokenFile(Invalid):
    code = "broken_file"
    title = "Tệp hỏng"
    detail = "Tệp này hỏng hoặc không đúng loại như tên của nó. Hãy chọn lại tệp."


class EmptyFile(Invalid):
    code = "empty_file"
    title = "Tệp rỗng"
    detail = "Tệp này không có nội dung. Hãy chọn lại tệp."


class FileTooLarge(TooLarge):
    code = "file_too_large"
    detail = "Tệp lớn hơn 25 MB. Hãy giảm cỡ tệp rồi gửi lại."


class TooManyPixels(Invalid):
    code = "too_many_pixels"
    title = "Ảnh quá lớn"
    detail = "Ảnh lớn hơn 51 triệu điểm ảnh. Hãy chụp ở cỡ nhỏ hơn."


class ZipBomb(Invalid):
    code = "zip_bomb"
    title = "Tệp bung ra quá lớn"
    detail = "Tệp này bung ra quá lớn nên không được mở. Hãy lưu lại tệp bằng Word hoặc Excel rồi gửi."


class ProtectedFile(Invalid):
    code = "protected_file"
    title = "Tệp có mật khẩu"
    detail = "Tệp này có mật khẩu. Hãy lưu lại không mật khẩu rồi gửi."


class TooManyPages(Invalid):
    code = "too_many_pages"
    title = "Tài liệu quá dài"
    detail = "Tài liệu có hơn 1.000 trang. Hãy tách thành nhiều tệp."


class Foreign(StrEnum):
    """What a file has inside that isn't kept: it would run, or ask for something, where the file is opened."""

    MACROS = "macros"
    OBJECTS = "embedded_objects"
    DDE = "dde"
    WEB = "web_content"
    SUBDOCUMENTS = "subdocuments"
    MAIL_MERGE = "mail_merge"
    DATA_CONNECTIONS = "data_connections"
    ENTITIES = "external_entities"
    SIGNATURE = "signature"
    UNKNOWN_PARTS = "unknown_parts"
    FIELDS = "endless_fields"
    SCRIPTS = "scripts"
    LAUNCH = "launch"
    ATTACHMENTS = "attachments"
    AUTOMATIC = "automatic_actions"
    MEDIA = "media"
    SIGNED = "signed_unclean"


_SENTENCES = {
    Foreign.MACROS: "Tệp có macro (chương trình chạy khi mở). Hãy lưu lại thành .docx hoặc .xlsx không macro.",
    Foreign.OBJECTS: "Tệp có đối tượng nhúng (OLE, ActiveX, tệp trong tệp). Hãy xóa đối tượng, hoặc dán lại dạng ảnh.",
    Foreign.DDE: "Tệp có liên kết DDE, tức là gọi chương trình khác khi mở. Hãy bỏ liên kết, chỉ giữ kết quả.",
    Foreign.WEB: (
        "Tệp lấy nội dung từ nơi khác khi mở (ảnh, đoạn văn hoặc hàm đọc từ mạng). Trong Word, hãy bấm Ctrl+A rồi "
        "Ctrl+Shift+F9; trong Excel, dán lại dạng giá trị; rồi lưu và gửi lại."
    ),
    Foreign.SUBDOCUMENTS: "Tệp ghép từ tài liệu con ở nơi khác. Hãy gộp tất cả vào một tệp rồi gửi.",
    Foreign.MAIL_MERGE: "Tệp trộn thư còn nối với danh sách nguồn. Hãy trộn xong rồi gửi tệp kết quả.",
    Foreign.DATA_CONNECTIONS: "Tệp Excel có kết nối dữ liệu bên ngoài. Hãy xóa kết nối, chỉ giữ giá trị.",
    Foreign.ENTITIES: "Tệp có khai báo lạ (DTD) không có trong tệp Word, Excel thật. Hãy lưu lại tệp rồi gửi.",
    Foreign.SIGNATURE: "Tệp có chữ ký số, và chữ ký sẽ mất khi tệp được làm sạch. Hãy xuất ra PDF rồi gửi.",
    Foreign.UNKNOWN_PARTS: "Tệp có phần bên trong không nhận ra. Hãy lưu lại bằng Word hoặc Excel rồi gửi.",
    Foreign.FIELDS: (
        "Tệp Word có trường (field) lồng nhau quá nhiều hoặc không khép lại. Trong Word, hãy bấm Ctrl+A rồi "
        "Ctrl+Shift+F9 để chỉ giữ kết quả, rồi lưu và gửi lại."
    ),
    Foreign.SCRIPTS: "Tệp PDF có mã chạy khi mở. Hãy in lại ra PDF (Print to PDF) rồi gửi.",
    Foreign.LAUNCH: "Tệp PDF có lệnh mở chương trình hoặc tệp khác. Hãy in lại ra PDF (Print to PDF) rồi gửi.",
    Foreign.ATTACHMENTS: "Tệp PDF có tệp khác đính bên trong. Hãy gửi từng tệp riêng, hoặc in lại ra PDF.",
    Foreign.AUTOMATIC: "Tệp PDF tự làm một việc khi mở (in, mở trang web). Hãy in lại ra PDF (Print to PDF) rồi gửi.",
    Foreign.MEDIA: "Tệp PDF có âm thanh, phim hoặc hình 3D bên trong. Hãy in lại ra PDF (Print to PDF) rồi gửi.",
    Foreign.SIGNED: (
        "Tệp PDF có chữ ký số và có phần cần làm sạch (liên kết ra ngoài trang web, nơi chụp, phần thừa); làm sạch thì "
        "chữ ký sẽ mất. Hãy gửi bản in ra PDF, hoặc xin bản ký lại từ tệp sạch."
    ),
}


class ForeignContent(Invalid):
    """`what` is a value of `Foreign`; `detail` is its sentence."""

    code = "foreign_content"
    title = "Tệp có nội dung lạ"
    detail = _SENTENCES[Foreign.MACROS]


def foreign(what: Foreign, **extra: str) -> ForeignContent:
    """The refusal of this content; `extra` names the place, e.g. `part`."""
    return ForeignContent(_SENTENCES[what], what=what.value, **extra)


# What looking at a file may be refused with, for a route's `responses`.
OF_FILE = (
    EmptyFile, FileTooLarge, UnsupportedFile, HeicPicture, BrokenFile, TooManyPixels, ZipBomb, ProtectedFile,
    TooManyPages, ForeignContent,
)  # fmt: skip
