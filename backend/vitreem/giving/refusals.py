"""What giving may refuse."""

from vitreem.kernel.clock import LAST_DAY
from vitreem.kernel.http.problems import Invalid, Problem


class NotEnough(Problem):
    """`there` is how much the account holds, in đồng."""

    status = 409
    code = "not_enough_money"
    title = "Không đủ tiền"
    detail = "Số tiền còn lại không đủ."


class NothingNominated(Invalid):
    code = "nothing_nominated"
    title = "Danh sách chưa có trẻ nào"
    detail = "Thêm ít nhất một trẻ vào danh sách trước đã."


class OverlappingGift(Problem):
    """`overlaps`: for each child what speaks against the gift. With `override_reason` it is taken, unless the round
    refuses a second gift (`strict`)."""

    status = 409
    code = "overlapping_gift"
    title = "Có trẻ đã có phần quà"
    detail = "Có trẻ đã nằm trong danh sách hoặc đã có quà dịp này. Xem từng trẻ, bỏ ra hoặc ghi lý do."


class UnknownChild(Invalid):
    code = "unknown_child"
    title = "Có trẻ không chọn được"
    detail = (
        "Có trẻ không thuộc đơn vị, đã chuyển đi, đã gộp hồ sơ hoặc không còn trong sổ. Tải lại danh sách rồi chọn lại."
    )


class NotANominator(Invalid):
    code = "not_a_nominator"
    detail = "Đơn vị này không được giao lập danh sách của đợt."


class QuotaExceeded(Problem):
    """`quota` is how many the unit may nominate besides its reserve."""

    status = 409
    code = "quota_exceeded"
    title = "Quá chỉ tiêu"
    detail = "Số trẻ vượt chỉ tiêu giao cho đơn vị. Bỏ bớt hoặc đưa vào danh sách dự phòng."


class ChangesUnread(Problem):
    """`changes` names what happened to children of the list since; approving with this `digest` says: it was read."""

    status = 409
    code = "changes_unread"
    title = "Có thay đổi từ khi lập danh sách"
    detail = "Từ khi lập danh sách có trẻ đã chuyển đi, đã mất, đủ 16 tuổi hoặc gộp hồ sơ. Xem từng trẻ rồi duyệt lại."


class NotAReserve(Invalid):
    code = "not_a_reserve"
    detail = "Dòng thay thế phải là một dòng dự phòng còn trống của cùng đợt."


class AmountOfRound(Invalid):
    """Who nominates doesn't say how much: the ward and whose round it is do."""

    code = "amount_of_round"
    detail = "Mức của mỗi phần do phường hoặc đơn vị chủ đợt định. Đơn vị lập danh sách không đổi được."


class DayNotReached(Invalid):
    """`field` names the member that holds the day."""

    code = "day_not_reached"
    detail = "Ngày này chưa tới."


class DayTooEarly(Invalid):
    """`field` names the member that holds the day, `earliest` the first day that is taken."""

    code = "day_too_early"
    detail = "Ngày này quá sớm."


class TooLate(Invalid):
    """`field` names the member that holds the day."""

    code = "too_late"
    detail = f"Lần trao cuối sẽ sau ngày {LAST_DAY:%d/%m/%Y}. Chọn ngày sớm hơn."


class UnreadableNumbers(Invalid):
    code = "unreadable_numbers"
    detail = "Ghi số thứ tự như «1-8, 10, 12»."


class UnknownNumbers(Invalid):
    """`numbers` aren't in the unit's list."""

    code = "unknown_numbers"
    title = "Có số không có trong danh sách"
    detail = "Có số thứ tự không có trong danh sách của đơn vị. Chưa ghi gì; hãy sửa lại."


class AlreadyReversed(Problem):
    status = 409
    code = "already_reversed"
    title = "Đã sửa rồi"
    detail = "Khoản này đã được sửa bằng một bút toán ngược, hoặc không sửa được ở đây."


class UnknownDonor(Invalid):
    code = "unknown_donor"
    detail = "Không có nhà tài trợ này, hoặc bạn không được xem."


class AgesReversed(Invalid):
    code = "ages_reversed"
    detail = "«Từ tuổi» không được lớn hơn «Đến tuổi»."


class NominateTooLate(Invalid):
    code = "nominate_too_late"
    detail = "Hạn lập danh sách phải trước hoặc đúng ngày trao đầu tiên."


class AmountTooLarge(Invalid):
    code = "amount_too_large"
    detail = "Số tiền quá lớn. Kiểm tra lại số lượng và trị giá."


class ChildTwice(Problem):
    """`line_ids` are of one child, whose records were merged after they were nominated."""

    status = 409
    code = "child_twice"
    title = "Một trẻ đứng hai dòng"
    detail = "Một trẻ đứng hai dòng của danh sách vì hai hồ sơ đã gộp làm một. Hãy bỏ một dòng rồi duyệt."


class StillToDeliver(Problem):
    """`count` shares are neither handed over nor closed with a reason."""

    status = 409
    code = "still_to_deliver"
    title = "Còn phần quà chưa trao"
    detail = "Còn phần quà chưa trao. Ghi đã trao, hoặc chưa nhận kèm lý do, rồi kết thúc đợt."
