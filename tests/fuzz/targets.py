"""Every reader that is fuzzed, by its name."""

from tests.fuzz import small, word_files, workbooks, yaml_texts

TARGETS = {**workbooks.TARGETS, **word_files.TARGETS, **yaml_texts.TARGETS, **small.TARGETS}
