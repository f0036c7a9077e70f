"""Examples of requests and replies for the OpenAPI document, made from the schemas themselves.

A model that has its own `examples` keeps them; every other model that an operation takes or gives gets one, so that an
integrator sees a whole believable record, and nobody writes it by hand and lets it grow old.
"""

import re
from typing import Any

_REF = "#/components/schemas/"

# What a text is called tells what stands in it.
_WORDS: dict[str, str] = {
    "title": "Quốc tế thiếu nhi 1/6 tại khu phố",
    "text": "Tổ chức vui chơi cho trẻ em nhân ngày Quốc tế thiếu nhi 1/6.",
    "name": "Khu phố 3",
    "unit_name": "Khu phố 3",
    "full_name": "Lê Văn Hùng",
    "personal_number": "045317001234",
    "purpose": "Lập danh sách tặng quà 1/6",
    "person_name": "Lê Văn Hùng",
    "author_name": "Lê Văn Hùng",
    "actor_name": "Lê Văn Hùng",
    "lead_name": "Trần Quốc Bảo",
    "login": "kp3.anbinh",
    "lead_login": "lanhdao.anbinh",
    "position": "Trưởng khu phố",
    "phone": "0912 345 678",
    "email": "khupho3@anbinh.vn",
    "password": "mot cau dai de nho 7",
    "new_password": "mua he vui khoe 2026",
    "current_password": "mot cau dai de nho 7",
    "code": "99101",
    "province": "Tỉnh Nam Hải",
    "number": "V.1.1",
    "theme": "Hành động thiết thực, ưu tiên nguồn lực cho trẻ em",
    "result": "Đã tổ chức tối 31/5 tại nhà văn hóa khu phố, 86 cháu tham dự.",
    "reason": "Bổ sung số trẻ tham dự và ảnh chụp rõ hơn.",
    "return_reason": "Bổ sung số trẻ tham dự và ảnh chụp rõ hơn.",
    "comment": "Đã xem, số liệu đầy đủ.",
    "url": "https://anbinh.vn/tin/ngay-hoi-thieu-nhi",
    "file_name": "anh-hoat-dong.jpg",
    "media_type": "image/jpeg",
    "record_kind": "plan",
    "kind": "communication",
    "path": "/plans/0192f0c1-7a2b-7c3d-8e4f-5a6b7c8d9e0f",
    "assignee_text": "Các khu phố",
    "group_title": "Công tác truyền thông",
    "group_number": "IV.1",
}
_NUMBERS: dict[str, int] = {"total": 40, "year": 2026, "version": 3, "size": 248_113, "position": 1}
_FORMATS = {
    "uuid": "0192f0c1-7a2b-7c3d-8e4f-5a6b7c8d9e0f",
    "date": "2026-06-01",
    "date-time": "2026-06-01T02:30:00Z",
    "time": "08:00:00",
    "binary": "anh-hoat-dong.jpg",
}
# For what has a form of its own: the first that fits.
_FORMED = (
    "123456", "99101", "#1f6f6b", "08:00", "2026-06", "https://anbinh.vn/tin/ngay-hoi-thieu-nhi", "kp3.anbinh",
    "children",
)  # fmt: skip
_DEEPEST = 6


def fill(document: dict[str, Any]) -> dict[str, Any]:
    """Give each body of each operation an example, unless it has one; returns the same document."""
    schemas = document.get("components", {}).get("schemas", {})
    for operations in document["paths"].values():
        for operation in operations.values():
            bodies = [operation["requestBody"]] if "requestBody" in operation else []
            bodies += [reply for code, reply in operation["responses"].items() if code.startswith("2")]
            for body in bodies:
                for media_type, content in body.get("content", {}).items():
                    if media_type in ("application/json", "multipart/form-data"):
                        _explain(content, schemas)
    return document


def _explain(content: dict[str, Any], schemas: dict[str, Any]) -> None:
    schema = content.get("schema")
    if not schema or "example" in content or "examples" in content:
        return
    named = schemas[schema["$ref"].removeprefix(_REF)] if "$ref" in schema else schema
    if not named.get("examples"):
        named["examples"] = [example(named, schemas)]


def example(schema: dict[str, Any], schemas: dict[str, Any], name: str = "", depth: int = 0) -> Any:
    """One value that fits the schema."""
    if "$ref" in schema:
        schema = schemas[schema["$ref"].removeprefix(_REF)]
    if schema.get("examples"):
        return schema["examples"][0]
    for key in ("const", "example"):
        if key in schema:
            return schema[key]
    if "enum" in schema:
        return schema["enum"][0]
    if options := schema.get("anyOf") or schema.get("oneOf"):
        fitting = [one for one in options if one.get("type") != "null"]
        return None if depth > _DEEPEST and len(fitting) < len(options) else example(fitting[0], schemas, name, depth)
    if "allOf" in schema:
        return example(schema["allOf"][0], schemas, name, depth)
    return _plain(schema, schemas, name, depth)


def _plain(schema: dict[str, Any], schemas: dict[str, Any], name: str, depth: int) -> Any:
    match schema.get("type"):
        case "object":
            return _members(schema, schemas, depth)
        case "array" if "prefixItems" in schema:
            return [example(one, schemas, name, depth + 1) for one in schema["prefixItems"]]
        case "array":
            fewest = schema.get("minItems", 0)
            count = fewest if depth > _DEEPEST else max(1, fewest)
            return [example(schema.get("items", {}), schemas, name, depth + 1)] * count
        case "integer" | "number":
            return min(max(_NUMBERS.get(name, 12), schema.get("minimum", 0)), schema.get("maximum", 10**9))
        case "boolean":
            return schema.get("default", False)
        case "string":
            return _text(schema, name)
        case _:
            return None


def _members(schema: dict[str, Any], schemas: dict[str, Any], depth: int) -> dict[str, Any]:
    if "properties" in schema:
        return {key: example(one, schemas, key, depth + 1) for key, one in schema["properties"].items()}
    values = schema.get("additionalProperties")
    return {"participants": example(values, schemas, "", depth + 1)} if isinstance(values, dict) else {}


def _text(schema: dict[str, Any], name: str) -> str:
    if "format" in schema and schema["format"] in _FORMATS:
        return _FORMATS[schema["format"]]
    if schema.get("contentMediaType"):
        return _FORMATS["binary"]
    if pattern := schema.get("pattern"):
        return next(text for text in (_WORDS.get(name, ""), *_FORMED) if re.search(pattern, text))
    words = _WORDS.get(name) or schema.get("default") or "Tháng hành động vì trẻ em năm 2026"
    return words[: schema.get("maxLength", len(words))]
