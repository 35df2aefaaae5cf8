// Opens each page in the Chromium of browser.mjs at some widths; prints, as JSON, how wide it is, what is cut off, where
// its figures are, and its tables as a screen reader has them.
// node layout.mjs ADDRESS WIDTH,... PAGE...    each page as it prints on A4 goes into a PDF beside it
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [address, widths, ...pages] = process.argv.slice(2);
const browser = await chromium.connect(address);
const tab = await browser.newPage();

function measure() {
  const figures = [...document.querySelectorAll("table.figures")].map((table) =>
    [...table.rows].map((row) =>
      [...row.cells].map((cell) => {
        const { left, right } = cell.getBoundingClientRect();
        return { text: cell.textContent, left, right };
      }),
    ),
  );
  const cut = [...document.querySelectorAll("main td, main th, main p, main li, main h1, main h2")]
    .filter((each) => each.className !== "unseen" && each.clientWidth && each.scrollWidth > each.clientWidth + 1)
    .map((each) => each.textContent.slice(0, 60));
  const headings = [...document.querySelectorAll("[data-heading]")]
    .map((each) => getComputedStyle(each, "::before").content)
    .filter((content) => content !== "none")
    .map((content) => content.match(/^"(.*?)"/)[1]);
  const hanging = [...document.querySelectorAll(".numbered")].map((each) => {
    const words = document.createRange();
    // Behind the number is a space.
    words.setStart(each.querySelector(".number").nextSibling, 1);
    words.setEndAfter(each.lastChild);
    const lefts = [...words.getClientRects()].filter((line) => line.width > 1).map((line) => Math.round(line.left));
    return { number: Math.round(each.querySelector(".number").getBoundingClientRect().left), words: [...new Set(lefts)] };
  });
  const captions = [...document.querySelectorAll("caption")].map((each) => each.getBoundingClientRect().width);
  return { width: innerWidth, wide: document.documentElement.scrollWidth, figures, cut, headings, hanging, captions };
}

// The tables as a screen reader has them: of each its rows, of each row its cells with their role and words.
async function listen() {
  const session = await tab.context().newCDPSession(tab);
  const { nodes } = await session.send("Accessibility.getFullAXTree");
  await session.detach();
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const inside = (node) => (node.childIds ?? []).map((id) => byId.get(id)).filter(Boolean);
  const role = (node) => (node.role ? node.role.value : "");
  // What is in a table within a cell is not among the cell's words.
  const words = (node) =>
    role(node) === "table" ? "" : role(node) === "StaticText" ? node.name.value : inside(node).map(words).join(" ");
  const find = (node, wanted) =>
    inside(node).flatMap((each) => (wanted.includes(role(each)) ? [each] : role(each) === "table" ? [] : find(each, wanted)));
  return nodes.filter((node) => role(node) === "table" && !node.ignored).map((table) =>
    find(table, ["row"]).map((row) =>
      find(row, ["cell", "gridcell", "columnheader", "rowheader"]).map((cell) => [role(cell), words(cell).trim().replace(/\s+/g, " ")]),
    ),
  );
}

const results = [];
const margin = { left: "15mm", right: "15mm", top: "15mm", bottom: "15mm" };
for (const page of pages) {
  const measured = [];
  for (const width of widths.split(",").map(Number)) {
    await tab.setViewportSize({ width, height: 800 });
    await tab.goto(pathToFileURL(page).href);
    measured.push({ ...(await tab.evaluate(measure)), tables: await listen() });
  }
  results.push(measured);
  await tab.pdf({ path: page.replace(/html$/, "pdf"), format: "A4", preferCSSPageSize: true, margin });
}
await browser.close();
console.log(JSON.stringify(results));
