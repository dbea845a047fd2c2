// While a wheel or a finger scrolls, the elements of the mirror move with their list, and nothing more: where a list of
// a million is flung, all of them come and go in each frame. What came is there when the list rests, and at once when
// anything else is done: a key, a press, the focus that moves. Shown by tests/bench/frames.mjs.
const scrolling = (() => {
  const rest = 120; // milliseconds
  let last = -Infinity; // when it was scrolled
  let timer = 0;
  let behind = false; // the mirror is not what the canvas shows
  let caughtUp = false; // a press found elements that were not those on the canvas

  function ends() {
    last = -Infinity;
    clearTimeout(timer);
    if (behind) mirror.update();
  }
  for (const type of ['keydown', 'focusin', 'touchstart']) window.addEventListener(type, ends, true);
  // A press is aimed at what the canvas shows, the browser aimed it at what the mirror was: the click goes to what is there.
  window.addEventListener('pointerdown', () => { caughtUp = behind; ends(); }, true);
  window.addEventListener('click', (event) => {
    if (!event.isTrusted || !caughtUp) return;
    caughtUp = false;
    const { clientX, clientY, shiftKey, ctrlKey, metaKey, detail } = event;
    const meant = document.elementFromPoint(clientX, clientY)?.closest('.control');
    if (!meant || meant === event.target) return;
    event.stopPropagation();
    meant.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, clientX, clientY, shiftKey, ctrlKey, metaKey, detail }));
  }, true);

  return {
    goesOn() { last = performance.now(); },
    isOn: () => performance.now() - last < rest,
    // Asked before each update of the mirror.
    stay(area, yes) {
      if (yes !== behind) area.classList.toggle('scrolling', yes); // nothing is pressed that is not where it seems
      behind = yes;
      clearTimeout(timer);
      if (yes) timer = setTimeout(ends, rest);
    },
  };
})();
