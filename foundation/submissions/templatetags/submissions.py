from __future__ import annotations

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from foundation.submissions.keys import new_key

register = template.Library()


@register.simple_tag(takes_context=True)
def submission_fields(context: dict[str, Any], record: Any = None) -> SafeString:
    """The hidden fields each form carries: a key of its own and, where it edits `record`, the revision seen."""
    request = context["request"]
    key = format_html('<input type="hidden" name="submission_key" value="{}">', new_key(request.user.pk))
    if record is None:
        return key
    return key + format_html('<input type="hidden" name="revision" value="{}">', record.revision)
