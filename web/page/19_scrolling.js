// A list of a million that is flung shows other rows in each frame. Making their elements takes longer than all else in
// a frame, and nobody meets them on the way: while a wheel or a finger moves a list by more than a notch at a time, the
// elements of the mirror move with it, and nothing more. What came is there with the first slower frame or when the list
// rests, and at once when anything else is done: a key, a press, the focus that moves. tests/bench/frames.mjs says what
// that saves, tests/e2e/fling.test.mjs what it must not cost.
const scrolling = (() => {
  const fast = 90; // units of the page in a frame; a notch of a wheel is 65
  const rest = 80; // milliseconds
  let last = -Infinity; // when it was scrolled
  let timer = 0;
  let behind = false; // the mirror is not what the canvas shows
  let held = false; // a button is down: what was pressed must be there when it comes up
  let aimedAt = null; // pressed while the mirror was behind: what the canvas showed there

  const under = ({ clientX, clientY }) => document.elementFromPoint(clientX, clientY)?.closest('.control') ?? null;
  function ends() {
    last = -Infinity;
    clearTimeout(timer);
    if (behind) mirror.update();
  }
  for (const type of ['keydown', 'focusin']) window.addEventListener(type, () => { aimedAt = null; ends(); }, true);
  window.addEventListener('pointerdown', (event) => {
    const late = behind;
    ends();
    held = event.pointerType !== 'touch';
    aimedAt = late && held && event.button === 0 ? under(event) : null;
  }, true);
  for (const type of ['pointerup', 'pointercancel']) window.addEventListener(type, () => { held = false; }, true);
  // The browser aimed the press at what the mirror had there: the click goes to what was to be seen.
  window.addEventListener('click', (event) => {
    const meant = event.isTrusted ? aimedAt : null;
    if (event.isTrusted) aimedAt = null;
    if (!meant || event.target === meant || under(event) !== meant) return;
    event.stopPropagation();
    if (meant instanceof HTMLInputElement) return meant.focus();
    const { clientX, clientY, shiftKey, ctrlKey, metaKey, detail } = event;
    meant.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, clientX, clientY, shiftKey, ctrlKey, metaKey, detail }));
  }, true);

  const isOn = () => !held && performance.now() - last < rest;
  return {
    ends,
    isOn,
    goesOn() { last = performance.now(); },
    // distance: how far a list moved since the frame before.
    mayWait: (distance) => isOn() && distance > fast,
    // Whether the mirror is left behind; `area` holds it.
    leave(area, yes) {
      if (yes !== behind) area.classList.toggle('scrolling', yes); // nothing is pressed that is not where it seems
      behind = yes;
      clearTimeout(timer);
      if (yes) timer = setTimeout(ends, rest);
    },
  };
})();
