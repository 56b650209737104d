"""Security schemes of OpenAPI and AsyncAPI, in words and as what a request carries."""

from collections.abc import Iterator

from gazetteer.apis.paths import Mapping, mapping
from gazetteer.apis.references import resolve
from gazetteer.apis.schemas import text
from gazetteer.model.surface import Scheme

_FLOWS = {
    "implicit": "implicit",
    "password": "password",
    "clientCredentials": "client credentials",
    "application": "client credentials",
    "authorizationCode": "authorization code",
    "accessCode": "authorization code",
    "deviceAuthorization": "device authorization",
}
"""Name of a flow (Swagger 2.0's among them) -> its name in RFC 6749 and RFC 8628."""

_KINDS = {
    "mutualTLS": "client certificate (mutual TLS)",
    "X509": "client certificate (X.509)",
    "userPassword": "user name and password",
    "plain": "user name and password (SASL PLAIN)",
    "scramSha256": "user name and password (SCRAM-SHA-256)",
    "scramSha512": "user name and password (SCRAM-SHA-512)",
    "gssapi": "Kerberos (GSSAPI)",
    "symmetricEncryption": "a shared key",
    "asymmetricEncryption": "a pair of keys",
}
_BEARER = "Authorization: Bearer $TOKEN"


def schemes(root: Mapping) -> Iterator[Scheme]:
    """The schemes that a document defines, in its order."""
    components = mapping(root.get("components"))
    defined = {
        **mapping(root.get("securityDefinitions")),
        **mapping(components.get("securitySchemes")),
    }
    for name, written in defined.items():
        stated = mapping(resolve(root, written, ())[0])
        kind, header, query = _told(stated)
        yield Scheme(name, kind, text(stated.get("description")), header, query)


def required(requirements: object) -> tuple[tuple[str, ...], bool]:
    """Names of the schemes that requirements ask for, and whether a caller may also come without any."""
    named: dict[str, None] = {}
    anonymous = False
    for requirement in requirements if isinstance(requirements, list) else ():
        stated = mapping(requirement)
        anonymous = anonymous or not stated
        named.update(dict.fromkeys(stated))
    return tuple(named), anonymous and bool(named)


def _told(stated: Mapping) -> tuple[str, str, str]:
    """A scheme in words, its header, its query parameter."""
    kind = text(stated.get("type"))
    if kind in {"apiKey", "httpApiKey"}:
        return _key(text(stated.get("in")), text(stated.get("name")))
    if kind in {"http", "basic"}:
        return _http(text(stated.get("scheme")) or kind, text(stated.get("bearerFormat")))
    if kind == "oauth2":
        flows = [*mapping(stated.get("flows")), *filter(None, [text(stated.get("flow"))])]
        named = ", ".join(_FLOWS.get(flow, flow) for flow in flows if not flow.startswith("x-"))
        return f"OAuth 2.0{f', {named}' if named else ''}", _BEARER, ""
    if kind == "openIdConnect":
        return "OpenID Connect", _BEARER, ""
    return _KINDS.get(kind, kind), "", ""


def _key(place: str, name: str) -> tuple[str, str, str]:
    header = {"header": f"{name}: $KEY", "cookie": f"Cookie: {name}=$KEY"}.get(place, "")
    query = f"{name}=$KEY" if place == "query" else ""
    return f"API key in the {place} {name}".strip(), header, query


def _http(scheme: str, form: str) -> tuple[str, str, str]:
    if scheme.lower() == "basic":
        return "user name and password (HTTP basic)", "Authorization: Basic $CREDENTIALS", ""
    if scheme.lower() == "bearer":
        return f"bearer token{f' ({form})' if form else ''}", _BEARER, ""
    return f"HTTP {scheme}", f"Authorization: {scheme} $CREDENTIALS", ""
