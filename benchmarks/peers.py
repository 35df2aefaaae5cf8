"""Other fillers of templates, where they are on this computer: those for Node."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from benchmarks.data import Work

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
    """Yield those that Node finds, each with what fills the template for all of the work."""
    node = shutil.which("node")
    for name, script in SCRIPTS.items() if node else ():
        path = room / f"{name}.js"
        path.write_text(script, "utf-8")
        known = subprocess.run([str(node), "-e", f"require('{name}')"], cwd=room, capture_output=True, check=False)  # noqa: S603
        if known.returncode == 0:
            yield name, partial(_fill, str(node), path, template)


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
    """Return the template with the loop as these write it: around the cells of one row."""
    import docx

    document = docx.Document(str(template))
    table = document.tables[0]
    for at in (3, 1):
        table._tbl.remove(table.rows[at]._tr)
    texts = ("{{#rows}}{{number}}. {{text}}", "{{decision}}", "{{comment}}{{/rows}}")
    for cell, text in zip(table.rows[1].cells, texts, strict=True):
        cell.text = text
    path = folder / "template.docx"
    document.save(str(path))
    return path
