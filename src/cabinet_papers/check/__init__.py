"""The rules that check a matter: one function a rule, one file a family, all of them in RULES."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from cabinet_papers.check.abbreviations import check_spelt_out, check_two_meanings
from cabinet_papers.check.addresses import check_tracking, check_wrapped_addresses
from cabinet_papers.check.answers import (
    check_answer_to_all,
    check_contradiction,
    check_needed,
    check_owner_and_date,
    check_reasons,
    check_several_answers,
    check_tension,
    check_unfinished,
)
from cabinet_papers.check.capitals import check_capitals, check_offices
from cabinet_papers.check.councillors import check_councillors, check_listed_names
from cabinet_papers.check.counts import (
    check_appendices,
    check_noun_of_the_body,
    check_number_of_the_sentence,
    check_number_stated,
)
from cabinet_papers.check.doubled import check_articles, check_marks_twice, check_words_twice
from cabinet_papers.check.left_over import check_blanks, check_left_over
from cabinet_papers.check.letters import check_letters
from cabinet_papers.check.line_ends import check_line_ends
from cabinet_papers.check.markup import check_unset_marks
from cabinet_papers.check.names import check_spellings
from cabinet_papers.check.no_recommendations import check_no_recommendations
from cabinet_papers.check.order import check_announced_words, check_due_date, check_meetings
from cabinet_papers.check.pasted import check_pasted
from cabinet_papers.check.people import check_directory, check_form_of_address, check_titles
from cabinet_papers.check.placement import check_misplaced, check_placement
from cabinet_papers.check.plan_services import check_listed_services
from cabinet_papers.check.plan_updates import (
    check_changed_since,
    check_completed,
    check_contradicting,
    check_no_service,
    check_not_taken,
)
from cabinet_papers.check.plan_years import (
    check_former_numbers,
    check_gone_actions,
    check_notes,
    check_recognised,
    check_refs,
    check_renamed_priorities,
)
from cabinet_papers.check.plans import check_asterisks, check_summary_names, check_years
from cabinet_papers.check.punctuation import check_dashes, check_quotation_marks, check_typed_numbers
from cabinet_papers.check.references import (
    check_actions_referred_to,
    check_appendices_referred_to,
    check_paragraphs_referred_to,
    check_recommendations_referred_to,
)
from cabinet_papers.check.report_headings import check_report_headings
from cabinet_papers.check.responses import check_answers
from cabinet_papers.check.sentences import (
    check_full_stops,
    check_heading_case,
    check_long_sentences,
    check_odd_abbreviations,
    check_plurals,
)
from cabinet_papers.check.spacing import check_double_spaces, check_missing_spaces, check_stray_spaces
from cabinet_papers.check.sums import check_sentence_sums, check_table_sums
from cabinet_papers.check.written_dates import (
    check_date_form,
    check_impossible_dates,
    check_relative_dates,
    check_weekdays,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from cabinet_papers.check.checked_matter import CheckedMatter
    from cabinet_papers.findings.diagnostics import Code, Diagnostic

# More findings of one code are not reported of a matter; who corrected so many checks again.
MOST_OF_A_KIND = 2_000
RULES: tuple[Callable[[CheckedMatter], Iterable[Diagnostic]], ...] = (
    # Errors that stop a paper.
    check_placement, check_misplaced, check_answers, check_no_recommendations, check_report_headings, check_meetings,
    check_due_date, check_years, check_refs, check_former_numbers,
    # References from one text to another.
    check_recommendations_referred_to, check_actions_referred_to, check_appendices_referred_to,
    check_paragraphs_referred_to, check_appendices, check_number_of_the_sentence, check_number_stated,
    check_noun_of_the_body, check_announced_words, check_summary_names, check_asterisks,
    # An action plan beside last year's.
    check_gone_actions, check_recognised, check_notes, check_renamed_priorities,
    check_listed_services, check_no_service, check_contradicting, check_completed,
    check_not_taken, check_changed_since,
    # People and names.
    check_titles, check_directory, check_form_of_address, check_councillors, check_listed_names, check_spellings,
    check_two_meanings, check_spelt_out, check_capitals, check_offices,
    # Answers.
    check_reasons, check_contradiction, check_several_answers, check_unfinished, check_tension, check_owner_and_date,
    check_answer_to_all, check_needed,
    check_relative_dates, check_table_sums, check_sentence_sums,
    check_wrapped_addresses,
    # House style. Spelling is checked for all matters at once.
    check_letters, check_line_ends, check_tracking,
    check_double_spaces, check_stray_spaces, check_missing_spaces, check_quotation_marks, check_dashes,
    check_left_over, check_blanks, check_unset_marks, check_typed_numbers, check_pasted, check_date_form,
    check_weekdays, check_impossible_dates, check_full_stops,
    check_long_sentences, check_heading_case, check_odd_abbreviations, check_plurals,
    check_words_twice, check_articles, check_marks_twice,
)  # fmt: skip


def check_matter(checked: CheckedMatter) -> list[Diagnostic]:
    """Return what every rule finds, of one kind as much as anybody corrects before the next check."""
    findings: list[Diagnostic] = []
    counts: Counter[Code] = Counter()
    for rule in RULES:
        for finding in rule(checked):
            counts[finding.code] += 1
            if counts[finding.code] <= MOST_OF_A_KIND:
                findings.append(finding)
    return findings
