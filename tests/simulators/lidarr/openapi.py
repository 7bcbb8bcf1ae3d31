"""Holds calls and answers against an OpenAPI description, as strictly as Lidarr's is written.

Lidarr's description is not quite what goes over the wire; ``patched`` says where.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .question import Query

type Schema = Mapping[str, Any]

TYPES: Final[Mapping[str, tuple[type, ...]]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
}
ARGUMENTS: Final[Mapping[str, Schema]] = {
    "albumId": {"type": "integer"},
    "artistId": {"type": "integer"},
    "albumIds": {"type": "array", "items": {"type": "integer"}},
    "artistIds": {"type": "array", "items": {"type": "integer"}},
    "folders": {"type": "array", "items": {"type": "string"}},
    "isNewArtist": {"type": "boolean"},
    "isNewAlbum": {"type": "boolean"},
}
"""What commands take and tell; the description knows only what all have in common."""
PLACES: Final = ("albumId", "artistId", "albumIds", "artistIds")


class Contract:
    """What was agreed."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        """Take the parsed document, patched."""
        self._document = document

    def of_call(self, method: str, path: str, query: Query, body: Any) -> list[str]:
        """Say what a call has that it should not."""
        where = f"{method} {path}"
        operation = self._document["paths"].get(path, {}).get(method.lower())
        if operation is None:
            return [f"{where}: there is no such call"]
        known = {each["name"]: each["schema"] for each in operation.get("parameters", ())}
        breaches = [f"{where}: no parameter {name}" for name in query if name not in known]
        for name, values in query.items():
            for value in values:
                breaches += self._of_text(known.get(name, {}), value, f"{where} ?{name}")
        content = operation.get("requestBody", {}).get("content", {})
        if body is not None and not content:
            breaches.append(f"{where}: a body where none belongs")
        elif body is not None:
            schema = content["application/json"]["schema"]
            breaches += self._of(schema, body, f"{where} body")
        return breaches

    def of_answer(self, method: str, path: str, status: int, body: Any) -> list[str]:
        """Say what an answer has that it should not."""
        where = f"{status} of {method} {path}"
        response = self._document["paths"][path][method.lower()]["responses"].get(str(int(status)))
        if response is None:
            return [f"{where}: not described"]
        content = response.get("content", {}).get("application/json")
        return [] if content is None else list(self._of(content["schema"], body, where))

    def _of_text(self, schema: Schema, value: str, where: str) -> Iterator[str]:
        """Judge a parameter, which is text whatever it is said to be."""
        schema = self._resolved(schema)
        if schema.get("type") == "array":
            schema = self._resolved(schema["items"])
        wanted = schema.get("type")
        if wanted == "integer" and not value.lstrip("-").isdigit():
            yield f"{where}: {value!r} is no integer"
        if wanted == "boolean" and value.lower() not in {"true", "false"}:
            yield f"{where}: {value!r} is no boolean"
        # Lidarr takes the number of a value as well as its word.
        if "enum" in schema and not value.isdigit() and value not in schema["enum"]:
            yield f"{where}: {value!r} is none of {schema['enum']}"

    def _of(self, schema: Schema, value: Any, where: str) -> Iterator[str]:
        schema = self._resolved(schema)
        wanted = schema.get("type")
        if value is None and schema.get("nullable"):
            return
        if wanted is not None and (
            not isinstance(value, TYPES[wanted])
            or (isinstance(value, bool) and wanted != "boolean")
        ):
            yield f"{where}: {value!r} is no {wanted}"
            return
        if "enum" in schema and value not in schema["enum"]:
            yield f"{where}: {value!r} is none of {schema['enum']}"
        if schema.get("format") == "date-time" and not _is_moment(value):
            yield f"{where}: {value!r} is no moment"
        if isinstance(value, dict) and "properties" in schema:
            yield from self._object(schema, value, where)
        if isinstance(value, list):
            for place, each in enumerate(value):
                yield from self._of(schema.get("items", {}), each, f"{where}[{place}]")

    def _object(self, schema: Schema, value: Mapping[str, Any], where: str) -> Iterator[str]:
        properties = schema["properties"]
        for name, each in value.items():
            if name in properties:
                yield from self._of(properties[name], each, f"{where}.{name}")
            elif schema.get("additionalProperties") is False:
                yield f"{where}.{name}: not described"

    def _resolved(self, schema: Any) -> Any:
        while "$ref" in schema:
            schema = self._document["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
        return schema


def patched(document: dict[str, Any]) -> dict[str, Any]:
    """Set right where Lidarr's own description is not what it does; changes the document.

    What is made is answered with 201 and what is changed with 202, and commands take the ids
    of what they are about. Changes of flags are answered with what was changed.
    """
    schemas = document["components"]["schemas"]
    schemas["Command"]["properties"] |= ARGUMENTS
    schemas["CommandResource"]["properties"] |= {name: ARGUMENTS[name] for name in PLACES}
    for path in document["paths"].values():
        for method, status in (("post", "201"), ("put", "202")):
            if method in path:
                responses = path[method]["responses"]
                responses[status] = responses["200"]
    return document


def _is_moment(value: Any) -> bool:
    try:
        datetime.fromisoformat(value)
    except (TypeError, ValueError):
        return False
    return True
