"""`{% load keeping %}`: a part of a page that is the same for many readers, made once.

{% keep "mandates.table" query page.number may_decide %} … {% endkeep %}

The words after the name are all that the part depends on besides records, the day and the language.
It may hold no token of a form and nothing about the person who reads (common/keeping.py).
"""

from __future__ import annotations

from django import template
from django.template import Context, Node, NodeList, TemplateSyntaxError
from django.template.base import FilterExpression, Parser, Token

from actionline.common.keeping import made

register = template.Library()


class Keep(Node):
    """What stands between `keep` and `endkeep`."""

    child_nodelists = ("nodelist",)

    def __init__(self, nodelist: NodeList, key: list[FilterExpression]) -> None:
        self.nodelist = nodelist
        self.key = key

    def render(self, context: Context) -> str:
        """As it was made for another reader; a page without a request is not shown to readers."""
        request = context.get("request")
        if request is None:
            return self.nodelist.render(context)
        key = [str(each.resolve(context)) for each in self.key]
        return made(request, lambda: self.nodelist.render(context), *key)


@register.tag
def keep(parser: Parser, token: Token) -> Keep:
    """`{% keep "name" … %}`."""
    _tag, *key = token.split_contents()
    if not key:
        raise TemplateSyntaxError("“keep” needs the name of the part.")
    nodelist = parser.parse(("endkeep",))
    parser.delete_first_token()
    return Keep(nodelist, [parser.compile_filter(each) for each in key])
