// Opens each page in Chromium at some widths; prints, as JSON, how wide it is, what is cut off, and where its figures are.
// node layout.mjs CHROMIUM WIDTH,... PAGE...    each page as it prints on A4 goes into a PDF beside it
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [program, widths, ...pages] = process.argv.slice(2);
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
const margin = { left: "15mm", right: "15mm", top: "15mm", bottom: "15mm" };
for (const page of pages) {
  const measured = [];
  for (const width of widths.split(",").map(Number)) {
    await tab.setViewportSize({ width, height: 800 });
    await tab.goto(pathToFileURL(page).href);
    measured.push(await tab.evaluate(measure));
  }
  results.push(measured);
  await tab.pdf({ path: page.replace(/html$/, "pdf"), format: "A4", preferCSSPageSize: true, margin });
}
await browser.close();
console.log(JSON.stringify(results));
