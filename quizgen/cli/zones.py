"""The learner's own time zone: a day ends when it ends for the learner, whatever the season is now."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo


class Zone(tzinfo):
    """The learner's own time zone, as the system knows it: also what it was in summer."""

    def utcoffset(self, time: datetime | None) -> timedelta | None:
        """From UTC to a time on the learner's clock."""
        return time.replace(tzinfo=None).astimezone().utcoffset() if time else None

    def dst(self, time: datetime | None) -> timedelta | None:
        """Not known, and not needed."""
        del time
        return None

    def tzname(self, time: datetime | None) -> str | None:
        """What the system calls it."""
        return time.replace(tzinfo=None).astimezone().tzname() if time else None

    def fromutc(self, time: datetime) -> datetime:
        """The time on the learner's clock."""
        return time.replace(tzinfo=UTC).astimezone().replace(tzinfo=self)


ZONE = Zone()
