"""Holds an answer against an OpenAPI description: types, what is required, what may be null.

As much of JSON Schema as Spotify's description uses. Fields marked as deprecated are not
asked for: a development-mode app no longer gets them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

type Schema = Mapping[str, Any]

TYPES: Final[Mapping[str, tuple[type, ...]]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
}


class Description:
    """An OpenAPI document."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        """Take the parsed document."""
        self._document = document
        self._referred: dict[str, Any] = {}
        self._known: dict[int, dict[str, Any]] = {}
        """What has been looked up already; schemas by their identity."""

    def faults(self, method: str, path: str, status: int, body: Any) -> list[str]:
        """Say what an answer to a call has that it should not, or lacks."""
        responses = self._document["paths"][path][method.lower()]["responses"]
        response = self._resolved(responses[str(status)])
        schema = response["content"]["application/json"]["schema"]
        return list(self._of(schema, body, "answer"))

    def _of(self, schema: Schema, value: Any, where: str) -> Iterator[str]:
        schema = self._resolved(schema)
        for part in schema.get("allOf", ()):
            yield from self._of(part, value, where)
        for key in ("oneOf", "anyOf"):
            choices = schema.get(key)
            if choices and all(list(self._of(each, value, where)) for each in choices):
                yield f"{where}: none of its choices"
        yield from self._typed(schema, value, where)
        if isinstance(value, dict):
            yield from self._object(schema, value, where)
        if isinstance(value, list):
            for place, each in enumerate(value):
                yield from self._of(schema.get("items", {}), each, f"{where}[{place}]")

    @staticmethod
    def _typed(schema: Schema, value: Any, where: str) -> Iterator[str]:
        wanted = schema.get("type")
        if wanted is None or (value is None and schema.get("nullable")):
            return
        if not isinstance(value, TYPES[wanted]) or (
            isinstance(value, bool) and wanted != "boolean"
        ):
            yield f"{where}: {value!r} is no {wanted}"
        elif "enum" in schema and value not in schema["enum"]:
            yield f"{where}: {value!r} is none of {schema['enum']}"

    def _object(self, schema: Schema, value: Mapping[str, Any], where: str) -> Iterator[str]:
        known = self._properties(schema)
        for name in schema.get("required", ()):
            if name not in value and not known.get(name, {}).get("deprecated"):
                yield f"{where}.{name} is missing"
        for name, each in schema.get("properties", {}).items():
            if name in value:
                yield from self._of(each, value[name], f"{where}.{name}")

    def _properties(self, schema: Schema) -> dict[str, Any]:
        """Return the properties of a schema and of all that it is made of."""
        schema = self._resolved(schema)
        found = self._known.get(id(schema))
        if found is None:
            found = dict(schema.get("properties", {}))
            for part in schema.get("allOf", ()):
                found |= self._properties(part)
            self._known[id(schema)] = found
        return found

    def _resolved(self, schema: Any) -> Any:
        while "$ref" in schema:
            reference = schema["$ref"]
            if reference not in self._referred:
                found: Any = self._document
                for part in reference.removeprefix("#/").split("/"):
                    found = found[part]
                self._referred[reference] = found
            schema = self._referred[reference]
        return schema
