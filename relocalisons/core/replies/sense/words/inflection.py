"""Pure: the forms of French verbs, made by rule from their infinitives, accents left out."""

from collections.abc import Iterator
from enum import StrEnum


class Form(StrEnum):
    """A form of a verb."""

    PRESENT = "present"
    IMPERFECT = "imperfect"
    FUTURE = "future"
    CONDITIONAL = "conditional"
    PARTICIPLE = "participle"
    INFINITIVE = "infinitive"
    GERUND = "gerund"


# Present (six persons), root of the imperfect, root of the future, participle; a verb that ends
# like one of them bends like it: « transmettre » like « mettre ».
_IRREGULAR = {
    "etre": ("suis es est sommes etes sont", "et", "ser", "ete"),
    "avoir": ("ai as a avons avez ont", "av", "aur", "eu"),
    "aller": ("vais vas va allons allez vont", "all", "ir", "alle"),
    "faire": ("fais fais fait faisons faites font", "fais", "fer", "fait"),
    "dire": ("dis dis dit disons dites disent", "dis", "dir", "dit"),
    "lire": ("lis lis lit lisons lisez lisent", "lis", "lir", "lu"),
    "crire": ("cris cris crit crivons crivez crivent", "criv", "crir", "crit"),
    "venir": ("viens viens vient venons venez viennent", "ven", "viendr", "venu"),
    "tenir": ("tiens tiens tient tenons tenez tiennent", "ten", "tiendr", "tenu"),
    "prendre": ("prends prends prend prenons prenez prennent", "pren", "prendr", "pris"),
    "mettre": ("mets mets met mettons mettez mettent", "mett", "mettr", "mis"),
    "battre": ("bats bats bat battons battez battent", "batt", "battr", "battu"),
    "pouvoir": ("peux peux peut pouvons pouvez peuvent", "pouv", "pourr", "pu"),
    "vouloir": ("veux veux veut voulons voulez veulent", "voul", "voudr", "voulu"),
    "devoir": ("dois dois doit devons devez doivent", "dev", "devr", "du"),
    "savoir": ("sais sais sait savons savez savent", "sav", "saur", "su"),
    "falloir": ("faut faut faut faut faut faut", "fall", "faudr", "fallu"),
    "prevoir": ("prevois prevois prevoit prevoyons prevoyez prevoient", "prevoy", "prevoir",
                "prevu"),
    "voir": ("vois vois voit voyons voyez voient", "voy", "verr", "vu"),
    "cevoir": ("cois cois coit cevons cevez coivent", "cev", "cevr", "cu"),
    "suivre": ("suis suis suit suivons suivez suivent", "suiv", "suivr", "suivi"),
    "clure": ("clus clus clut cluons cluez cluent", "clu", "clur", "clu"),
    "clore": ("clos clos clot closons closez closent", "clos", "clor", "clos"),
    "courir": ("cours cours court courons courez courent", "cour", "courr", "couru"),
    "mourir": ("meurs meurs meurt mourons mourez meurent", "mour", "mourr", "mort"),
    "aitre": ("ais ais ait aissons aissez aissent", "aiss", "aitr", "u"),
    "croire": ("crois crois croit croyons croyez croient", "croy", "croir", "cru"),
    "cueillir": ("cueille cueilles cueille cueillons cueillez cueillent", "cueill", "cueiller",
                 "cueilli"),
    "partir": ("pars pars part partons partez partent", "part", "partir", "parti"),
    "sortir": ("sors sors sort sortons sortez sortent", "sort", "sortir", "sorti"),
    "servir": ("sers sers sert servons servez servent", "serv", "servir", "servi"),
    "sentir": ("sens sens sent sentons sentez sentent", "sent", "sentir", "senti"),
    "vrir": ("vre vres vre vrons vrez vrent", "vr", "vrir", "vert"),
    "frir": ("fre fres fre frons frez frent", "fr", "frir", "fert"),
    "uire": ("uis uis uit uisons uisez uisent", "uis", "uir", "uit"),
    "indre": ("ins ins int ignons ignez ignent", "ign", "indr", "int"),
    "fuir": ("fuis fuis fuit fuyons fuyez fuient", "fuy", "fuir", "fui"),
}  # fmt: skip
_SUBJUNCTIVES = {
    "etre": "sois soit soient", "avoir": "aie ait aient", "faire": "fasse fassent",
    "pouvoir": "puisse puissent puis", "venir": "vienne", "prendre": "prenne", "aller": "aille",
    "tenir": "tienne",
}  # fmt: skip
_IMPERFECT = ("ais", "ais", "ait", "ions", "iez", "aient")
_FUTURE = ("ai", "as", "a", "ons", "ez", "ont")


def forms_of(infinitive: str) -> Iterator[tuple[str, Form, int]]:
    """Each form of a verb, with its person from 1 to 6 (0: none)."""
    yield infinitive, Form.INFINITIVE, 0
    ending = next(
        (each for each in sorted(_IRREGULAR, key=len, reverse=True) if infinitive.endswith(each)),
        None,
    )
    if ending is not None:
        present, past, future, participle = _IRREGULAR[ending]
        root = infinitive.removesuffix(ending)
        told = [f"{root}{each}" for each in present.split()]
        for each in _SUBJUNCTIVES.get(ending, "").split():
            yield f"{root}{each}", Form.PRESENT, 3
        yield from _bent(told, root + past, root + future, root + participle)
    elif infinitive.endswith("er"):
        yield from _first(infinitive[:-2])
    elif infinitive.endswith("ir"):
        root = infinitive[:-1]
        ends = ("s", "s", "t", "ssons", "ssez", "ssent")
        yield from _bent([root + end for end in ends], f"{root}ss", f"{root}r", root)
    elif infinitive.endswith("dre"):
        root = infinitive[:-2]
        ends = ("s", "s", "", "ons", "ez", "ent")
        yield from _bent([root + end for end in ends], root, f"{root}r", f"{root}u")


def _first(root: str) -> Iterator[tuple[str, Form, int]]:
    """A verb in -er: its mute e changes « y » and doubles « l » and « t »."""
    mutes = {root}
    if root.endswith("y"):
        mutes.add(f"{root[:-1]}i")
    if root.endswith(("el", "et")):
        mutes.add(root + root[-1])
    soft = f"{root}e" if root.endswith("g") else root
    for mute in sorted(mutes):
        told = [f"{mute}e", f"{mute}es", f"{mute}e", f"{soft}ons", f"{root}ez", f"{mute}ent"]
        future = "enverr" if mute == "envoi" else "renverr" if mute == "renvoi" else f"{mute}er"
        yield from _bent(told, soft, future, f"{root}e")


def _bent(
    present: list[str], past: str, future: str, participle: str
) -> Iterator[tuple[str, Form, int]]:
    for person, form in enumerate(present, 1):
        yield form, Form.PRESENT, person
    for person, (then, ahead) in enumerate(zip(_IMPERFECT, _FUTURE, strict=True), 1):
        yield past + then, Form.IMPERFECT, person
        yield future + ahead, Form.FUTURE, person
        yield future + then, Form.CONDITIONAL, person
    yield f"{past}ant", Form.GERUND, 0
    for end in ("", "s", "e", "es"):
        yield participle + end, Form.PARTICIPLE, 0
