// Opens each page in the Chromium of browser.mjs and holds it against WCAG 2.2 AA, at some widths; prints what is wrong
// as JSON.
// node axe.mjs ADDRESS WIDTH,... PAGE...
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [address, widths, ...pages] = process.argv.slice(2);
const axe = createRequire(import.meta.url).resolve("axe-core");
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const browser = await chromium.connect(address);
const results = [];
const tab = await browser.newPage();
for (const page of pages) {
  await tab.goto(pathToFileURL(page).href);
  await tab.addScriptTag({ path: axe });
  for (const width of widths.split(",").map(Number)) {
    await tab.setViewportSize({ width, height: 800 });
    const wide = await tab.evaluate(() => document.documentElement.scrollWidth);
    // Of what passes the rules alone are listed; of what is violated every place.
    const options = { runOnly: tags, resultTypes: ["violations"] };
    const { violations, passes } = await tab.evaluate((options) => globalThis.axe.run(options), options);
    results.push({
      page, width, wide, passes: passes.length,
      violations: violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(" | ")}`),
    });
  }
}
await browser.close();
console.log(JSON.stringify(results));
