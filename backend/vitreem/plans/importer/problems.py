"""Why a file can't be read as a plan. Each refusal has a stable code and a Vietnamese sentence; nothing is stored.

What any file may be refused with is the kernel's, with its code; here with what a plan may be.
"""

from vitreem.kernel.files import refusals
from vitreem.kernel.http.problems import Problem


class PlanFileProblem(Problem):
    """Base of every refusal of a plan file; status 422 unless a subclass says otherwise."""

    status = 422
    code = "unreadable_file"
    title = "Không đọc được tệp kế hoạch"
    detail = "Tệp bị hỏng hoặc quá phức tạp nên không đọc được. Hãy mở tệp, lưu lại thành DOCX hoặc PDF rồi thử lại."


class EmptyFile(refusals.EmptyFile, PlanFileProblem):
    pass


class FileTooLarge(refusals.FileTooLarge, PlanFileProblem):
    detail = "Tệp lớn hơn 20 MB. Hãy bỏ bớt hình ảnh hoặc lưu lại thành tệp nhỏ hơn."


class UnsupportedFile(refusals.UnsupportedFile, PlanFileProblem):
    detail = "Chỉ đọc được tệp DOCX, PDF có lớp chữ hoặc văn bản thuần UTF-8. Tệp .doc cũ hãy lưu lại thành .docx."


class ScanWithoutText(PlanFileProblem):
    code = "scan_without_text"
    title = "Bản quét không có lớp chữ"
    detail = "Tệp PDF là ảnh quét, không có lớp chữ. Hãy dùng tệp gốc (DOCX) hoặc PDF xuất từ phần mềm soạn thảo."


class LegacyEncoding(PlanFileProblem):
    code = "legacy_encoding"
    title = "Phông chữ cũ"
    detail = "Văn bản dùng bảng mã cũ (TCVN3 hoặc VNI), không phải Unicode. Hãy chuyển mã sang Unicode rồi tải lại."


class Mojibake(PlanFileProblem):
    code = "mojibake"
    title = "Chữ bị lỗi mã"
    detail = "Chữ trong tệp bị lỗi mã nên không đọc được. Hãy mở tệp gốc và lưu lại với mã UTF-8."


class EncryptedPdf(PlanFileProblem):
    code = "encrypted_pdf"
    title = "PDF có mật khẩu"
    detail = "Tệp PDF được đặt mật khẩu. Hãy bỏ mật khẩu rồi tải lên lại."


class NotADocx(PlanFileProblem):
    code = "not_a_docx"
    title = "Không phải tệp Word"
    detail = (
        "Tệp có đuôi hoặc dạng nén của Word nhưng bên trong không phải văn bản Word. Hãy mở và lưu lại thành .docx."
    )


class ZipBomb(refusals.ZipBomb, PlanFileProblem):
    pass


class ExternalEntity(PlanFileProblem):
    code = "external_entity"
    title = "Tệp chứa khai báo không an toàn"
    detail = "Tệp DOCX chứa khai báo XML tham chiếu ra ngoài nên bị từ chối vì lý do an toàn."


class TooManyPages(refusals.TooManyPages, PlanFileProblem):
    pass


class NotAPlan(PlanFileProblem):
    code = "not_a_plan"
    title = "Không phải kế hoạch"
    detail = "Văn bản này không có bố cục của một kế hoạch (tên loại, nội dung hoạt động, tổ chức thực hiện)."


class ReadingTimedOut(PlanFileProblem):
    code = "reading_timed_out"
    title = "Đọc tệp quá lâu"
    detail = "Tệp quá phức tạp, đọc quá thời gian cho phép. Hãy lưu lại tệp đơn giản hơn rồi thử lại."


ALL: tuple[type[PlanFileProblem], ...] = (
    PlanFileProblem,
    EmptyFile,
    FileTooLarge,
    UnsupportedFile,
    ScanWithoutText,
    LegacyEncoding,
    Mojibake,
    EncryptedPdf,
    NotADocx,
    ZipBomb,
    ExternalEntity,
    TooManyPages,
    NotAPlan,
    ReadingTimedOut,
)
BY_CODE = {problem.code: problem for problem in ALL}
