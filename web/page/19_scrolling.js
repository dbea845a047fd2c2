// A list of a million that is flung shows other rows in each frame. Making their elements takes longer than all else in
// a frame, and nobody meets them on the way: while a wheel or a finger moves a list, the elements of the mirror move with
// it, and nothing more. What came is there when the list is still for two frames, and at once when anything else is
// done: a key, a press, the focus that moves. tests/bench/frames.mjs says what that saves, tests/e2e/fling.test.mjs what
// it must not cost.
const scrolling = (() => {
  const slow = 20; // units of the page in a frame: then few rows are new
  const rest = 150; // milliseconds, where no frame comes
  let still = 0; // frames; a turn of the wheel may miss one
  let last = -Infinity; // when it was scrolled
  let timer = 0;
  let behind = false; // the mirror is not what the canvas shows
  let held = false; // a button is down: what was pressed must be there when it comes up

  function ends() {
    last = -Infinity;
    clearTimeout(timer);
    if (behind) mirror.update();
  }
  for (const type of ['keydown', 'focusin']) window.addEventListener(type, ends, true);
  window.addEventListener('pointerdown', (event) => { ends(); held = event.pointerType !== 'touch'; }, true);
  for (const type of ['pointerup', 'pointercancel']) window.addEventListener(type, () => { held = false; }, true);

  return {
    ends,
    goesOn() { last = performance.now(); },
    // distance: how far a list moved since the frame before.
    mayWait(distance) {
      if (held || performance.now() - last >= rest) return false;
      still = distance > slow ? 0 : still + 1;
      return still === 0 || (behind && still < 2);
    },
    // Whether the mirror is left behind; `area` holds it.
    leave(area, yes) {
      if (yes !== behind) area.classList.toggle('scrolling', yes); // nothing is pressed that is not where it seems
      behind = yes;
      clearTimeout(timer);
      if (yes) timer = setTimeout(ends, rest);
    },
  };
})();
