"""What HTTP's own statuses say, for services that mean them."""

from __future__ import annotations

from typing import Final

from ...upstream.types import Outcome, Verdict

_ERRORS: Final = 400
_SERVERS_OWN: Final = 500
_MEANING: Final = {
    401: Outcome.UNAUTHORIZED,
    404: Outcome.NOT_FOUND,
    408: Outcome.FAILED,
    410: Outcome.NOT_FOUND,
    429: Outcome.LIMITED,
}


def by_status(status: int) -> Verdict:
    """Judge an answer by its status alone.

    https://www.rfc-editor.org/rfc/rfc9110#section-15
    """
    if status < _ERRORS:
        return Verdict()
    otherwise = Outcome.FAILED if status >= _SERVERS_OWN else Outcome.REJECTED
    return Verdict(outcome=_MEANING.get(status, otherwise))
