"""What the verbs of reports and cases may be refused with."""

from vitreem.kernel.http.problems import Invalid, NotAllowed, Problem


class SecondFactorNeeded(NotAllowed):
    code = "second_factor_needed"
    title = "Cần xác thực hai lớp"
    detail = "Phần này chỉ mở cho tài khoản đã bật xác thực hai lớp. Hãy bật ở trang Tài khoản rồi vào lại."


class SignInAgain(Problem):
    """Ten minutes without a touch: the pages of cases close, the rest stays open."""

    status = 401
    code = "sign_in_again"
    title = "Cần xác nhận lại"
    detail = "Đã quá 10 phút không thao tác nên phần vụ việc tạm khóa. Hãy nhập lại mật khẩu; nội dung đã lưu vẫn còn."


class ReceivedLater(Invalid):
    code = "received_later"
    title = "Giờ nhận chưa đúng"
    detail = "Giờ nhận tin không được sau lúc này."


class ReceivedTooEarly(Invalid):
    """No rule was in force yet."""

    code = "received_too_early"
    title = "Giờ nhận chưa đúng"
    detail = "Giờ nhận tin quá xa: khi đó chưa có quy định thời hạn nào. Hãy kiểm tra lại ngày, giờ."


class NotAChild(Invalid):
    """Luật Trẻ em Điều 1."""

    code = "not_a_child"
    title = "Không phải trẻ em"
    detail = "Trẻ em là người dưới 16 tuổi. Hãy kiểm tra ngày sinh hoặc tuổi; tin vẫn giữ trên trang này."


class ChildHasCase(Problem):
    """`case_id` is the one that is open."""

    status = 409
    code = "child_has_case"
    title = "Trẻ đã có vụ việc"
    detail = "Mỗi trẻ có một vụ việc đang mở. Hãy gắn tin này vào vụ việc đã có."


class CaseEnded(Problem):
    """`case_id` is the one that has ended."""

    status = 409
    code = "case_ended"
    title = "Vụ việc đã kết thúc"
    detail = "Vụ việc này đã đóng hoặc đã chuyển đi. Hãy mở lại vụ việc trước, hoặc mở vụ việc mới cho trẻ."


class NobodyNamed(Invalid):
    code = "nobody_named"
    title = "Chưa chọn trẻ"
    detail = "Tiếp nhận tin là mở vụ việc cho từng trẻ: hãy chọn ít nhất một trẻ."


class UnknownSubject(Invalid):
    """`field` names the member."""

    code = "unknown_subject"
    title = "Không có mục này"
    detail = "Không tìm thấy tin báo, vụ việc hoặc người được chọn."


class CannotSeeCases(Invalid):
    code = "cannot_see_cases"
    title = "Chưa được phân công"
    detail = "Người này không có vai trò bảo vệ trẻ em nên không phụ trách hay làm thành viên vụ việc được."


class ReferralShape(Invalid):
    code = "referral_shape"
    title = "Chia sẻ chưa đủ"
    detail = "Chia sẻ một vụ việc cần phần được xem, ngày hết hạn từ hôm nay trở đi, và lý do."


class PaperIncomplete(Invalid):
    """`missing` names the members."""

    code = "paper_incomplete"
    title = "Văn bản chưa đủ"
    detail = "Còn mục bắt buộc chưa ghi. Bản nháp đã lưu; hãy ghi đủ rồi làm tiếp."


class SkipNeedsGround(Invalid):
    code = "skip_needs_ground"
    title = "Cần căn cứ pháp lý"
    detail = "Bước trước theo quy trình chưa có. Muốn bỏ qua thì ghi căn cứ pháp lý, ít nhất 10 chữ."


class OwnPaper(NotAllowed):
    code = "own_paper"
    title = "Văn bản của chính bạn"
    detail = "Không ai tự phê duyệt văn bản mình lập. Hãy nhờ lãnh đạo khác."


class SeparationTooLong(Invalid):
    """`left`: days that are left of the 15 (NĐ 56/2017 Điều 32)."""

    code = "separation_too_long"
    title = "Quá thời hạn tạm thời cách ly"
    detail = "Tạm thời cách ly, kể cả gia hạn, không quá 15 ngày. Hãy sửa ngày kết thúc."


class NotOfGroup(Invalid):
    code = "not_of_group"
    title = "Không thuộc nhóm này"
    detail = "Trường hợp cụ thể đã chọn không thuộc nhóm trẻ em đã chọn. Hãy chọn lại."


class UnknownWard(Invalid):
    code = "unknown_ward"
    title = "Không có phường, xã này"
    detail = "Mã này không phải của phường, xã khác đang dùng phần mềm. Hãy chuyển bằng văn bản rồi đóng vụ việc."


class OfferedAlready(Problem):
    status = 409
    code = "offered_already"
    title = "Đang chờ trả lời"
    detail = "Vụ việc đang chờ một phường, xã khác trả lời. Hãy đợi hoặc rút lại trước."


class AnsweredAlready(Problem):
    status = 409
    code = "answered_already"
    title = "Đã trả lời"
    detail = "Việc chuyển này đã được trả lời. Hãy tải lại trang."


class NotExported(Problem):
    status = 409
    code = "export_not_approved"
    title = "Chưa được duyệt"
    detail = "Lãnh đạo duyệt rồi mới kết xuất vụ việc lên hệ thống quốc gia."


class TurnsOverlap(Invalid):
    code = "turns_overlap"
    title = "Trùng ngày trực"
    detail = "Những ngày này đã có người trực. Hãy kết thúc lượt trực cũ trước."
