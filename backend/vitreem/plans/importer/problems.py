"""Why a file can't be read as a plan. Each refusal has a stable code and a Vietnamese sentence; nothing is stored."""

from vitreem.kernel.http.problems import Problem


class PlanFileProblem(Problem):
    """Base of every refusal of a plan file; status 422 unless a subclass says otherwise."""

    status = 422
    code = "unreadable_file"
    title = "Không đọc được tệp kế hoạch"
    detail = "Tệp bị hỏng hoặc quá phức tạp nên không đọc được. Hãy mở tệp, lưu lại thành DOCX hoặc PDF rồi thử lại."


class EmptyFile(PlanFileProblem):
    code = "empty_file"
    title = "Tệp rỗng"
    detail = "Tệp không có nội dung. Hãy kiểm tra lại tệp rồi tải lên lần nữa."


class FileTooLarge(PlanFileProblem):
    status = 413
    code = "file_too_large"
    title = "Tệp quá lớn"
    detail = "Tệp lớn hơn 20 MB. Hãy bỏ bớt hình ảnh hoặc lưu lại thành tệp nhỏ hơn."


class UnsupportedFile(PlanFileProblem):
    code = "unsupported_file"
    title = "Loại tệp chưa đọc được"
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


class ZipBomb(PlanFileProblem):
    code = "zip_bomb"
    title = "Tệp nén bất thường"
    detail = "Tệp DOCX khi bung ra lớn bất thường nên bị từ chối vì lý do an toàn."


class ExternalEntity(PlanFileProblem):
    code = "external_entity"
    title = "Tệp chứa khai báo không an toàn"
    detail = "Tệp DOCX chứa khai báo XML tham chiếu ra ngoài nên bị từ chối vì lý do an toàn."


class TooManyPages(PlanFileProblem):
    code = "too_many_pages"
    title = "Văn bản quá dài"
    detail = "Văn bản dài hơn 1.000 trang. Hãy tách riêng phần kế hoạch rồi tải lên."


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
