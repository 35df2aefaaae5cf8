"""Other fillers of templates: those for Node, which are fetched where it is on this computer."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from benchmarks.data import Work

PACKAGES = ("docxtemplater@3.71.0", "pizzip@3.3.0", "easy-template-x@7.2.8")
# Their own syntax: a loop over rows in a table.
SCRIPTS = {
    "docxtemplater": """
const PizZip = require("pizzip"), Docxtemplater = require("docxtemplater"), fs = require("fs");
const [template, data, folder] = process.argv.slice(2);
const every = JSON.parse(fs.readFileSync(data)), content = fs.readFileSync(template);
every.forEach((work, at) => {
  const filled = new Docxtemplater(new PizZip(content), { delimiters: { start: "{{", end: "}}" } }).render(work);
  fs.writeFileSync(`${folder}/${at}.docx`, filled.getZip().generate({ type: "nodebuffer", compression: "DEFLATE" }));
});
""",
    "easy-template-x": """
const { TemplateHandler } = require("easy-template-x"), fs = require("fs");
const [template, data, folder] = process.argv.slice(2);
(async () => {
  const content = fs.readFileSync(template);
  const handler = new TemplateHandler({ delimiters: { tagStart: "{{", tagEnd: "}}" } });
  const every = JSON.parse(fs.readFileSync(data));
  for (let at = 0; at < every.length; at++)
    fs.writeFileSync(`${folder}/${at}.docx`, await handler.process(content, every[at]));
})();
""",
}


def find_peers(room: Path, template: Path) -> Iterator[tuple[str, Callable[[Sequence[Work]], list[bytes]]]]:
    """Yield each with what fills the template for all of the work; none without Node, or where nothing is fetched."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        return
    fetch = [npm, "install", "--no-save", "--prefix", str(room), *PACKAGES]
    if subprocess.run(fetch, capture_output=True, check=False).returncode:  # noqa: S603 - our own list
        return
    for package in PACKAGES:
        name = package.partition("@")[0]
        if name in SCRIPTS:
            path = room / f"{name}.js"
            path.write_text(SCRIPTS[name], "utf-8")
            yield package, partial(_fill, node, path, template)


def _fill(node: str, script: Path, template: Path, every: Sequence[Work]) -> list[bytes]:
    folder = script.parent / script.stem
    folder.mkdir(exist_ok=True)
    own = _put_own_tags(template, folder)
    data = folder / "data.json"
    values = [{**work._asdict(), "rows": [row._asdict() for row in work.rows]} for work in every]
    data.write_text(json.dumps(values), "utf-8")
    subprocess.run([node, str(script), str(own), str(data), str(folder)], check=True, capture_output=True)  # noqa: S603
    return [(folder / f"{at}.docx").read_bytes() for at in range(len(every))]


def _put_own_tags(template: Path, folder: Path) -> Path:
    """Return the template as these write it: the loop around the cells of one row, names without blanks."""
    import docx

    document = docx.Document(str(template))
    table = document.tables[0]
    for at in (3, 1):
        table._tbl.remove(table.rows[at]._tr)
    texts = ("{{#rows}}{{number}}. {{text}}", "{{decision}}", "{{comment}}{{/rows}}")
    for cell, text in zip(table.rows[1].cells, texts, strict=True):
        cell.text = text
    for run in (run for paragraph in document.paragraphs for run in paragraph.runs):
        run.text = run.text.replace("{{ ", "{{").replace(" }}", "}}")
    path = folder / "template.docx"
    document.save(str(path))
    return path
