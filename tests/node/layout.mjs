// Opens a page in Chromium at some widths; prints, as JSON, how wide it is, what is cut off, and where its figures are.
// node layout.mjs CHROMIUM PAGE PDF WIDTH...    the page as it prints on A4 goes to PDF
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [program, page, pdf, ...widths] = process.argv.slice(2);
const quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
const browser = await chromium.launch({ executablePath: program, args: quiet });
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
  const cut = [...document.querySelectorAll("main td, main th, main p, main li, main h1, main h2, main caption")]
    .filter((each) => each.clientWidth && each.scrollWidth > each.clientWidth + 1)
    .map((each) => each.textContent.slice(0, 60));
  const headings = [...document.querySelectorAll(".heading")].filter((each) => each.offsetParent).map((each) => each.textContent);
  return { width: innerWidth, wide: document.documentElement.scrollWidth, figures, cut, headings };
}

const results = [];
for (const width of widths.map(Number)) {
  await tab.setViewportSize({ width, height: 800 });
  await tab.goto(pathToFileURL(page).href);
  results.push(await tab.evaluate(measure));
}
const margin = { left: "15mm", right: "15mm", top: "15mm", bottom: "15mm" };
await tab.pdf({ path: pdf, format: "A4", preferCSSPageSize: true, margin });
await browser.close();
console.log(JSON.stringify(results));
