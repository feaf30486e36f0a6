"""Answers that come by themselves: all of it off until the operator turns it on."""

from pydantic import BaseModel, ConfigDict, Field


class AnswersFacts(BaseModel):
    """Where answers to mails come, and the public keys of those who bring and keep them."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    domain: str = Field(
        default="",
        pattern=r"^([a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})+)?$",
        description="a domain whose MX is the mail vendor’s, for answers only; empty: answers go "
        "to the coordinator alone",
        examples=["reponses.structure.fr"],
    )
    inbound_public_key: str = Field(
        default="",
        description="of SendGrid’s « Inbound Parse » (security policy); empty: no answers come",
        examples=["MFkw…"],
    )
    page_url: str = Field(
        default="",
        pattern=r"^(https://[a-z0-9.-]{3,200}(:\d{2,5})?)?$",
        description="where the answer page is served, without a path; empty: no link in mails",
        examples=["https://suivi.structure.fr"],
    )
    link_public_key: str = Field(
        default="",
        description="public half of what the runbook’s command made: links are verified with it",
        examples=["Zx1k…"],
    )
    seal_public_key: str = Field(
        default="",
        description="public half of what the runbook’s command made: answers are sealed with it",
        examples=["q83v…"],
    )
