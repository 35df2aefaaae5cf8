// Keeps Chromium open for axe.mjs and layout.mjs, until its input ends; prints the address at which they find it.
// node browser.mjs CHROMIUM
import { chromium } from "playwright-core";

const quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
const server = await chromium.launchServer({ executablePath: process.argv[2], args: quiet });
console.log(server.wsEndpoint());
process.stdin.resume();
process.stdin.on("end", () => server.close());
