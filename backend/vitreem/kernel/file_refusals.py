"""What a file that somebody sent is refused with. Every refusal says what the person can do about it."""

from vitreem.kernel.problems import Invalid, TooLarge


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


# What looking at a file may be refused with, for a route's `responses`.
OF_FILE = (EmptyFile, FileTooLarge, UnsupportedFile, HeicPicture, BrokenFile, TooManyPixels)
