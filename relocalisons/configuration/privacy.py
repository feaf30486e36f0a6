"""What the papers of the GDPR need from the operator; all of it optional, all of it asked for."""

from datetime import date
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from relocalisons.configuration.values import WrongValueError


def _page(value: str) -> str:
    parts = urlsplit(value)
    if value and (parts.scheme != "https" or not parts.netloc or any(map(str.isspace, value))):
        raise WrongValueError(f"« {value} » is no address of a page", "write it with https://")
    return value


class ProcessorFacts(BaseModel):
    """Somebody who handles the data for the controller (article 28)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(
        default="", description="as its contract names it", examples=["Hébergeur SAS"]
    )
    country: str = Field(default="", description="where it handles them", examples=["France"])
    contract: date | None = Field(
        default=None,
        description="day of the contract that article 28 asks for, without quotes",
        examples=[date(2025, 9, 1)],
    )
    transfer: Literal["", "none", "adequacy", "clauses", "corporate_rules"] = Field(
        default="",
        description="what allows a transfer out of Europe, as that contract says; none: there is "
        "no transfer; empty: not known",
        examples=["none"],
    )


class PrivacyFacts(BaseModel):
    """What the papers of the GDPR say: `relocalisons privacy`; what is empty is « à compléter »."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    controller: str = Field(
        default="", description="who decides why and how", examples=["Association Localizz"]
    )
    address: str = Field(
        default="", description="of the controller", examples=["1 place du Marché, 84000 Avignon"]
    )
    contact: str = Field(
        default="",
        description="where people exercise their rights",
        examples=["donnees@structure.fr"],
    )
    officer: str = Field(
        default="",
        description="address of the data protection officer; aucun: none is designated",
        examples=["dpo@structure.fr"],
    )
    legal_basis: Literal["", "legitimate_interest", "public_task"] = Field(
        default="",
        description="which basis of article 6 the controller chose; empty: not chosen",
        examples=["legitimate_interest"],
    )
    interest: str = Field(
        default="",
        description="the interest pursued, in French, with legitimate_interest",
        examples=["mener à bien le programme financé"],
    )
    notice_url: Annotated[str, AfterValidator(_page)] = Field(
        default="",
        description="where the notice is published; linked in the first mail to each person",
        examples=["https://structure.fr/donnees"],
    )
    google: ProcessorFacts = ProcessorFacts()
    mail_vendor: ProcessorFacts = ProcessorFacts()
    host: ProcessorFacts = ProcessorFacts()

    @property
    def has_no_officer(self) -> bool:
        """Whether the operator says that nobody had to be designated (article 37)."""
        return self.officer.strip().casefold() == "aucun"
