"""Whose word about the client's address is taken: the proxies that the operator names, and nobody else's."""

import pytest
from pydantic import ValidationError
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from vitreem.settings import Settings


async def address(trusted: str, peer: str, *forwarded: str) -> str:
    """The client's address as the application sees it."""
    seen: list[str] = []

    async def app(scope, receive, send) -> None:
        seen.append(scope["client"][0])

    networks = Settings(_env_file=None, trust_proxy=trusted).trust_proxy
    headers = [(b"x-forwarded-for", ", ".join(forwarded).encode())] if forwarded else []
    scope = {"type": "http", "client": (peer, 5000), "scheme": "http", "headers": headers}
    # As uvicorn wraps the application: only where a proxy is named.
    await (ProxyHeadersMiddleware(app, trusted_hosts=networks) if networks else app)(scope, None, None)
    return seen[0]


@pytest.mark.parametrize("trusted", ["172.16.0.0/12", "127.0.0.1, 172.18.0.1", "172.18.0.1/32"])
async def test_each_client_behind_dockers_bridge_is_its_own_address(trusted):
    assert [await address(trusted, "172.18.0.1", f"203.0.113.{one}") for one in (7, 8)] == [
        "203.0.113.7",
        "203.0.113.8",
    ]


async def test_what_a_client_writes_itself_is_not_believed():
    assert await address("172.16.0.0/12", "172.18.0.1", "10.9.9.9", "203.0.113.7") == "203.0.113.7"
    assert await address("172.16.0.0/12", "198.51.100.4", "203.0.113.7") == "198.51.100.4"
    assert await address("", "172.18.0.1", "203.0.113.7") == "172.18.0.1"


@pytest.mark.parametrize(("given", "kept"), [("true", "127.0.0.1/32"), ("False", ""), ("", ""), ("::1", "::1/128")])
def test_how_it_may_be_written(given, kept):
    assert Settings(_env_file=None, trust_proxy=given).trust_proxy == kept


@pytest.mark.parametrize("given", ["yes", "proxy", "10.0.0.1/8"])
def test_what_is_no_network_stops_the_start(given):
    with pytest.raises(ValidationError):
        Settings(_env_file=None, trust_proxy=given)
