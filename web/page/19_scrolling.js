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
    mayWait: (distance) => !held && performance.now() - last < rest && distance > fast,
    // Whether the mirror is left behind; `area` holds it.
    leave(area, yes) {
      if (yes !== behind) area.classList.toggle('scrolling', yes); // nothing is pressed that is not where it seems
      behind = yes;
      clearTimeout(timer);
      if (yes) timer = setTimeout(ends, rest);
    },
  };
})();
