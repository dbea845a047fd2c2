// Pointer, wheel and keys, handed to the page as they come.
// Where no control is: the canvas itself, and the picture on it.
function isGround(target) { return target === canvas || target.getAttribute?.('role') === 'img'; }

function listenToInput() {
  const buttons = { 0: 0, 1: 2, 2: 1 };
  const byFinger = (event) => event.pointerType === 'touch'; // see 35_touch.js
  const move = (event) => {
    if (byFinger(event)) return;
    const { x, y } = pointOf(event);
    page._page_pointer(x, y, 0);
    host.requestFrames(3);
  };
  root.addEventListener('pointermove', move);
  root.addEventListener('pointerdown', (event) => {
    // The button that the keyboard was on is left by a press anywhere: Enter then means what the place means by it.
    if (document.activeElement instanceof HTMLButtonElement) document.activeElement.blur();
    if (byFinger(event)) return;
    move(event);
    if (event.button in buttons) page._page_button(buttons[event.button], 1);
    if (isGround(event.target)) host.leaveTextField();
    host.requestFrames(4);
  });
  // Also outside of the window: a drag ends where the button is let go.
  window.addEventListener('pointerup', (event) => {
    if (byFinger(event)) return;
    move(event);
    if (event.button in buttons) page._page_button(buttons[event.button], 0);
    host.requestFrames(4);
  });
  window.addEventListener('pointercancel', () => { page._page_button(0, 0); host.requestFrames(3); });
  root.addEventListener('pointerleave', () => { page._page_pointer(-1e6, -1e6, 0); host.requestFrames(3); });
  root.addEventListener('click', (event) => {
    if (!isGround(event.target)) return;
    const { x, y } = pointOf(event);
    page._page_click_beside(x, y);
    settle();
  });
  root.addEventListener('contextmenu', (event) => { if (isGround(event.target)) event.preventDefault(); });
  root.addEventListener('wheel', (event) => {
    if (event.ctrlKey) return; // the browser's zoom
    if (event.target instanceof HTMLTextAreaElement && event.target.scrollHeight > event.target.clientHeight) return;
    event.preventDefault();
    const unit = event.deltaMode === 1 ? 1 : event.deltaMode === 2 ? 8 : 1 / 100; // lines, pages, pixels
    scrolling.goesOn();
    page._page_wheel(-event.deltaX * unit, -event.deltaY * unit);
    host.requestFrames(4);
  }, { passive: false });

  window.addEventListener('keydown', (event) => {
    const target = event.target;
    const writing = (target instanceof HTMLInputElement && target.type !== 'range') || target instanceof HTMLTextAreaElement;
    const control = event.ctrlKey || event.metaKey;
    if (event.isComposing) return;
    const flags = [control ? 1 : 0, event.shiftKey ? 1 : 0, event.altKey ? 1 : 0, event.repeat ? 1 : 0];
    if (page._page_waits_for_key()) { // the settings take whichever comes, Tab and Enter among them
      call('page_key', event.key, event.code, ...flags);
      event.preventDefault();
      return settle();
    }
    // In a field, keys are its own; only the palette is in reach from there.
    if (target instanceof HTMLInputElement && target.type === 'range' && /^(Arrow|Home|End|Page)/.test(event.key)) return;
    if (writing) {
      if (!control || event.altKey || event.key === 'Control' || event.key === 'Meta') return;
      mirror.finishWriting(); // what follows may take the field away
      if (!call('page_key_while_writing', event.key, event.code, event.shiftKey ? 1 : 0)) return;
      event.preventDefault();
      return settle();
    }
    // A control that has the focus is pressed by Enter and Space, as everywhere.
    if (target instanceof HTMLButtonElement && (event.key === 'Enter' || event.key === ' ')) return;
    if (call('page_key', event.key, event.code, ...flags)) {
      event.preventDefault();
      // A held key goes on in the next frame; anything else takes effect at once.
      if (event.repeat) host.requestFrames(2); else settle();
    } else if (event.key === 'Escape') {
      focusKeeper.leave_control();
    }
  });

  // What is on the screen, as text: copied with nothing selected, since what is drawn cannot be.
  document.addEventListener('copy', (event) => {
    const target = event.target;
    if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) return;
    const text = textFrom(page._page_copy());
    if (!text) return;
    event.clipboardData.setData('text/plain', text);
    event.preventDefault();
    settle();
  });
  // Files from the clipboard, as if dropped: a review takes none, answers are merged.
  document.addEventListener('paste', (event) => {
    const files = [...event.clipboardData?.files ?? []];
    if (files.length === 0) return;
    event.preventDefault();
    shown(takeFiles(files.map((file) => ({ path: file.name, file }))));
  });
}
