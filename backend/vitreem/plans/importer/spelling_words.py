"""Two-syllable words that plans for children use all the time: the evidence against which a misprint is seen.

One string per field of work keeps the list readable; commas separate words.
"""

_FIELDS = (
    "trẻ em, thiếu nhi, thiếu niên, nhi đồng, học sinh, gia đình, cha mẹ, cộng đồng, xã hội, nhân dân, hội viên,"
    " đoàn viên, đội viên, cán bộ, công chức, viên chức, người dân, phụ huynh, giáo viên, nhà trường, trường học",
    "hành động, hoạt động, vận động, phát động, lao động, chủ động, tổ chức, triển khai, thực hiện, kế hoạch,"
    " chương trình, nội dung, hình thức, chủ đề, thông điệp, khẩu hiệu, mục đích, yêu cầu, nhiệm vụ, giải pháp",
    "bảo vệ, chăm sóc, giáo dục, hỗ trợ, trợ giúp, tư vấn, can thiệp, phòng ngừa, phòng chống, ngăn chặn, phát hiện,"
    " tố giác, tố cáo, xâm hại, bạo lực, bóc lột, tội phạm, điều tra, pháp luật, vi phạm, hành vi, khiếu nại",
    "môi trường, an toàn, thân thiện, lành mạnh, tai nạn, thương tích, đuối nước, nguy hiểm, nguy cơ, biển báo,"
    " rào chắn, công trình, giao thông, thiên tai, dịch bệnh, bệnh tật, mùa hè, sinh hoạt, vui chơi, giải trí, bổ ích",
    "tuyên truyền, truyền thông, phổ biến, quảng bá, phát thanh, băng rôn, nhận thức, trách nhiệm, kiến thức, kỹ năng,"
    " quan tâm, phát triển, toàn diện, bền vững, phồn vinh, hạnh phúc, thiết thực, ý nghĩa, hiệu quả, phù hợp, ưu tiên",
    "tặng quà, trao quà, học bổng, đỡ đầu, nguồn lực, ngân sách, kinh phí, hoàn cảnh, đặc biệt, khó khăn, khuyết tật,"
    " mồ côi, hộ nghèo, cận nghèo, chính sách, chế độ, trợ cấp, nhà nước, hảo tâm, cá nhân, doanh nghiệp",
    "khai sinh, hộ tịch, tư pháp, địa chính, xây dựng, văn hóa, thể thao, thể dục, văn nghệ, thông tin, y tế,"
    " sức khỏe, tiêm chủng, dinh dưỡng, khám bệnh, chữa bệnh, tâm thần, tâm lý, quốc gia, quốc tế,"
    " tổng đài, điện thoại",
    "phối hợp, tham mưu, hướng dẫn, kiểm tra, giám sát, rà soát, theo dõi, đôn đốc, báo cáo, tổng hợp, đánh giá,"
    " kết quả, tiến độ, thời gian, phạm vi, địa bàn, địa phương, khu phố, cơ quan, đơn vị, đoàn thể, thành phần",
    "tăng cường, nâng cao, đẩy mạnh, bảo đảm, đảm bảo, huy động, tiếp tục, tiếp nhận, giải quyết, xử lý, kịp thời,"
    " thường xuyên, đầy đủ, chặt chẽ, đồng bộ, đồng thời, quyền lợi, lợi ích, hợp pháp, quy định, quy trình, thủ tục",
    "thanh niên, phụ nữ, nông dân, công đoàn, công an, ủy ban, mặt trận, chính quyền, lãnh đạo, chủ tịch, lực lượng,"
    " xung kích, tình nguyện, tích cực, sáng tạo, thành tích, học tập, rèn luyện, khen thưởng, biểu dương, tuyên dương",
)

WORDS: frozenset[tuple[str, str]] = frozenset(
    (first, second)
    for field in _FIELDS
    for first, _, second in (word.strip().partition(" ") for word in field.split(","))
)
