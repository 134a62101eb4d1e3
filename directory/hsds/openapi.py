"""Describes the feed to machines: an OpenAPI document of exactly what it answers. Pure."""

from collections.abc import Mapping
from types import MappingProxyType

from directory.hsds.openapi_schemas import SCHEMAS, listed, named
from directory.hsds.parameters import LISTS, PARAMETERS, SINGLES, Parameter

Schema = Mapping[str, object]

ABOUT = (
    "Services that help people stay safe, as Open Referral UK (HSDS 3.0) records. "
    "A parameter that is not honoured is refused with status 400, never ignored. "
    "Places where people hide from abuse are never in it."
)
TITLES = {
    "services": "Service",
    "service_at_locations": "ServiceAtLocation",
    "organizations": "Organization",
    "taxonomies": "Taxonomy",
    "taxonomy_terms": "TaxonomyTerm",
}
_PROBLEM: Schema = {"application/problem+json": {"schema": named("Fault")}}
_NO_OTHERS: Schema = MappingProxyType({})
_FAULT = "A parameter that cannot be honoured, and what to send instead."
_LATER: Schema = {
    "description": "Too many questions from one place: ask again after Retry-After seconds.",
    "headers": {"Retry-After": {"schema": {"type": "integer", "minimum": 1}}},
    "content": _PROBLEM,
}


def openapi(base_url: str = "") -> Schema:
    """The document, for a feed published under `base_url`."""
    paths: dict[str, object] = {"/": _get("root", "About this feed", (), _json(named("Root")))}
    this: Schema = {"type": "object", "required": ["openapi", "info", "paths"]}
    paths["/openapi.json"] = _get("openapi", "This document", (), _json(this))
    for resource, title in TITLES.items():
        paths[f"/{resource}"] = _list(resource, title)
        paths[f"/{resource}/{{id}}"] = _single(resource, title)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Waymark open directory",
            "version": "3.0",
            "description": ABOUT,
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [{"url": base_url.rstrip("/") or "/"}],
        "paths": paths,
        "components": {"schemas": SCHEMAS},
    }


def _list(resource: str, title: str) -> Schema:
    page = _json(listed(title, may_be_minimal="minimal" in LISTS[resource]))
    lines = {"application/x-ndjson": {"schema": {"type": "string"}}}
    content = {**page, **lines}
    return _get(f"list_{resource}", f"A page of {resource}", LISTS[resource], content)


def _single(resource: str, title: str) -> Schema:
    place = {
        "name": "id",
        "in": "path",
        "required": True,
        "description": "The id of the record.",
        "schema": {"type": "string"},
    }
    honoured = SINGLES.get(resource, ())
    summary = "One record, with all that belongs to it"
    missing = {"404": {"description": "There is no such record.", "content": _PROBLEM}}
    return _get(f"get_{resource}", summary, honoured, _json(named(title)), (place,), missing)


def _get(
    name: str,
    summary: str,
    honoured: tuple[str, ...],
    content: Schema,
    places: tuple[Schema, ...] = (),
    others: Schema = _NO_OTHERS,
) -> Schema:
    return {
        "get": {
            "operationId": name,
            "summary": summary,
            "parameters": [*places, *(_parameter(PARAMETERS[one]) for one in honoured)],
            "responses": {
                "200": {"description": summary, "content": content},
                "304": {"description": "It has not changed since the ETag that was sent."},
                "400": {"description": _FAULT, "content": _PROBLEM},
                "429": _LATER,
                **others,
            },
        }
    }


def _parameter(parameter: Parameter) -> Schema:
    return {
        "name": parameter.name,
        "in": "query",
        "required": False,
        "description": parameter.does,
        "schema": parameter.schema,
    }


def _json(schema: Schema) -> Schema:
    return {"application/json": {"schema": schema}}
