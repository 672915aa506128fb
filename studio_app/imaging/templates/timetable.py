"""A week plan from short lines such as `Mon 20:00 Ranked climb`: the day, the time and what is on."""

from __future__ import annotations

import re
from dataclasses import dataclass

# Names of the days by language, Monday first; only whole words count, a full stop after them is dropped.
_NAMES = (
    "mon monday mo montag lun lunes lundi seg segunda pon пн 월 月 月曜",
    "tue tues tuesday di dienstag mar martes mardi ter terça wt вт 화 火 火曜",
    "wed wednesday mi mittwoch mié mie miércoles mer mercredi qua quarta ср 수 水 水曜",
    "thu thur thurs thursday do donnerstag jue jueves jeu jeudi qui quinta czw чт 목 木 木曜",
    "fri friday fr freitag vie viernes ven vendredi sex sexta pt пт 금 金 金曜",
    "sat saturday sa samstag sonnabend sáb sab sábado sam samedi sob сб 토 土 土曜",
    "sun sunday so sonntag dom domingo dim dimanche nd вс 일 日 日曜",
)
_SPANS = "daily everyday weekdays weekend weekends täglich"
DAYS = frozenset(" ".join((*_NAMES, _SPANS)).split())
# Days that are also words, in their own language or another: only what follows them tells.
_ALSO_WORDS = (
    "so do mi sa di mo fr mar mer sex dom pt sam dim ven jeu lun sab nd ter qua qui seg wt mie vie pon sob "
    "月 火 水 木 金 土 日 월 화 수 목 금 토 일"
)
AMBIGUOUS = frozenset(_ALSO_WORDS.split())
_JOINT = r"\s*(?:[-–—/&+]|to|bis|and|und|y)\s*"
_WORD = r"[^\W\d_]+\.?"
_END = r"(?=$|[\s:,|·–—-])"
_DAY = re.compile(rf"({_WORD})(?:({_JOINT})({_WORD}))?{_END}", re.IGNORECASE)
_AMPM = r"(?:\s?[ap]\.?m\.?)"
_HOURS = r"(?:[01]?\d|2[0-3])"
_CLOCK = rf"{_HOURS}:[0-5]\d{_AMPM}?|(?:1[0-2]|0?[1-9]){_AMPM}"
# A point or an h between hours and minutes is a clock only behind a day: `3.50` may be a price, `24h` how long.
_LOOSE = rf"{_CLOCK}|{_HOURS}[.h][0-5]\d|{_HOURS}h"
_ZONE = r"(?:\s?(?:UTC|GMT|CET|CEST|EST|EDT|ET|CT|MT|PT|PST|PDT|BST|JST|KST|MSK|AEST|Uhr)(?:[+-]\d{1,2})?)?"
_RANGE = rf"(?:1[0-2]|0?[1-9])\s?[-–—]\s?(?:1[0-2]|0?[1-9]){_AMPM}"


def _pattern(clock: str) -> re.Pattern[str]:
    span = rf"{_RANGE}|(?:{clock})(?:\s?[-–—]\s?(?:{clock}))?"
    return re.compile(rf"(?:at\s+|um\s+|@\s*)?((?:{span}){_ZONE}){_END}", re.IGNORECASE)


_TIME, _TIME_OF_DAY = _pattern(_CLOCK), _pattern(_LOOSE)
_BETWEEN = re.compile(r"^[\s:,|·–—-]+")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a plan; `day` and `time` are as written and may be empty, as may `title` when one of them is not."""

    day: str
    time: str
    title: str


def _is_day(word: str) -> bool:
    return word.casefold().rstrip(".") in DAYS


def _day(text: str) -> tuple[str, str]:
    """(day or span of days, the rest); no day where the first word is another one."""
    found = _DAY.match(text)
    if found is None or not _is_day(found.group(1)):
        return "", text
    end = found.end() if found.group(3) and _is_day(found.group(3)) else found.end(1)
    day, rest = text[:end], text[end:]
    told = not rest or rest[0] in ":|,–—-" or _TIME_OF_DAY.match(_trimmed(rest))
    if day.casefold().rstrip(".") in AMBIGUOUS and not told:
        return "", text
    return day, rest


def _time(text: str, pattern: re.Pattern[str]) -> tuple[str, str]:
    found = pattern.match(text)
    return (found.group(1).strip(), text[found.end() :]) if found else ("", text)


def _trimmed(text: str) -> str:
    return _BETWEEN.sub("", text).strip()


def entry(line: str) -> Entry | None:
    """`line` taken apart; None for an empty one. Day and time may come in either order, but only at the start.

    No word is lost: what is neither day nor time is the title. Separators at the seams and an `at` are dropped.
    """
    text = _trimmed(" ".join(line.split()))
    day, rest = _day(text)
    time, rest = _time(_trimmed(rest), _TIME_OF_DAY) if day else _time(text, _TIME)
    if time and not day:
        day, rest = _day(_trimmed(rest))
    title = _trimmed(rest)
    return Entry(day.rstrip("."), time, title) if day or time or title else None


def entries(lines: tuple[str, ...], most: int) -> list[Entry]:
    """The first `most` lines that say something."""
    return [found for line in lines if (found := entry(line)) is not None][:most]
