"""The bank holidays of a region, from the library ``holidays``, which knows them for every country."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from ragplan.english import listed
from ragplan.suggestion import did_you_mean

NAMES = {
    "england": "GB-ENG",
    "wales": "GB-WLS",
    "england and wales": "GB-ENG",
    "scotland": "GB-SCT",
    "northern ireland": "GB-NIR",
    "united kingdom": "GB",
}
"""Regions that are known by name, and their codes; those of the whole kingdom are what all parts share."""

_CODE = re.compile(r"([A-Za-z]{2})(?:-([A-Za-z0-9]{1,3}))?")
_LANGUAGES = ("en_GB", "en_US")


class UnknownRegionError(Exception):
    """A region whose bank holidays cannot be had; the message and ``help`` are for people."""

    def __init__(self, message: str, help: str) -> None:
        super().__init__(message)
        self.help = help


def of_region(region: str) -> Mapping[date, str]:
    """The bank holidays of a region by day, with their names. Raises ``UnknownRegionError``.

    Their language is given, because the library would take that of the machine.
    """
    code = NAMES.get(" ".join(region.casefold().split()), region)
    parts = _CODE.fullmatch(code)
    if parts is None:
        raise _unknown(region)
    try:
        import holidays
    except ModuleNotFoundError as error:
        raise UnknownRegionError(
            f"the bank holidays of {region!r} need the library 'holidays', which is not installed",
            "run pip install 'ragplan[holidays]', or list the days: bank_holidays: [2014-04-18]",
        ) from error
    country, part = parts[1].upper(), parts[2].upper() if parts[2] else None
    try:
        plain = holidays.country_holidays(country, subdiv=part)
        known = plain.supported_languages
        language = next((each for each in _LANGUAGES if each in known), plain.default_language)
        return holidays.country_holidays(country, subdiv=part, language=language)
    except NotImplementedError as error:
        raise _unknown(region) from error


def _unknown(region: str) -> UnknownRegionError:
    known = [name.title().replace(" And ", " and ") for name in NAMES]
    return UnknownRegionError(
        f"there is no region {region!r} whose bank holidays are known",
        f"{did_you_mean(region, known)} Known here: {listed(known)}, ISO codes such as GB-SCT or IE; "
        "or list the days".strip(),
    )
