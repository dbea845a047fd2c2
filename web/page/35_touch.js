// Fingers: a tap is a click like any other; a finger that moves scrolls what is under it, or drags what can be dragged;
// two fingers zoom the example, one to the side turns to the next. Elsewhere two fingers are the browser's own zoom (see
// touch-action in page.css). Lengths are in units of the page (10_tab.js).
function listenToTouch() {
  const slop = 10; // a tap may wander
  const kinds = ['nothing', 'scroll', 'drag'];
  const fingers = new Map(); // pointerId -> { x, y }
  let drag = null; // { id, kind, from: {x, y}, at: {x, y}, began, time, speed: {x, y}, moving, stops }
  let apart = 0; // distance of two fingers
  let coasting = 0; // animation frame; 0 while no list runs on
  let pace = 0; // of the list that runs on, in a second
  let holding = 0; // timer: the finger rests on one of many
  const still = matchMedia('(prefers-reduced-motion: reduce)');
  const nowhere = () => { page._page_button(0, 0); page._page_pointer(-1e6, -1e6, 1); };
  const spread = () => {
    const [a, b] = fingers.values();
    return { distance: Math.hypot(a.x - b.x, a.y - b.y), x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
  };

  root.addEventListener('pointerdown', (event) => {
    if (event.pointerType !== 'touch') return;
    const { pointerId: id } = event;
    const { x, y } = pointOf(event);
    const stops = coasting !== 0 && pace > 150; // a finger on a list that runs on stops it, and presses nothing
    cancelAnimationFrame(coasting);
    coasting = 0;
    fingers.set(id, { x, y });
    if (event.target === canvas) host.leaveTextField();
    if (fingers.size === 1) {
      const { target } = event;
      if (!stops && target instanceof HTMLElement && target.getAttribute('role') === 'option') holding = setTimeout(() => hold(id, target, event), 450);
      drag = { id, kind: kinds[page._page_finger_drag(x, y)], from: { x, y }, at: { x, y }, began: event.timeStamp, time: event.timeStamp, speed: { x: 0, y: 0 }, moving: false, stops };
      page._page_pointer(x, y, 1);
      page._page_button(0, 1);
    } else {
      clearTimeout(holding);
      drag = null;
      nowhere();
      if (fingers.size === 2) apart = spread().distance;
    }
    host.requestFrames(3);
  });

  window.addEventListener('pointermove', (event) => {
    if (event.pointerType !== 'touch' || !fingers.has(event.pointerId)) return;
    const { x, y } = pointOf(event);
    fingers.set(event.pointerId, { x, y });
    if (fingers.size === 2) {
      const now = spread();
      if (apart > 0 && page._page_pinch(now.x, now.y, now.distance / apart)) host.requestFrames(2);
      apart = now.distance;
      return;
    }
    if (drag?.id !== event.pointerId) return;
    if (!drag.moving && Math.hypot(x - drag.from.x, y - drag.from.y) > slop) {
      drag.moving = true;
      clearTimeout(holding);
      if (drag.kind === 'scroll') nowhere();
    }
    if (drag.moving && drag.kind === 'scroll') {
      const seconds = Math.max(1, event.timeStamp - drag.time) / 1000;
      const step = { x: x - drag.at.x, y: y - drag.at.y };
      drag.speed = { x: 0.7 * step.x / seconds + 0.3 * drag.speed.x, y: 0.7 * step.y / seconds + 0.3 * drag.speed.y };
      scrolling.goesOn();
      page._page_finger_scroll(drag.from.x, drag.from.y, step.x, step.y);
    } else page._page_pointer(x, y, 1);
    drag.at = { x, y };
    drag.time = event.timeStamp;
    host.requestFrames(2);
  });

  const lift = (event, cancelled) => {
    if (event.pointerType !== 'touch' || !fingers.delete(event.pointerId)) return;
    const ended = drag;
    clearTimeout(holding);
    drag = null;
    apart = 0;
    nowhere();
    host.requestFrames(3);
    if (cancelled || !ended) return;
    if (!ended.moving) { if (!ended.stops) tap(event); }
    else if (ended.kind === 'drag') swipe(ended, event);
    else if (ended.kind === 'scroll' && !still.matches && event.timeStamp - ended.time < 80) coast(ended);
  };
  window.addEventListener('pointerup', (event) => lift(event, false));
  window.addEventListener('pointercancel', (event) => lift(event, true));

  function swipe({ from, began }, event) {
    const { x, y } = pointOf(event);
    const [dx, dy] = [x - from.x, y - from.y];
    if (event.timeStamp - began < 600 && Math.abs(dx) > 50 && Math.abs(dx) > 2 * Math.abs(dy)) page._page_swipe(from.x, from.y, dx);
  }

  // A finger that rests on one of many is a click with Shift: all from the one before to this one.
  function hold(id, target, { clientX, clientY }) {
    if (drag?.id !== id) return;
    drag = null; // lifting it is no tap any more
    nowhere();
    tapped = performance.now();
    host.leaveTextField();
    target.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, clientX, clientY, detail: 1, shiftKey: true }));
    navigator.vibrate?.(10);
  }
  // Its menu would lie over what was selected.
  root.addEventListener('contextmenu', (event) => { if (fingers.size > 0) event.preventDefault(); });

  // A list that was flicked runs on and slows down.
  function coast({ from, speed }) {
    let last = performance.now();
    pace = Math.hypot(speed.x, speed.y);
    const run = (now) => {
      const seconds = Math.min(0.05, Math.max(0.001, (now - last) / 1000));
      last = now;
      scrolling.goesOn();
      const moved = page._page_finger_scroll(from.x, from.y, speed.x * seconds, speed.y * seconds);
      const slower = Math.exp(-seconds / 0.325);
      speed.x *= slower;
      speed.y *= slower;
      host.requestFrames(1);
      pace = Math.hypot(speed.x, speed.y);
      coasting = moved && pace > 20 ? requestAnimationFrame(run) : 0;
    };
    coasting = requestAnimationFrame(run);
  }

  // The click of a tap is made here: the browser leaves out the one after a flick, which it takes for the stop of a
  // scrolling of its own. Its clicks are not needed then, and those that follow a scroll are not wanted.
  let tapped = -1e6;
  function tap({ target, clientX, clientY }) {
    tapped = performance.now();
    if (target instanceof HTMLInputElement && target.type === 'range') return; // it has moved already
    if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) return target.focus();
    host.leaveTextField(); // what was being written belongs to what was on the screen until now
    target.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, clientX, clientY, detail: 1 }));
  }
  root.addEventListener('click', (event) => {
    const ofTouch = event.pointerType === undefined ? performance.now() - tapped < 600 : event.pointerType === 'touch';
    if (!event.isTrusted || !ofTouch) return;
    event.stopPropagation();
    event.preventDefault();
  }, true);
}
