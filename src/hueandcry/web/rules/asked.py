"""What a person typed into the one search box: how it is read."""

import re
import unicodedata
from dataclasses import dataclass

LONGEST = 80

# Royal Mail's form of a postcode (outward part, then one digit and two letters), blanks taken out. The letters are
# not held to those in use, so that the invented county's postcodes, which cannot exist, are found as well.
POSTCODE = re.compile(r"([A-Z]{1,2}[0-9][A-Z0-9]?)([0-9][A-Z]{2})")
OUTCODE = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]?")
SECTOR = re.compile(r"([A-Z]{1,2}[0-9][A-Z0-9]?) ([0-9])")

# Codes of the national statistics offices: a letter and eight digits (E01…, W01…, E09…, E23…).
CODE = re.compile(r"[EWSN][0-9]{8}")


@dataclass(frozen=True)
class Asked:
    """The words as typed, and what they may be: a postcode, the beginning of one, an area's code, a name."""

    text: str
    postcode: str = ""
    outcode: str = ""
    sector: str = ""
    code: str = ""
    name: str = ""


def asked(text: str) -> Asked:
    """Read what was typed. A name is folded: small letters, no accents, no marks; "St. Helen's" is "st helens"."""
    tidy = " ".join(text.split())[:LONGEST]
    upper = tidy.upper()
    joined = upper.replace(" ", "")
    sector = SECTOR.fullmatch(upper)
    return Asked(
        text=tidy,
        postcode=joined if POSTCODE.fullmatch(joined) else "",
        outcode=sector[1] if sector else (joined if OUTCODE.fullmatch(joined) else ""),
        sector=sector[2] if sector else "",
        code=joined if CODE.fullmatch(joined) else "",
        name=folded(tidy),
    )


def folded(text: str) -> str:
    """Return the text as names are compared: "Ynys Môn" → "ynys mon", "Stoke-on-Trent" → "stoke on trent"."""
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))
    words = re.sub(r"[^\w\s]", " ", re.sub(r"['’.]", "", plain.replace("&", " and ").casefold()))
    return " ".join(words.split())


def spaced(postcode: str) -> str:
    """Return a postcode as people write it: "NE11AA" → "NE1 1AA"."""
    return f"{postcode[:-3]} {postcode[-3:]}"
