// The browsers that a test of the page runs in: name, and what opens a page that is closed when the test ends.
import { open_page_for } from './driver.mjs';
import { open_firefox_for } from './firefox.mjs';

export const browsers = [['Chromium', open_page_for], ['Firefox', open_firefox_for]];
