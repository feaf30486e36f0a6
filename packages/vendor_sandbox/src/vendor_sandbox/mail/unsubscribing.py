"""Sandbox, SendGrid: unsubscribe groups (`asm`) and suppression lists over HTTP."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from vendor_sandbox.errors import ApiError
from vendor_sandbox.mail.bodies import emails_in, json_object
from vendor_sandbox.mail.keys import require_scope
from vendor_sandbox.mail.suppressions import LISTS, Group, Suppressions
from vendor_sandbox.wire import json_response

_VERBS = {"GET": "read", "POST": "create", "PATCH": "update", "DELETE": "delete"}


def _suppressions(request: Request) -> Suppressions:
    return request.app.state.mail.suppressions


async def groups(request: Request) -> Response:
    """Answer GET and POST /v3/asm/groups."""
    require_scope(request, "asm.groups." + _VERBS[request.method])
    held = _suppressions(request)
    if request.method == "GET":
        wanted = set(request.query_params.getlist("id"))
        return json_response([g for g in held.groups() if not wanted or str(g["id"]) in wanted])
    body = await json_object(request)
    name, description = body.get("name"), body.get("description")
    if not isinstance(name, str) or not 1 <= len(name) <= 30:
        raise ApiError(400, "name is required and at most 30 characters", field="name")
    if not isinstance(description, str) or not 1 <= len(description) <= 100:
        raise ApiError(
            400, "description is required and at most 100 characters", field="description"
        )
    group: Group = {
        "id": held.new_group_id(),
        "name": name,
        "description": description,
        "is_default": bool(body.get("is_default")),
        "last_email_sent_at": None,
    }
    return json_response(held.save_group(group), 201)


async def one_group(request: Request) -> Response:
    """Answer GET, PATCH and DELETE /v3/asm/groups/{group_id}."""
    require_scope(request, "asm.groups." + _VERBS[request.method])
    held = _suppressions(request)
    group = held.group(request.path_params["group_id"])
    if request.method == "DELETE":
        held.delete_group(group["id"])
        return Response(status_code=204)
    if request.method == "PATCH":
        body = await json_object(request)
        known = {key: body[key] for key in ("name", "description", "is_default") if key in body}
        group = held.save_group({**group, **known})
        return json_response(group, 201)
    return json_response(group)


async def group_suppressions(request: Request) -> Response:
    """Answer GET and POST /v3/asm/groups/{group_id}/suppressions."""
    require_scope(request, "asm.groups.suppressions." + _VERBS[request.method])
    held = _suppressions(request)
    group_id = held.group(request.path_params["group_id"])["id"]
    if request.method == "GET":
        return json_response(held.in_group(group_id))
    emails = emails_in(await json_object(request))
    held.add_to_group(group_id, emails)
    return json_response({"recipient_emails": emails}, 201)


async def one_group_suppression(request: Request) -> Response:
    """Answer DELETE /v3/asm/groups/{group_id}/suppressions/{email}."""
    require_scope(request, "asm.groups.suppressions.delete")
    held = _suppressions(request)
    group_id = held.group(request.path_params["group_id"])["id"]
    held.remove_from_group(group_id, request.path_params["email"])
    return Response(status_code=204)


async def global_suppressions(request: Request) -> Response:
    """Answer POST /v3/asm/suppressions/global and GET /v3/suppression/unsubscribes."""
    require_scope(request, "asm.suppressions.global." + _VERBS[request.method])
    held = _suppressions(request)
    if request.method == "GET":
        return json_response(held.global_list())
    emails = emails_in(await json_object(request))
    held.add_globally(emails)
    return json_response({"recipient_emails": emails}, 201)


async def one_global_suppression(request: Request) -> Response:
    """Answer GET and DELETE /v3/asm/suppressions/global/{email}."""
    require_scope(request, "asm.suppressions.global." + _VERBS[request.method])
    held = _suppressions(request)
    email = request.path_params["email"]
    if request.method == "DELETE":
        held.remove_globally(email)
        return Response(status_code=204)
    found = [row for row in held.global_list() if row["email"].lower() == email.lower()]
    return json_response({"recipient_email": found[0]["email"]} if found else {})


async def suppression_list(request: Request) -> Response:
    """Answer GET and DELETE /v3/suppression/{bounces|blocks|invalid_emails|spam_reports}."""
    require_scope(request, "suppression." + _VERBS[request.method])
    held, name = _suppressions(request), _list_name(request)
    if request.method == "GET":
        return json_response(held.listed(name))
    body = await json_object(request)
    emails = (
        [row["email"] for row in held.listed(name)]
        if body.get("delete_all")
        else emails_in(body, "emails")
    )
    for email in emails:
        held.remove(name, email)
    return Response(status_code=204)


async def one_suppression(request: Request) -> Response:
    """Answer GET and DELETE /v3/suppression/{list}/{email}."""
    require_scope(request, "suppression." + _VERBS[request.method])
    held, name = _suppressions(request), _list_name(request)
    email: str = request.path_params["email"]
    found: list[dict[str, Any]] = [
        row for row in held.listed(name) if row["email"].lower() == email.lower()
    ]
    if request.method == "GET":
        return json_response(found)
    if not found:
        raise ApiError(404, "Resource not found", field=None)
    held.remove(name, email)
    return Response(status_code=204)


def _list_name(request: Request) -> str:
    name = request.path_params["list_name"]
    if name not in LISTS:
        raise ApiError(404, "Resource not found", field=None)
    return name
