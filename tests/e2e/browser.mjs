// Looks at pages in Debian's Chromium, for tests in another language. Reads a list of what is to be looked at from standard
// input, [{path, width, height, screenshot?, pdf?}, …], and writes what was seen of each, in the same order: whether the page
// stays within its window, what runs in it, what it asked the network for, and where a press on its first mark leads.
import {createRequire} from 'node:module';
import {pathToFileURL} from 'node:url';
import {readFileSync} from 'node:fs';

const {chromium} = createRequire(`${process.env.ISNAD_TOOLS}/package.json`)('playwright-core');

function measure() {
  const root = document.documentElement;
  const wide = [...root.querySelectorAll('*')].filter(e => e.getBoundingClientRect().width > root.clientWidth + 1);
  return {
    scroll: root.scrollWidth, client: root.clientWidth, wide: wide.map(e => e.tagName), dir: getComputedStyle(root).direction,
    scripts: document.scripts.length, images: document.images.length, title: document.title,
    marks: document.querySelectorAll('a.m').length,
  };
}

// Presses the first mark: the words' own card has to come into the window.
async function pressed(page) {
  const mark = page.locator('a.m').first();
  const card = (await mark.getAttribute('href')).slice(1);
  await mark.click();
  return page.evaluate(id => {
    const {top, bottom} = document.getElementById(id).getBoundingClientRect();
    return location.hash === `#${id}` && top < innerHeight && bottom > 0;
  }, card);
}

async function look(browser, {path, width, height, screenshot, pdf}) {
  const page = await browser.newPage({viewport: {width, height}});
  const asked = [], said = [];
  page.on('request', request => asked.push(request.url()));
  page.on('dialog', dialog => { said.push(dialog.message()); dialog.dismiss(); });
  page.on('console', message => said.push(message.text()));
  const url = pathToFileURL(path).href;
  await page.goto(url);
  const seen = await page.evaluate(measure);
  if (screenshot) await page.screenshot({path: screenshot, fullPage: true});
  if (pdf) await page.pdf({path: pdf});
  if (seen.marks > 0) seen.pressed = await pressed(page);
  await page.close();
  return {...seen, said, asked: asked.filter(address => address !== url)};
}

const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
try {
  const seen = [];
  for (const wanted of JSON.parse(readFileSync(0, 'utf8'))) seen.push(await look(browser, wanted));
  console.log(JSON.stringify(seen));
} finally {
  await browser.close();
}
