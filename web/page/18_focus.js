// Where the keyboard is. The page is a document, except for two states: a sheet is a dialog that has the focus; and in
// Review single keys decide, so it is an application, which tells screen readers not to take letters and arrows for
// their own reading commands (ARIA Authoring Practices: application, dialog, tabs, radio group).
//
// A sheet is an element of its own. One element that became a dialog and then an application again would be another
// object for a screen reader each time, without the focus having moved: Orca falls silent then. Review stays under a
// sheet, empty: when the focus comes back to it, it is what was left.
const focusKeeper = (() => {
  let area = document.getElementById('mirror');
  const around = area.parentElement;
  function scene_of(role) {
    const element = document.createElement('div');
    element.className = 'scene';
    if (role) element.setAttribute('role', role);
    return element;
  }
  let ground = scene_of(''); // the page, or the application
  const sheets = scene_of('dialog');
  sheets.tabIndex = -1;
  sheets.setAttribute('aria-modal', 'true');
  // The page under a sheet that opens stays as it was for a moment: Orca, on seeing controls go while one of them has the
  // focus, makes the new focus its own without a word.
  const lingering = 300; // milliseconds
  let current = null; // scene
  let dialog = ''; // name of the sheet that is open
  let application = ''; // name of what takes single keys
  let told = false; // what the keys do was heard when Review was entered; after a sheet a reminder is enough
  let before = ''; // key of the button that had the focus when the sheet opened: it gets it back, as another element

  const members = (group) => [...group.querySelectorAll('[role=tab], [role=radio]')].filter((one) => !one.hasAttribute('aria-disabled'));
  const isNowhere = (element) => !element || element === document.body;

  function describe(scene, attribute, words) {
    if (!words) scene.removeAttribute(attribute);
    else if (scene.getAttribute(attribute) !== words) scene.setAttribute(attribute, words);
  }

  // Arrows go from one tab or choice to the next, and around; a choice is made by going to it, a place is opened by
  // Enter, so that going to the last one does not open all on the way.
  around.addEventListener('keydown', (event) => {
    const { target, key } = event;
    const role = target.getAttribute('role');
    if ((role !== 'tab' && role !== 'radio') || event.ctrlKey || event.metaKey || event.altKey || page._page_waits_for_key()) return;
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[key] ?? 0;
    const all = members(target.parentElement);
    const ends = role === 'tab' ? { Home: 0, End: all.length - 1 } : {};
    if (step === 0 && !(key in ends)) return;
    event.preventDefault();
    event.stopPropagation(); // elsewhere they mean the examples
    const next = step === 0 ? all[ends[key]] : all[(all.indexOf(target) + step + all.length) % all.length];
    next.focus({ focusVisible: true });
    if (role === 'radio' && next !== target) next.click();
  });

  return {
    // Before each update of the mirror: the element that its controls go into, and what is to be called by which name.
    scene(sheet, taking, what) {
      if (taking && sheet) told = true;
      if (!taking) told = false;
      const next = sheet ? sheets : ground;
      if (sheet) describe(sheets, 'aria-label', sheet);
      if (next.isConnected) return next;
      for (const left of around.querySelectorAll('.left')) left.remove();
      if (sheet && current === ground && !taking) { // what lingers is in what is no longer the mirror
        area.removeAttribute('id');
        area.classList.add('left');
        area = document.createElement('div');
        area.id = area.className = 'mirror';
        around.append(area);
      }
      area.append(next);
      return next;
    },
    // After it. A text field does not get the focus back from a dialog, since keys would be written into it.
    // focused: what had the focus before the update, if it was no text field.
    follow(scene, sheet, taking, what, focused) {
      const opens = sheet !== '' && sheet !== dialog;
      const closes = sheet === '' && dialog !== '';
      const enters = taking !== '' && application === '';
      const leaves = taking === '' && application !== '';
      if (opens && dialog === '') before = focused?.dataset.key ?? '';
      [dialog, application] = [sheet, taking];
      describe(ground, 'role', taking && 'application');
      describe(ground, 'tabindex', taking && '-1');
      describe(ground, 'aria-label', taking);
      describe(ground, 'aria-description', told ? what.replace(/^.*, (?=[^,]* lists all keys)/, '') : what);
      // What is left behind is still there, so that the focus goes from the one to the other: were it removed first, the
      // screen reader would look for a place of its own.
      const away = () => isNowhere(document.activeElement) || !scene.contains(document.activeElement);
      if (opens) {
        if (document.activeElement === scene) scene.blur(); // from one sheet to another
        if (away()) scene.focus({ preventScroll: true });
      }
      if (closes) {
        const there = before && [...scene.querySelectorAll('[data-key]')].find((one) => one.dataset.key === before);
        if (there && away()) there.focus({ preventScroll: true });
        before = '';
      }
      if (dialog || !document.hasFocus()) return; // not from within another window
      if (application) { // whoever listens hears what the keys do, and they mean the examples
        if (away() || (enters && document.activeElement.getAttribute('role') === 'tab')) scene.focus({ preventScroll: true });
      } else {
        if (leaves && document.activeElement === scene) scene.blur();
        // What had the focus is gone: then Tab goes on from the beginning of what came instead.
        const heading = (focused || closes || leaves) && away() && scene.querySelector('h1, h2');
        if (heading) {
          heading.tabIndex = -1;
          heading.focus({ preventScroll: true, focusVisible: false });
        }
      }
    },
    // When another scene took its place, with the focus: the one before goes.
    leave(before, scene) {
      current = scene;
      if (before === ground && !application) {
        ground = scene_of('');
        const left = before.parentElement;
        setTimeout(() => left.remove(), lingering);
      } else {
        if (before === sheets) sheets.remove();
        before?.replaceChildren();
      }
    },
    // Where nothing on the screen changed: a field may have been left all the same.
    keep() {
      if (application && !dialog && document.hasFocus() && isNowhere(document.activeElement)) ground.focus({ preventScroll: true });
    },
    // Of several tabs or choices one is met by Tab: the one with the focus, else the chosen one, else the first.
    one_stop(group) {
      const all = members(group);
      const stop = all.find((one) => one === document.activeElement)
        ?? all.find((one) => one.getAttribute('aria-selected') === 'true' || one.getAttribute('aria-checked') === 'true') ?? all[0];
      for (const one of all) if (one.tabIndex !== (one === stop ? 0 : -1)) one.tabIndex = one === stop ? 0 : -1;
    },
    // Escape that means nothing else: from a control back to the keys of the application.
    leave_control() {
      if (!application || dialog || !ground.contains(document.activeElement) || document.activeElement === ground) return false;
      ground.focus({ preventScroll: true });
      return true;
    },
  };
})();
