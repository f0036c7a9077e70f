"""Activities: planned, announced, held, reported; the seven areas of Thông tư 28/2019/TT-BLĐTBXH Điều 3."""
