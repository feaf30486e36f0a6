"""Sandbox, SendGrid: the addresses and who answers them."""

from starlette.routing import Route

from vendor_sandbox.mail import control, scheduled, sending, unsubscribing

_GROUPS = "/v3/asm/groups"
_GROUP = _GROUPS + "/{group_id}"
_GLOBAL = "/v3/asm/suppressions/global"
_SCHEDULED = "/v3/user/scheduled_sends"
_WEBHOOK = "/v3/user/webhooks/event/settings"
_LISTED = "/v3/suppression/{list_name}"

routes = [
    Route("/v3/mail/send", sending.send_mail, methods=["POST"]),
    Route("/v3/mail/batch", scheduled.create_batch, methods=["POST"]),
    Route("/v3/mail/batch/{batch_id}", scheduled.check_batch),
    Route(_SCHEDULED, scheduled.scheduled_sends, methods=["GET", "POST"]),
    Route(
        _SCHEDULED + "/{batch_id}",
        scheduled.one_scheduled_send,
        methods=["GET", "PATCH", "DELETE"],
    ),
    Route("/v3/scopes", sending.scopes),
    Route(_WEBHOOK, sending.webhook_settings, methods=["GET", "PATCH"]),
    Route(_WEBHOOK + "/signed", sending.webhook_signing, methods=["GET", "PATCH"]),
    Route(_GROUPS, unsubscribing.groups, methods=["GET", "POST"]),
    Route(_GROUP, unsubscribing.one_group, methods=["GET", "PATCH", "DELETE"]),
    Route(_GROUP + "/suppressions", unsubscribing.group_suppressions, methods=["GET", "POST"]),
    Route(
        _GROUP + "/suppressions/{email}",
        unsubscribing.one_group_suppression,
        methods=["DELETE"],
    ),
    Route(_GLOBAL, unsubscribing.global_suppressions, methods=["POST"]),
    Route(_GLOBAL + "/{email}", unsubscribing.one_global_suppression, methods=["GET", "DELETE"]),
    Route("/v3/suppression/unsubscribes", unsubscribing.global_suppressions),
    Route(_LISTED, unsubscribing.suppression_list, methods=["GET", "DELETE"]),
    Route(_LISTED + "/{email}", unsubscribing.one_suppression, methods=["GET", "DELETE"]),
    Route("/sandbox/mail", control.mails),
    Route("/sandbox/mail/{mail_id}", control.one_mail),
    Route("/sandbox/mail/{mail_id}/events", control.make_event, methods=["POST"]),
    Route("/sandbox/webhook", control.webhook, methods=["GET", "POST"]),
    Route("/sandbox/keys", control.api_keys, methods=["POST"]),
]
