"""Pure: the words that shade a value: about, at least, to be confirmed."""

import re

APPROXIMATE = re.compile(
    r"^(?:~ ?|environ |env(?:\.| ) ?|approximativement |approx(?:\.| ) ?|autour de |a peu pres "
    r"|de l'ordre de |quelque )"
    r"|(?: environ| env\.?| a peu pres| approx\.?| ?\(?estim(?:e|ation|es|ee|ees)\.?\)?| est\.)$"
)
BOUND = re.compile(
    r"^(?:>=? ?|<=? ?|plus de |moins de |au moins |au plus |au minimum |au maximum |minimum "
    r"|maximum |mini? |maxi? |jusqu'a |pas plus de |a partir de |superieur a |inferieur a )"
    r"|(?: ?\+| ?mini?\.?| ?maxi?\.?| ?minimum| ?maximum| ou plus| et plus| au moins)$"
)
UNSURE = re.compile(
    r"(?: ?\?+| ?\(?(?:a confirmer|a valider|a verifier|a definir|a preciser|tbc|sous reserve"
    r"|provisoire)\)?)$"
)
