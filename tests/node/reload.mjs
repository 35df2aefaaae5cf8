// Opens a page as a file in the Chromium of browser.mjs, scrolls down and says so; then waits for each line of its input
// until the page has these words, and prints where it is scrolled to and which scripts it has.
// node reload.mjs ADDRESS PAGE
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [address, page] = process.argv.slice(2);
const browser = await chromium.connect(address);
const tab = await browser.newPage({ viewport: { width: 400, height: 300 } });
const errors = [];
tab.on("pageerror", (error) => errors.push(String(error)));
await tab.goto(pathToFileURL(page).href);
await tab.evaluate(() => scrollTo(0, 120));
console.log("open");
for await (const words of createInterface({ input: process.stdin })) {
  await tab.waitForFunction((words) => document.body.innerText.includes(words), words, { timeout: 20000 });
  // The browser scrolls to where it was once the page is whole.
  await tab.waitForFunction(() => document.readyState === "complete" && scrollY > 0);
  console.log(JSON.stringify({ scrolled: await tab.evaluate(() => scrollY), errors }));
}
await browser.close();
