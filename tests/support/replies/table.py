"""Replies written as a table (README of `tests/data/replies`), unfolded into records.

[scene] person | profile | day of our mail
A1.4 action 2026-02-27 Tailler les pommiers          a line that was asked for

@ scene 2026-02-12 from=… subject=… style=gmail      a reply, the day it was sent
its own words, up to « ~~ » before a signature
= act ref value ? or:act,act | the words that say so  « ? »: a doubt is due
"""

import re

_STYLES = {
    "gmail": "Le {day} à 07:02, Relocalisons <r.a1@reponses.relocalisons.example> a écrit :\n\n",
    "outlook": "________________________________\nDe : Relocalisons <r.a1@reponses.example>\n"
    "Envoyé : {day} 07:02\nÀ : {person}\nObjet : [Relocalisons] Votre point\n\n",
}
_TITLES = re.compile(r"\[(?P<scene>\w+)\] (?P<person>[^|]+) \| (?P<profile>\w+) \| (?P<day>\S+)")
_HEAD = re.compile(r"@ (?P<scene>\w+) (?P<sent>\S+)(?P<more>.*)")
_TRUTH = re.compile(
    r"= (?P<act>\w+) (?P<ref>\S+) (?P<value>.*?)(?P<doubt> \?)?(?: or:(?P<others>\S+))? \|"
    r" (?P<words>.+)"
)
_OPTION = re.compile(r"(\w+)=(.*?)(?= \w+=|$)")


def read_table(text: str) -> list[dict]:
    scenes: dict[str, dict] = {}
    found: list[dict] = []
    for block in re.split(r"\n(?=\[|@ )", text):
        head, *lines = block.rstrip("\n").split("\n")
        if title := _TITLES.fullmatch(head):
            scenes[title["scene"]] = _scene(title, lines)
        elif reply := _HEAD.fullmatch(head):
            found.append(_record(f"U{len(found) + 1:03}", scenes[reply["scene"]], reply, lines))
    return found


def _scene(title: re.Match, lines: list[str]) -> dict:
    asks = [
        dict(zip(("ref", "kind", "due", "title"), line.split(" ", 3), strict=True))
        for line in lines
        if line
    ]
    wanted = "\n".join(f"- {ask['ref']} : {ask['title']} (pour le {ask['due']})" for ask in asks)
    person = title["person"].strip()
    return {
        "person": person,
        "profile": title["profile"],
        "mail_sent": title["day"],
        "asks": asks,
        "mail_text": f"Bonjour {person},\n\nVoici ce que nous attendons de vous :\n{wanted}\n\n"
        "Répondez « c'est fait », « oui », « plutôt le … » ou « stop ».\nClaire, coordination",
    }


def _record(name: str, scene: dict, head: re.Match, lines: list[str]) -> dict:
    options = dict(_OPTION.findall(head["more"].strip()))
    options |= dict(line.split("=", 1) for line in lines if re.match(r"(?:from|attach)=", line))
    said = [line for line in lines if not re.match(r"(?:from|attach)=|= ", line)]
    own, _, signature = "\n".join(said).strip().partition("\n~~\n")
    body = f"{own}\n\n{signature}\n\n" if signature else f"{own}\n\n"
    start = len(body)
    if style := options.get("style"):
        body += _STYLES[style].format(day=scene["mail_sent"], person=scene["person"])
        body += "\n".join(
            ("> " if style == "gmail" else "") + line for line in scene["mail_text"].splitlines()
        )
    subject = options.get("subject", "Re: [Relocalisons] Votre point")
    return {
        "id": name,
        "sent": head["sent"],
        "from": options.get("from", scene["person"]),
        "subject": subject,
        "headers": {},
        "attachments": [options["attach"]] if "attach" in options else [],
        "context": scene,
        "body": body,
        "class": "out_of_office" if "automatique" in subject else "reply",
        "quoted_spans": [[start, len(body)]],
        "signature": signature,
        "truth": [_truth(line) for line in lines if line.startswith("= ")],
    }


def _truth(line: str) -> dict:
    match = _TRUTH.fullmatch(line)
    assert match, line
    value: object = match["value"]
    if match["value"] == "-":
        value = None
    elif match["value"].isdigit() and match["act"] == "progress":
        value = int(match["value"])
    elif re.fullmatch(r"\d{4}-\d\d-\d\d/\d{4}-\d\d-\d\d", match["value"]):
        value = {"about": match["value"].split("/")}
    return {
        "act": match["act"],
        "ref": None if match["ref"] == "-" else match["ref"],
        "value": value,
        "words": match["words"],
        "doubt": match["doubt"] is not None,
        "or_acts": (match["others"] or "").split(",") if match["others"] else [],
    }
