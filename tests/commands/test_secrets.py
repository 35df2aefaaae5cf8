"""Secret words in a hundred places at once: no command prints, writes or remembers them outside the exempt set.

The long combination, with every command, is `make secrets`.
"""

import tempfile
from pathlib import Path

import pytest
from tools.secret_words import Finder, read_texts
from tools.try_secrets import GOOD, Trial, write_matters


@pytest.fixture
def trial(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Trial:
    """A workspace in which everything that can be exempt is, and has words that are nowhere else."""
    made = Trial(tmp_path / "room", GOOD, has_errors=False)
    monkeypatch.setattr(tempfile, "tempdir", str(made.home))
    made.run("sheet")
    return made


@pytest.mark.slow
def test_no_command_shows_them_outside_the_exempt_set(trial: Trial) -> None:
    trial.fill_in(["ask_for_a_table", "write_a_note", "hide", "look_odd", "add_worksheets", "fill_in_properties"])
    for command in (
        ("build", "--html"), ("check", "--all"), ("check", "--format", "json"), ("check", "--mark"),
        ("why", "depot", "2"), ("why", "depot", "3"), ("status",), ("sheet",),
    ):  # fmt: skip
        trial.run(*command)
    assert trial.leaks == []
    secrets = trial.places.secrets.values()
    assert len(secrets) > 80
    assert trial.searched > 500
    assert (trial.root / "output/Report back.docx").is_file()
    # They are where they belong, and are found there.
    exempt = list((trial.root / "output/depot/exempt").glob("*.docx"))
    finder = Finder(secrets)
    without = [path.name for path in exempt if not any(finder.find(text) for _, text in read_texts(path))]
    # Of recommendation 3 only the answer is exempt, which its note does not print.
    assert without == ["EXEMPT - Note 3 - Depot Site.docx"]
    assert len(exempt) == 10


def test_a_plan_with_a_mark_hides_all_of_it(trial: Trial) -> None:
    """A plan is public, so the mark is an error; whoever wrote it meant that its words are not."""
    write_matters(trial.root, trial.places, GOOD, plan_mark="exempt: 3")
    for command in (("check", "--all"), ("build",), ("why", "land-plan", "1.3"), ("take", "land-plan")):
        trial.run(*command)
    assert trial.leaks == []
    assert not (trial.root / "output/land-plan").exists()


def test_what_is_marked_once_it_was_public_is_gone_from_all_public_papers(trial: Trial) -> None:
    trial.are_secret = False
    write_matters(trial.root, trial.places, "# public", has_errors=False)
    for name in ("depot", "land"):
        path = trial.root / f"data/{name}/recommendations.yaml"
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace(", # public", "").replace("exempt_answer: 3", "ref: X"), encoding="utf-8")
    trial.run("build", "--html")
    public = {path.name for path in (trial.root / "output/depot").glob("*.html")}
    trial.are_secret = True
    trial.known.clear()
    write_matters(trial.root, trial.places, GOOD, has_errors=False)
    trial.run("build")
    assert trial.leaks == []
    # A page that says nothing of what is exempt is as it was.
    left = {path.name for path in (trial.root / "output/depot").glob("*.html")}
    put_away = {path.name for path in (trial.root / "output/depot/exempt/superseded").glob("*.html")}
    assert (left | put_away, left & put_away) == (public, set())
    assert {"Scrutiny report - Depot Site.html", "Note 2 - Depot Site.html"} <= put_away
