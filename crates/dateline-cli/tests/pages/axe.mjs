// Opens a page in the browser at two widths and two colour schemes and fails on any accessibility violation, on any
// request that leaves the file, and on sideways scrolling. Usage: node axe.mjs BROWSER PAGE
import { createRequire } from "node:module";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [browserName, page] = process.argv.slice(2);
const executablePath = execFileSync("which", [browserName], { encoding: "utf8" }).trim();
const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const views = [
  { width: 1280, height: 900, colorScheme: "light" },
  { width: 360, height: 740, colorScheme: "dark" },
];

const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
let failures = 0;
for (const { width, height, colorScheme } of views) {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme });
  const tab = await context.newPage();
  const outside = [];
  tab.on("request", (request) => {
    if (!/^(file|data|blob|about):/.test(request.url())) outside.push(request.url());
  });
  await tab.goto(pathToFileURL(page).href);
  await tab.evaluate(axeSource);
  const { violations } = await tab.evaluate(() => axe.run());
  const scrollsSideways = await tab.evaluate(
    () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
  );
  for (const { id, help, nodes } of violations) {
    console.log(`${width}px ${colorScheme}: ${id}: ${help} (${nodes.length}), first: ${nodes[0].html}`);
  }
  if (scrollsSideways) console.log(`${width}px ${colorScheme}: the page scrolls sideways`);
  for (const url of outside) console.log(`${width}px ${colorScheme}: the page asks for ${url}`);
  failures += violations.length + outside.length + Number(scrollsSideways);
  await context.close();
}
await browser.close();
console.log(failures === 0 ? "no accessibility violations" : `${failures} findings`);
process.exit(failures === 0 ? 0 : 1);
