"""What the register may refuse."""

from vitreem.kernel.http.problems import Invalid, Problem

MERGED = "Hồ sơ này đã gộp vào hồ sơ khác. Hãy mở hồ sơ được giữ lại."


class SimilarChildExists(Problem):
    """`child_ids` are records that the caller sees and that may be the same child; naming them in `different_from`
    says that somebody looked."""

    status = 409
    code = "similar_child_exists"
    title = "Có thể trẻ đã có trong sổ"
    detail = "Trong sổ đã có trẻ giống như vậy. Hãy mở ra xem, rồi chọn đúng trẻ hoặc xác nhận là trẻ khác."


class NotAKhuPho(Invalid):
    code = "not_a_khu_pho"
    detail = "Nơi ở của trẻ phải là một khu phố đang hoạt động của phường, xã."


class NotASchool(Invalid):
    code = "not_a_school"
    detail = "Trường học phải là một trường đang hoạt động của phường, xã. Với trường nơi khác, hãy ghi tên trường."


class DayInFuture(Invalid):
    """`field` names the member that holds the day."""

    code = "day_in_future"
    detail = "Ngày này chưa tới."


class DaysInDisorder(Invalid):
    code = "days_in_disorder"
    detail = "Ngày kết thúc không được trước ngày bắt đầu."


class ChildrenNotHere(Invalid):
    """`child_ids` are those who aren't in the register that the caller sees, have left, or were merged."""

    code = "children_not_here"
    detail = "Trong các trẻ đã chọn có trẻ không còn ở phường, xã. Hãy tải lại danh sách rồi chọn lại."


class AlreadyHolds(Problem):
    status = 409
    code = "already_holds"
    title = "Đã ghi rồi"
    detail = "Mục này đang có hiệu lực trong hồ sơ của trẻ. Hãy kết thúc mục cũ trước khi ghi lại."


class GroupOfAnotherAge(Invalid):
    code = "group_of_another_age"
    detail = "Người từ đủ 16 tuổi không còn là trẻ em theo Luật Trẻ em nên không ghi thêm nhóm hoàn cảnh."


class ChildDisagrees(Invalid):
    code = "child_consent_required"
    title = "Cần trẻ đồng ý"
    detail = "Trẻ từ đủ 7 tuổi phải tự đồng ý (Luật Bảo vệ dữ liệu cá nhân Điều 24). Hãy hỏi trẻ trước."


class ConsentRequired(Invalid):
    code = "photo_consent_required"
    title = "Chưa có đồng ý chụp ảnh"
    detail = "Ảnh của trẻ chỉ lưu được khi cha mẹ hoặc người giám hộ, và trẻ từ đủ 7 tuổi, đã đồng ý."


class UnknownHousehold(Invalid):
    code = "unknown_household"
    detail = "Không có hộ này trong khu phố của trẻ."


class MergesInACircle(Invalid):
    code = "merges_in_a_circle"
    detail = "Không gộp được: hồ sơ được giữ lại đang gộp vào chính hồ sơ này, hoặc đã gộp vào hồ sơ khác."
