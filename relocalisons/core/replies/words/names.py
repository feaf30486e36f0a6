"""Pure: people, addresses and telephones that a sentence names."""

import re

from relocalisons.core.reading.cells.words import fold

_TITLE = r"(?:Mme|Mlle|MM?\.|Mr|Monsieur|Madame|Maître|Maitre|Me|Dr)"
_CAPITAL = r"[A-ZÉÈÀÂÎÔÇ][\w’'-]*\w"
_TITLED = re.compile(rf"{_TITLE}\s+((?:{_CAPITAL})(?:\s+(?:de |d'|du )?{_CAPITAL})*)")
_FULL = re.compile(rf"(?<![\w-])({_CAPITAL}(?:-{_CAPITAL})?(?:\s+(?:de |du |d')?{_CAPITAL})+)")
_SINGLE = re.compile(rf"(?<![\w-])({_CAPITAL})")
_RELATION = re.compile(
    r"\b((?:mon|ma|mes|son|sa|notre) (?:fils|fille|président|présidente|voisin|voisine|"
    r"beau-frère|beau-père|gendre|oncle|tante|neveu|nièce|second|commis|adjoint|adjointe|"
    r"trésorier|trésorière|stagiaire|assistante?|suppléante?|père|mère|frère|sœur|femme|mari|frere|soeur|pere|mere|associee?|collegue|"
    r"adjointe?|cousine?|conjointe?|remplacante?|successeur|chef|comptable|directeur|directrice|"
    r"secretaire))\b(?: [A-ZÉÈ][\w-]+)?"
)
EMAIL = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"(?:\+33|0)\s?[1-9](?:[ .-]?\d{2}){4}(?:\s+poste\s+\d+)?")
_OFFICE = re.compile(
    r"(?:\bmais (?:plutôt )?(?:de l[ae] |de l['’]|des |du |d['’]|à l[ae] |à l['’]|aux? |c['’]est )|"
    r"\b[Vv](?:oir|oyez|ois) (?:plutôt |directement |ça |cela )*(?:avec |auprès (?:de |"
    r"du ))?(?!que|si|ce|bien|mon mail)|"
    r"\b(?:[Aa]dressez-vous|vous adresser|[Dd]emande[rz]|[Éé]crire|confiée?s? |transmise?s? |"
    r"passée?s? |renvoyée?s? )"
    r" ?(?:plutôt |directement )*(?:à |au |aux |auprès (?:de |du ))|"
    r"\b(?:relève(?:nt)?|dépend(?:ent)?|ressort)(?: plutôt| exclusivement)? (?:de l[ae] |"
    r"de l['’]|des |du |d['’]|de )|"
    r"\b(?:concerne|incombe à|appartient à|géré par|gérée par|suivi par|suivie par) |"
    r",? (?:le|la|les|l['’]) ?\w+,? c['’]est |\bc['’]est (?:plutôt )?(?=(?:l[ea]|mon|ma|"
    r"notre) \w+ qui))"
    r"(?P<of>(?:l[ae] |les |l['’]|une? |mon |ma |notre |son |sa )?(?!moi|nous|vous|toi|eux|lui|"
    r"pas\b|fait|bon|ok)[\w'’-]{3,}(?: (?!qui|pour|et|mais|est|sont|au|car)[\w'’-]+){0,4})"
)
_NOT_NAMES = frozenset(
    (
        "je", "il", "elle", "on", "nous", "vous", "le", "la", "les", "pour", "oui", "non", "ce",
        "bonjour", "merci", "voir", "voyez", "copil", "cotech", "cotec", "ecrivez", "mail", "si",
        "drive", "pj", "mon", "ma", "madame", "monsieur", "c'est", "a", "y", "en", "un", "une",
        "donne", "pouvoir", "rappelez", "dossier", "depuis", "moi", "pas", "adressez", "contactez",
        "cela", "euh", "ah", "oh", "bon", "bref", "suite", "vu", "comme", "desole", "desolee",
        "avec", "quand", "apres", "avant", "tout", "tous", "toutes", "personne", "au", "aux", "du",
        "des", "dans", "par", "sur", "sans", "chez", "enfin", "finalement", "normalement",
        "malheureusement", "exceptionnellement", "sinon", "donc",
    )
)  # fmt: skip
_ELIDED = ("L'", "L’", "D'", "D’", "J'", "J’", "C'", "C’", "S'", "S’", "N'", "N’", "Q'")
_MONTHS = re.compile(
    r"(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)"
)


def people_in(original: str) -> list[tuple[str, bool]]:
    """The people named, in order, and whether the name is whole (title or first and last name)."""
    text = EMAIL.sub(" ", original)
    found: list[tuple[int, str, bool]] = []
    taken: list[tuple[int, int]] = []
    for pattern, whole in ((_TITLED, True), (_FULL, True), (_SINGLE, False)):
        for match in pattern.finditer(text):
            start, end = match.span()
            name = match[0] if pattern is _TITLED else match[1]
            name = _trimmed(name)
            if re.search(r"\d", name):
                continue  # « COPIL4 » is a line of ours
            if name and not any(start < b and a < end for a, b in taken):
                taken.append((start, end))
                found.append((start, name, whole and (" " in name)))
    return [(name, whole) for _, name, whole in sorted(found)]


def _trimmed(name: str) -> str:
    words = name.split()
    while words and (
        fold(words[0]) in _NOT_NAMES or words[0][:2] in _ELIDED or _MONTHS.fullmatch(fold(words[0]))
    ):
        words.pop(0)
    return " ".join(words)


def relation_in(text: str) -> str:
    """« mon fils », « sa femme »: somebody without a name."""
    match = _RELATION.search(text)
    return match[0] if match else ""


def office_in(original: str) -> str:
    """« voyez avec la coop », « mais du syndicat des eaux »: whose line it is, without a name."""
    match = _OFFICE.search(original)
    return match["of"].strip(" .") if match else ""


def emails_in(original: str) -> list[str]:
    """The addresses of a text."""
    return [match.rstrip(".") for match in EMAIL.findall(original)]


def phone_in(original: str) -> str:
    """The first telephone of a text, with its extension."""
    match = _PHONE.search(original)
    return match[0] if match else ""


def name_of_address(address: str) -> str:
    """« Marion Teyssier » of marion.teyssier@…; empty when the address names nobody."""
    parts = [part for part in re.split(r"[._]", address.partition("@")[0]) if part.isalpha()]
    if len(parts) != 2 or min(map(len, parts)) < 2:
        return ""
    return " ".join(part.capitalize() for part in parts)


def same_person(sender: str, person: str) -> bool:
    """Whether the sender bears the name of the person that we wrote to."""
    one, other = (
        set(fold(sender).replace("-", " ").split()),
        set(fold(person).replace("-", " ").split()),
    )
    return not one or not other or one <= other or other <= one
