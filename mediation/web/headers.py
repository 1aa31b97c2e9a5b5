"""The headers of every answer, set once.

Nothing inline, nothing from elsewhere, nothing in a frame, nothing kept by a cache.  Files of the
program itself are named by their content and may be kept for a year.  A view that shows a
document inside a page of ours says so with `may_be_framed`.
"""

from flask import Response, g, request

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "frame-src": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
    "object-src": "'none'",
}
_FOREIGN = {
    "sandbox": "",
    "default-src": "'none'",
    "style-src": "'unsafe-inline'",
    "form-action": "'none'",
    "frame-ancestors": "'self'",
    "base-uri": "'none'",
}
_YEAR = 31_536_000


def may_be_framed() -> None:
    """Allow a page of this site to show this answer in a frame."""
    g.may_be_framed = True


def is_foreign() -> None:
    """Lock up an answer that somebody else wrote, such as a letter: its own styles, no more."""
    g.is_foreign = True


def set_headers(response: Response) -> Response:
    """Give the answer the headers of the house."""
    policy = dict(POLICY)
    if g.get("may_be_framed"):
        policy["frame-ancestors"] = "'self'"
    if g.get("is_foreign"):
        policy = _FOREIGN
    headers = response.headers
    headers["Content-Security-Policy"] = "; ".join(
        f"{key} {value}".strip() for key, value in policy.items()
    )
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Referrer-Policy"] = "no-referrer"
    headers["Cross-Origin-Opener-Policy"] = "same-origin"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"
    headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"
    if request.is_secure:
        headers["Strict-Transport-Security"] = f"max-age={_YEAR}"
    if request.path.startswith("/static/") and response.status_code in {200, 304}:
        keeping = "public, max-age=31536000, immutable" if "h" in request.args else "no-cache"
        headers["Cache-Control"] = keeping
    else:
        headers["Cache-Control"] = "no-store"
        response.vary.add("Cookie")
    if g.get("signed_out"):
        headers["Clear-Site-Data"] = '"cache", "storage"'
    return response
