"""Who should lead the work on a mandate: whom its words ask, or who acts for them.

    party keys of mandates, their action lines -> Suggestion

The first who is asked leads, the others support. Where a Director is asked, the bureau acts
(`ActingBody`); members of a conference are asked as such and lead nothing. Where nobody is left,
the facilitators of the mandate's action lines are suggested.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from actionline.common.ui import isolated
from actionline.framework.models import Body, TaggedRecord
from actionline.mandates.models import Party

from .models import ActingBody, Facilitator

#: A kind of body that is many and has no office of its own.
MANY = "members"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The lead, who supports, and why: `asked` in the words, `acting` for `of`, or `facilitates`
    the action line `line`."""

    lead: Body
    supporting: tuple[Body, ...] = ()
    why: str = "asked"
    of: Body | None = None
    line: str = ""
    certain: bool = True  # a facilitator by a source that was not read is not

    @property
    def reason(self) -> str:
        """Why, in the active language."""
        if self.why == "acting" and self.of is not None:
            return _("acts for %(body)s, which is asked") % {"body": isolated(self.of)}
        if self.why == "facilitates":
            return _("facilitates %(line)s") % {"line": isolated(self.line)}
        return _("is asked in the text")


@dataclass(frozen=True, slots=True)
class _Known:
    bodies: Mapping[str, Body]
    acting: Mapping[int, ActingBody]
    facilitators: Mapping[str, Sequence[Facilitator]]


def suggestions(mandates: Iterable[tuple[int, str]]) -> dict[int, Suggestion]:
    """For mandates by key and party keys (`Mandate.party_keys`), those who should lead them.

    Four queries, and one for the tags of those whose words name nobody suitable.
    """
    rows = list(mandates)
    known = _known()
    found: dict[int, Suggestion] = {}
    for key, party_keys in rows:
        suggested = _of_words(_asked(party_keys, known), known)
        if suggested is not None:
            found[key] = suggested
    left = [key for key, _parties in rows if key not in found]
    for key, codes in _lines(left).items():
        suggested = _of_lines(codes, known)
        if suggested is not None:
            found[key] = suggested
    return found


def _known() -> _Known:
    facilitators: dict[str, list[Facilitator]] = {}
    for each in Facilitator.objects.select_related("line", "body").exclude(
        role=Facilitator.Role.PARTNER
    ):
        facilitators.setdefault(each.line.code, []).append(each)
    return _Known(
        {body.slug: body for body in Body.objects.all()},
        {each.asked_id: each for each in ActingBody.objects.select_related("acting")},
        facilitators,
    )


def _asked(party_keys: str, known: _Known) -> list[Body]:
    parts = (part.partition(":") for part in party_keys.split())
    slugs = [slug for role, _colon, slug in parts if role == Party.Role.ACTOR]
    return [known.bodies[slug] for slug in slugs if slug in known.bodies]


def _of_words(asked: Sequence[Body], known: _Known) -> Suggestion | None:
    chosen: dict[int, tuple[Body, Body]] = {}  # who acts, and for whom
    for body in asked:
        acting = known.acting.get(body.pk)
        if acting is None and body.kind != MANY:
            chosen.setdefault(body.pk, (body, body))
        elif acting is not None and acting.acting is not None:
            chosen.setdefault(acting.acting.pk, (acting.acting, body))
    if not chosen:
        return None
    (lead, of), *others = chosen.values()
    supporting = tuple(body for body, _of in others)
    if lead.pk == of.pk:
        return Suggestion(lead, supporting)
    return Suggestion(lead, supporting, "acting", of)


def _of_lines(codes: Iterable[str], known: _Known) -> Suggestion | None:
    found = [each for code in codes for each in known.facilitators.get(code, ())]
    if not found:
        return None
    first = next((each for each in found if each.verified), found[0])
    others = {each.body_id: each.body for each in found if each.body_id != first.body_id}
    supporting = tuple(others.values())
    number = first.line.number
    return Suggestion(first.body, supporting, "facilitates", None, number, first.verified)


def _lines(keys: Sequence[int]) -> dict[int, list[str]]:
    """The codes of the action lines of mandates that have any, each in its order."""
    if not keys:
        return {}
    tagged = TaggedRecord.objects.filter(
        record_type="mandates.mandate",
        record_id__in=[str(key) for key in keys],
        lines__isnull=False,
    )
    found: dict[int, list[str]] = {}
    for key, code in tagged.order_by("lines__position").values_list("record_id", "lines__code"):
        found.setdefault(int(key), []).append(code)
    return found
