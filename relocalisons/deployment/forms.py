"""The form of a deployment: its own schema, in French, for one programme and its partners.

Prefect derives a schema from the function of a flow. What a deployment says itself wins: titles,
the one programme it is for, dates without their « None », drop-downs of partners.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from prefect import Flow
from prefect.utilities.callables import parameter_schema
from prefect.utilities.schema_tools.validation import validate

from relocalisons.core.kernel.model import Partner
from relocalisons.core.partners.asked import choices_of
from tasks.run.run_requests import CHOICE, OFFERED, SAID, SEVERAL

REQUEST = "request"


def form_of(
    flow: Flow[..., Any], *, programme: str, name: str = "", partners: Iterable[Partner] = ()
) -> dict[str, Any]:
    """The schema of a flow's form, for a programme and its `name`.

    Without `partners`, their codes are typed.
    """
    schema: dict[str, Any] = parameter_schema(flow).model_dump()
    partners = tuple(partners)
    fields = fields_of(schema)
    for field in fields.values():
        _without_none(field)
        _offer(field, partners)
    fields["programme"] |= {
        "enum": [programme],
        "default": programme,
        "description": name or programme,
    }
    return schema


def fields_of(schema: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """The fields of the form's one group, by name; none for a schema that is not ours."""
    group = schema.get("properties", {}).get(REQUEST, {})
    model = group.get("$ref", "").rpartition("/")[2]
    return schema.get("definitions", {}).get(model, {}).get("properties", {})


def defaults_of(schema: Mapping[str, Any]) -> dict[str, Any]:
    """What each field of the form says when nobody fills it."""
    return {
        name: field["default"]
        for name, field in fields_of(schema).items()
        if field.get("default") is not None
    }


def is_accepted(answer: Mapping[str, Any], schema: Mapping[str, Any]) -> bool:
    """Whether the server would take these answers; it refuses a whole deployment otherwise."""
    return not validate({REQUEST: dict(answer)}, dict(schema))


def _without_none(field: dict[str, Any]) -> None:
    """A date or nothing: an empty field already is nothing, and « None » is no word of hers."""
    kinds = [each for each in field.get("anyOf", ()) if each.get("type") != "null"]
    if len(kinds) == 1 and len(kinds) < len(field["anyOf"]):
        del field["anyOf"]
        field.pop("default", None)
        field |= kinds[0]


def _offer(field: dict[str, Any], partners: tuple[Partner, ...]) -> None:
    nobody, said = field.pop(CHOICE, None), field.pop(SAID, None)
    if offered := field.pop(OFFERED, None):
        del field["pattern"]
        field["enum"] = offered
    if nobody is None or not partners:
        return
    field["description"] = said
    for limit in ("maxLength", "pattern"):
        field.pop(limit, None)
    if nobody == SEVERAL:
        choices = list(choices_of(partners, deputies=True))
        field |= {"type": "array", "items": {"type": "string", "enum": choices}, "default": []}
    else:
        field |= {"enum": [nobody, *choices_of(partners)], "default": nobody}
