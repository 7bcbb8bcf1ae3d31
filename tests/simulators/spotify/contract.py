"""Spotify's own description of its API, held against every call and every answer.

It lies where ``$SPOTIFY_OPENAPI`` points to; without it nothing is held against anything. What
it calls deprecated a development-mode app may not call. It is stricter than Spotify about one
thing: null comes where it allows none, for songs that were withdrawn and for people's own files.
"""

from __future__ import annotations

from functools import lru_cache
import os
from pathlib import Path
import re
from typing import TYPE_CHECKING, Any, Final

from homeassistant.util.yaml import parse_yaml

from tests.simulators.limited_server.openapi import Description

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tests.simulators.limited_server.openapi import Schema

PUBLISHED: Final = os.environ.get("SPOTIFY_OPENAPI", "")
_PLACEHOLDER: Final = re.compile(r"\\\{[a-z_]+\\\}")


class Contract(Description):
    """What was agreed."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        """Take the parsed document."""
        super().__init__(document)
        self._paths: dict[str, Any] = document["paths"]
        self._patterns = [(self._pattern(path), path) for path in sorted(self._paths)]

    def of_call(self, method: str, path: str, query: Mapping[str, str], body: Any) -> Iterator[str]:
        """Say what a call has that it should not, or lacks."""
        where = f"{method} {path}"
        operation = self._operation(method, path)
        if operation is None or operation.get("deprecated"):
            yield f"{where}: no such call any more"
            return
        parameters = [self._resolved(each) for each in operation.get("parameters", ())]
        known = {each["name"]: each for each in parameters if each["in"] == "query"}
        for name, each in known.items():
            if each.get("required") and name not in query:
                yield f"{where}: ?{name} is missing"
        for name, value in query.items():
            if name in known:
                yield from self._of_text(known[name]["schema"], value, f"{where} ?{name}")
            else:
                yield f"{where}: no parameter {name}"
        yield from self._of_body(operation, body, where)

    def of_answer(self, method: str, path: str, status: int, body: Any) -> Iterator[str]:
        """Say what an answer has that it should not, or lacks."""
        operation = self._operation(method, path) or {}
        response = operation.get("responses", {}).get(str(int(status)))
        content = self._resolved(response).get("content") if response else None
        if content:
            schema = content["application/json"]["schema"]
            yield from self._of(schema, body, f"{status} of {method} {path}")

    def _of_body(self, operation: Mapping[str, Any], body: Any, where: str) -> Iterator[str]:
        content = operation.get("requestBody", {}).get("content", {})
        if body is None:
            return
        if not content:
            yield f"{where}: a body where none belongs"
            return
        schema = content["application/json"]["schema"]
        yield from self._of(schema, body, f"{where} body")
        for name in body.keys() - schema["properties"].keys():
            yield f"{where}: no {name} in its body"

    def _of_text(self, schema: Schema, value: str, where: str) -> Iterator[str]:
        """Judge a parameter, which is text whatever it is said to be."""
        schema = self._resolved(schema)
        if schema.get("type") == "array":
            for each in value.split(","):
                yield from self._of_text(schema["items"], each, where)
        elif schema.get("type") == "integer":
            if not value.lstrip("-").isdecimal():
                yield f"{where}: {value!r} is no integer"
            elif not schema.get("minimum", 0) <= int(value) <= schema.get("maximum", 10**15):
                yield f"{where}: {value} is out of bounds"
        elif "enum" in schema and value not in schema["enum"]:
            yield f"{where}: {value!r} is none of {schema['enum']}"

    def _of(self, schema: Schema, value: Any, where: str) -> Iterator[str]:
        if value is not None:
            yield from super()._of(schema, value, where)

    def _operation(self, method: str, path: str) -> dict[str, Any] | None:
        for pattern, template in self._patterns:
            if pattern.fullmatch(path):
                operation: dict[str, Any] | None = self._paths[template].get(method.lower())
                return operation
        return None

    @staticmethod
    def _pattern(path: str) -> re.Pattern[str]:
        return re.compile(_PLACEHOLDER.sub("[^/]+", re.escape(path)))


@lru_cache(maxsize=1)
def contract() -> Contract | None:
    """Return Spotify's description as a contract, None where it is not at hand."""
    path = Path(PUBLISHED)
    if not PUBLISHED or not path.is_file():
        return None
    document: Any = parse_yaml(path.read_text(encoding="utf-8"))
    return Contract(document)
