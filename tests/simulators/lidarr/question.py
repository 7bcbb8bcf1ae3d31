"""One call, as what answers it sees it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final

PAGE_SIZE: Final = 10
IS_TRUE: Final = frozenset({"true", "True", "1"})

type Query = Mapping[str, Sequence[str]]
type Said = tuple[HTTPStatus, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One call that has come through the door."""

    query: Query
    body: Any = None
    identifier: int = 0
    """Of the path, where it has one."""
    arrived_at: float | None = None
    """When it came (epoch), if that is not now."""

    def one(self, name: str, default: str = "") -> str:
        """Return a parameter that stands once."""
        given = self.query.get(name)
        return given[-1] if given else default

    def numbers(self, name: str) -> list[int]:
        """Return a parameter that may stand many times."""
        return [int(each) for each in self.query.get(name, ())]

    def has(self, name: str, *, default: bool = False) -> bool:
        """Tell whether a parameter says yes."""
        return self.one(name, str(default)) in IS_TRUE

    def page(self, rows: Sequence[Any], sort_key: str, direction: str) -> dict[str, Any]:
        """Return the page of rows that is asked for, with the whole number of them."""
        number = int(self.one("page", "1"))
        size = int(self.one("pageSize", str(PAGE_SIZE)))
        return {
            "page": number,
            "pageSize": size,
            "sortKey": sort_key,
            "sortDirection": direction,
            "totalRecords": len(rows),
            "records": rows[(number - 1) * size : number * size],
        }


def ok(body: Any) -> Said:
    """Answer a question."""
    return HTTPStatus.OK, body
