"""The shapes of what the feed answers, as JSON schemas. Pure."""

from collections.abc import Mapping

Schema = Mapping[str, object]

_TEXT: Schema = {"type": "string", "minLength": 1}
_ID: Schema = {"type": "string", "format": "uuid"}
_DAY: Schema = {"type": "string", "format": "date"}
_MOMENT: Schema = {"type": "string", "format": "date-time"}
_PAGE: Schema = {"type": "string", "format": "uri"}
_MAIL: Schema = {"type": "string", "format": "email"}
_NUMBER: Schema = {"type": "number"}
_COUNT: Schema = {"type": "integer", "minimum": 0}
_TRUTH: Schema = {"type": "boolean"}


def named(schema: str) -> Schema:
    return {"$ref": f"#/components/schemas/{schema}"}


def listed(schema: str, *, may_be_minimal: bool) -> Schema:
    """A page of records; of services also of nothing but ids and dates."""
    item = {"anyOf": [named(schema), named("Minimal")]} if may_be_minimal else named(schema)
    return {
        "allOf": [named("Page")],
        "properties": {"contents": {"type": "array", "items": item}},
    }


def _object(required: tuple[str, ...], **properties: Schema) -> Schema:
    return {
        "type": "object",
        "required": list(required),
        "properties": properties,
        "additionalProperties": False,
    }


def _many(schema: str) -> Schema:
    return {"type": "array", "items": named(schema), "minItems": 1}


_PAGE_OF = {
    "total_items": _COUNT,
    "total_pages": _COUNT,
    "page_number": {"type": "integer", "minimum": 1},
    "size": _COUNT,
    "first_page": _TRUTH,
    "last_page": _TRUTH,
    "empty": _TRUTH,
    "contents": {"type": "array"},
}

SCHEMAS: Mapping[str, Schema] = {
    "Root": _object(
        ("version", "profile", "openapi_url"), version=_TEXT, profile=_PAGE, openapi_url=_TEXT
    ),
    "Fault": _object(("title", "status", "detail"), title=_TEXT, status=_COUNT, detail=_TEXT),
    "Page": {"type": "object", "required": list(_PAGE_OF), "properties": _PAGE_OF},
    "Minimal": _object(("id", "last_modified"), id=_ID, last_modified=_MOMENT),
    "Service": _object(
        ("id", "name", "status", "organization_id", "assured_date", "last_modified"),
        id=_ID,
        organization_id=_ID,
        name=_TEXT,
        alternate_name=_TEXT,
        description=_TEXT,
        url=_PAGE,
        email=_MAIL,
        status={"enum": ["active", "inactive", "defunct", "temporarily closed"]},
        alert=_TEXT,
        interpretation_services=_TEXT,
        application_process=_TEXT,
        fees_description=_TEXT,
        fees=_TEXT,
        eligibility_description=_TEXT,
        minimum_age=_COUNT,
        maximum_age=_COUNT,
        assured_date=_DAY,
        assurer_email=_MAIL,
        last_modified=_MOMENT,
        organization=named("Organization"),
        phones=_many("Phone"),
        contacts=_many("Contact"),
        schedules=_many("Schedule"),
        cost_options=_many("CostOption"),
        languages=_many("Language"),
        service_areas=_many("ServiceArea"),
        service_at_locations=_many("ServiceAtLocation"),
        attributes=_many("Attribute"),
        metadata=_many("Metadata"),
    ),
    "Phone": _object(
        ("id", "service_id", "number", "type"),
        id=_ID,
        service_id=_ID,
        number=_TEXT,
        type={"enum": ["voice", "text", "textphone", "whatsapp"]},
        value=_TEXT,
        hours=_TEXT,
        description=_TEXT,
    ),
    "Contact": _object(
        ("id", "service_id", "name"),
        id=_ID,
        service_id=_ID,
        name=_TEXT,
        email=_MAIL,
        url=_PAGE,
        value=_TEXT,
        hours=_TEXT,
        description=_TEXT,
    ),
    "Schedule": _object(
        ("id", "service_id", "contact_id", "attending_type"),
        id=_ID,
        service_id=_ID,
        contact_id=_ID,
        attending_type=_TEXT,
        valid_from=_DAY,
        valid_to=_DAY,
        dtstart=_DAY,
        freq={"const": "WEEKLY"},
        interval=_COUNT,
        byday=_TEXT,
        opens_at=_TEXT,
        closes_at=_TEXT,
        description=_TEXT,
        notes=_TEXT,
    ),
    "CostOption": _object(
        ("id", "service_id", "contact_id", "option", "amount_description"),
        id=_ID,
        service_id=_ID,
        contact_id=_ID,
        option=_TEXT,
        currency=_TEXT,
        amount=_NUMBER,
        amount_description=_TEXT,
    ),
    "Language": _object(
        ("id", "service_id", "name"), id=_ID, service_id=_ID, name=_TEXT, code=_TEXT, note=_TEXT
    ),
    "ServiceArea": _object(
        ("id", "service_id", "description"),
        id=_ID,
        service_id=_ID,
        name=_TEXT,
        description=_TEXT,
        service_area=_TEXT,
    ),
    "ServiceAtLocation": _object(
        ("id", "service_id", "location_id", "location"),
        id=_ID,
        service_id=_ID,
        location_id=_ID,
        contact_id=_ID,
        description=_TEXT,
        hours=_TEXT,
        location=named("Location"),
        service=named("Service"),
    ),
    "Location": _object(
        ("id", "location_type", "name"),
        id=_ID,
        location_type={"const": "physical"},
        name=_TEXT,
        description=_TEXT,
        addresses=_many("Address"),
        accessibility=_many("Accessibility"),
    ),
    "Address": _object(
        ("id", "address_1", "city", "state_province", "postal_code", "country", "address_type"),
        id=_ID,
        location_id=_ID,
        address_1=_TEXT,
        city=_TEXT,
        state_province=_TEXT,
        postal_code=_TEXT,
        country=_TEXT,
        address_type={"const": "physical"},
    ),
    "Accessibility": _object(
        ("id", "location_id", "description"),
        id=_ID,
        location_id=_ID,
        description=_TEXT,
        accessibility=_TEXT,
    ),
    "Attribute": _object(
        ("id", "link_id", "link_type", "link_entity", "taxonomy_term_id", "taxonomy_term"),
        id=_ID,
        link_id=_ID,
        link_type=_TEXT,
        link_entity=_TEXT,
        taxonomy_term_id=_ID,
        taxonomy_term=named("TaxonomyTerm"),
    ),
    "Metadata": _object(
        ("id", "last_action_date", "last_action_type", "field_name", "updated_by"),
        id=_ID,
        resource_id=_ID,
        resource_type=_TEXT,
        last_action_date=_DAY,
        last_action_type=_TEXT,
        field_name=_TEXT,
        previous_value=_TEXT,
        replacement_value=_TEXT,
        updated_by=_TEXT,
    ),
    "Organization": _object(
        ("id", "name", "description"),
        id=_ID,
        name=_TEXT,
        description=_TEXT,
        services=_many("Service"),
    ),
    "Taxonomy": _object(
        ("id", "name", "description", "version"),
        id=_ID,
        name=_TEXT,
        description=_TEXT,
        uri=_PAGE,
        version=_TEXT,
        taxonomy_terms=_many("TaxonomyTerm"),
    ),
    "TaxonomyTerm": _object(
        ("id", "name", "description", "taxonomy", "taxonomy_id"),
        id=_ID,
        code=_TEXT,
        name=_TEXT,
        description=_TEXT,
        parent_id=_ID,
        taxonomy=_TEXT,
        taxonomy_id=_ID,
        term_uri=_PAGE,
    ),
}
