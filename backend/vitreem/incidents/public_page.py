"""`/bao-tin`: where to call when a child is in danger. No form, no account, no cookie, and nothing is written down
about the reader (`kernel/http/middleware.py` leaves these pages out of the log).

Whoever comes gets a page: with a slash too many, with a code that is none, and while the database is away.
"""

import re
from html import escape
from typing import Annotated, Any

from fastapi import Response
from fastapi.responses import HTMLResponse
from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError

from vitreem.kernel.request.guards import Opening, public_opens
from vitreem.kernel.request.routing import api_router

router = api_router("Báo tin", prefix="")

_CODE = re.compile(r"[0-9]{5}")
_AWAY = "https://www.google.com/search?q=thoi+tiet"
_SCRIPT = """const away = document.getElementById("away");
const leave = (event) => { event.preventDefault(); location.replace(away.href); };
away.addEventListener("click", leave);
addEventListener("keydown", (event) => { if (event.key === "Escape") leave(event); });
"""
_PAGE = """<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Thời tiết hôm nay</title>
<style>
:root {{ color-scheme: light dark; --ground: #fff; --ink: #1d2433; --soft: #56607a; --line: #d9deea; --deep: #b3261e;
  --calm: #1f4fa3; }}
@media (prefers-color-scheme: dark) {{ :root {{ --ground: #14181f; --ink: #eef1f7; --soft: #aab3c5; --line: #333b4a;
  --deep: #c8453c; --calm: #3466bd; }} }}
* {{ box-sizing: border-box; }}
body {{ margin: 0; background: var(--ground); color: var(--ink); font: 18px/1.5 system-ui, sans-serif; }}
main {{ max-width: 34rem; margin: 0 auto; padding: 12px 16px 96px; }}
h1 {{ font-size: 1.45rem; line-height: 1.25; margin: 12px 0 8px; }}
h2 {{ font-size: 1.1rem; margin: 28px 0 8px; }}
p, ul {{ margin: 8px 0; }} ul {{ padding-left: 1.2rem; }}
.call {{ display: flex; align-items: center; gap: 14px; margin: 10px 0; padding: 14px 16px; border-radius: 14px;
  color: #fff; background: var(--calm); text-decoration: none; }}
.call.first {{ background: var(--deep); }}
.call b {{ font-size: 1.9rem; line-height: 1; white-space: nowrap; }} .call.long b {{ font-size: 1.3rem; }}
.call.long {{ flex-wrap: wrap; gap: 6px 14px; }} .call.long span {{ flex: 1 1 14rem; }}
.call span {{ line-height: 1.3; }}
h1, p, li, span {{ text-wrap: pretty; }}
.soft {{ color: var(--soft); }}
#away {{ position: fixed; inset: auto 0 0 0; padding: 16px; text-align: center; background: var(--ink);
  color: var(--ground); font-weight: 700; text-decoration: none; }}
a:focus-visible {{ outline: 3px solid #f0a500; outline-offset: 2px; }}
</style>
</head>
<body>
<main>
<h1>Trẻ em đang gặp nguy hiểm, hoặc bạn lo cho một trẻ em?</h1>
<p>Hãy gọi ngay. Không cần chắc chắn, không cần xưng tên.</p>
<a class="call first" href="tel:111"><b>111</b><span>Tổng đài quốc gia bảo vệ trẻ em<br>Miễn phí, ngày và đêm</span></a>
<a class="call" href="tel:113"><b>113</b><span>Công an<br>Khi đang có người bị hại</span></a>
{duty}
<h2>Khi gọi, nên nói</h2>
<ul>
<li>Chuyện gì đang xảy ra, ở đâu, từ khi nào.</li>
<li>Trẻ tên gì, khoảng mấy tuổi, đang ở đâu – biết đến đâu nói đến đó.</li>
<li>Ai có thể đang làm hại trẻ; trẻ có cần cấp cứu không.</li>
</ul>
<h2>Nếu bạn là trẻ em</h2>
<p>Chuyện này không phải lỗi của em. Em có thể gọi 111, hoặc nói với thầy cô, ông bà, cô chú mà em tin.
Nếu chưa nói được, em nhấn gọi rồi im lặng cũng được, tổng đài sẽ chờ.</p>
<h2>Người báo tin được giữ bí mật</h2>
<p>Pháp luật buộc nơi nhận tin giữ kín tên và số điện thoại của người báo.
<span class="soft">Trang này không hỏi, không lưu gì về bạn.</span></p>
</main>
<a id="away" href="{away}" rel="noreferrer">Rời trang này nhanh</a>
<script src="/bao-tin-roi-trang.js"></script>
</body>
</html>
"""
_DUTY = """<a class="call long" href="tel:{digits}"><b>{phone}</b>
<span>{words}<br>{ward}</span></a>"""


def _html(duty: str = "", status: int = 200) -> Response:
    page = _PAGE.format(duty=duty, away=escape(_AWAY))
    return HTMLResponse(page, status, headers={"Cache-Control": "no-store"})


@router.get("/bao-tin", include_in_schema=False)
async def read_reporting_page() -> Response:
    """The numbers that answer everywhere."""
    return _html()


@router.get("/bao-tin/{code:path}", include_in_schema=False)
async def read_ward_reporting_page(code: str, opens: Annotated[Opening, public_opens()]) -> Response:
    """With the telephone that answers today in the ward, without a name; of no ward of ours, the numbers that answer
    everywhere."""
    asked = code.rstrip("/")
    if not asked:
        return _html()
    if not _CODE.fullmatch(asked):
        return _html(status=404)
    try:
        ward = await _duty(opens, asked)
    except (SQLAlchemyError, OSError):
        # Who is here for a child isn't told of a database.
        return _html(status=503)
    if ward is None:
        return _html(status=404)
    phones = [(ward.phone, "Người trực bảo vệ trẻ em hôm nay"), (ward.second_phone, "Nếu số trên không nghe máy")]
    return _html("\n".join(_call(phone, words, ward.ward_name) for phone, words in phones if phone))


async def _duty(opens: Opening, code: str) -> Any:
    """The ward's name and its numbers of today; None where no ward has the code."""
    async with opens() as ctx:
        found = func.app.duty_phone(code, ctx.clock.today()).table_valued("ward_name", "phone", "second_phone")
        return (await ctx.db.execute(select(found.c.ward_name, found.c.phone, found.c.second_phone))).one_or_none()


def _call(phone: str, words: str, ward: str) -> str:
    digits = "".join(sign for sign in phone if sign.isdigit() or sign == "+")
    return _DUTY.format(digits=digits, phone=escape(phone), words=words, ward=escape(ward))


@router.get("/bao-tin-roi-trang.js", include_in_schema=False)
async def read_leaving_script() -> Response:
    return Response(_SCRIPT, media_type="text/javascript")
