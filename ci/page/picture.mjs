// node ci/page/picture.mjs PAGE OUT: the first failure of a page, from its verdict to its wait-for graph, as OUT.png; for README.md.
import {launch} from './browser.mjs';

const [, , file, out] = process.argv;
const browser = await launch();
const page = await browser.newPage({viewport: {width: 1000, height: 1000}, deviceScaleFactor: 1.5});
await page.goto(`file://${file}`);
await page.waitForSelector('.scroller svg path', {state: 'attached'});
const box = async selector => page.locator(`details.scenario.bad ${selector}`).first().boundingBox();
const failure = await page.locator('details.scenario.bad').first().boundingBox();
const end = await box('.graph');
await page.screenshot({path: out, fullPage: true, clip: {x: failure.x - 8, y: failure.y - 8, width: failure.width + 16, height: end.y + end.height - failure.y - 8}});
await browser.close();
