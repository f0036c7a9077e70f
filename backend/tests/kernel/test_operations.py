"""What operators and integrators ask: figures for who has the token, documents in a viewer of our own."""

import re

from pydantic import SecretStr


async def test_metrics_are_for_who_has_the_token(app, anonymous, lead, monkeypatch):
    at = "https://test/metrics"
    for client in (anonymous, lead):
        assert (await client.get(at)).status_code == 404
    monkeypatch.setattr(app.state.settings, "metrics_token", SecretStr("a token of some length"))
    for wrong in ({}, {"Authorization": "Bearer another"}, {"Authorization": "a token of some length"}):
        assert (await anonymous.get(at, headers=wrong)).status_code == 404
    reply = await anonymous.get(at, headers={"Authorization": "Bearer a token of some length"})
    assert (reply.status_code, "vitreem_requests_total" in reply.text) == (200, True)


async def test_documents_are_shown_under_the_policy_of_every_page_and_load_nothing_from_elsewhere(anonymous):
    for path, document in (("/docs", "/openapi.json"), ("/docs/town", "/openapi/town.json")):
        page = await anonymous.get(f"https://test{path}")
        assert "script-src 'self';" in page.headers["content-security-policy"]
        loaded = re.findall(r'(?:src|href|data-document)="([^"]+)"', page.text)
        assert document in loaded
        assert all(one.startswith("/") and not one.startswith("//") for one in loaded), loaded
        assert "<script>" not in page.text
        shown = await anonymous.get(f"https://test{document}")
        assert shown.json()["openapi"].startswith("3.")
