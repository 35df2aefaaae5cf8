"""What a template prints in the cells of an answer: words, decision and comment, or the notices in their place."""

from __future__ import annotations

from collections.abc import Sequence

from cabinet_papers.matter.columns import COMMENT, DECISION, MEMBER, NUMBER, RECOMMENDATION, REF
from cabinet_papers.old_papers.columns import OldColumn

UNDER = "of Part 1 of Schedule 12A to the Local Government Act 1972."
EXEMPT = (
    "This recommendation is not for publication because it contains exempt information as defined in paragraph "
    f"{{{{ row.exempt }}}} {UNDER}"
)
EXEMPT_ANSWER = (
    "This response is not for publication because it contains exempt information as defined in paragraph "
    f"{{{{ row.answer_exempt }}}} {UNDER}"
)
DECIDED = (
    "{% if row.withheld or row.answer_withheld %}Exempt{% elif row.withdrawn %}Withdrawn"
    "{% elif row.decision %}{{ row.decision }}{% else %}Awaited{% endif %}"
)
SHARED = "See the answer to recommendation {{ row.answered_with }}."


def write_recommendation(before: str) -> list[str]:
    """Return the paragraphs of a recommendation's words, or of the notice in their place."""
    return ["{%p if row.withheld %}", before + EXEMPT, "{%p else %}", before + "{{p row.text }}", "{%p endif %}"]


def write_comment(*, is_alone: bool) -> list[str]:
    """Return the paragraphs of what Cabinet says; where that is all, with what is printed while it is awaited."""
    awaited = ["{%p elif not row.comment and not row.withheld %}", "Awaited"] if is_alone else []
    return [
        "{%p if row.withdrawn %}", "{{ row.withdrawn }}", "{%p elif row.answer_withheld %}", EXEMPT_ANSWER,
        "{%p elif row.answered_with %}", SHARED, *awaited, "{%p else %}", "{{p row.comment }}", "{%p endif %}",
    ]  # fmt: skip


def write_decision(*, is_alone: bool) -> list[str]:
    """Return the paragraphs of a decision; where there is no place for comments, with what else there is to say."""
    if not is_alone:
        return [DECIDED]
    return [
        "{%p if row.withdrawn %}", "Withdrawn: {{ row.withdrawn }}", "{%p elif row.answer_withheld %}", EXEMPT_ANSWER,
        "{%p elif row.answered_with %}", SHARED, "{%p else %}", DECIDED, "{%p endif %}",
    ]  # fmt: skip


def write_cell(column: OldColumn, columns: Sequence[OldColumn], *, is_numbered: bool) -> list[str]:
    """Return the paragraphs of one column; with `is_numbered` the number is ahead of the recommendation's words."""
    names = {each.name for each in columns}
    match column.name:
        case RECOMMENDATION.name:
            return write_recommendation("{{ row.numbered }} " if is_numbered and NUMBER.name not in names else "")
        case DECISION.name:
            return write_decision(is_alone=COMMENT.name not in names)
        case COMMENT.name:
            return write_comment(is_alone=DECISION.name not in names)
        case NUMBER.name:
            return ["{{ row.numbered }}"]
        case MEMBER.name | REF.name:
            return [f"{{{{ row.{column.name} }}}}"]
        case "topic":
            return ["{{ topic.title }}"]
    return [column.placeholder] if column.name else [""]
