// Where the keyboard is. The page is a document, except for two states: a sheet is a dialog that has the focus; and in
// Review single keys decide, so it is an application, which tells screen readers not to take letters and arrows for
// their own reading commands (ARIA Authoring Practices: application, dialog, tabs, radio group).
//
// Each of the three is an element of its own, there while it is on the screen. One element that changed its role would be
// another object for a screen reader each time, without the focus having moved: Orca falls silent then. The application
// stays behind a dialog, empty: when the focus comes back to it, it is the one that was left.
const focusKeeper = (() => {
  let area = document.getElementById('mirror');
  const around = area.parentElement;
  function scene_of(kind) {
    const element = document.createElement('div');
    element.className = 'scene';
    if (kind !== 'page') {
      element.setAttribute('role', kind);
      element.tabIndex = -1;
    }
    if (kind === 'dialog') element.setAttribute('aria-modal', 'true');
    return element;
  }
  const scenes = Object.fromEntries(['page', 'application', 'dialog'].map((kind) => [kind, scene_of(kind)]));
  const lingering = 300; // milliseconds
  let current = null; // scene
  // Not the application under a sheet.
  const lingers = (scene) => scene === scenes.page || (scene === scenes.application && application === '');
  let dialog = ''; // name of the sheet that is open
  let application = ''; // name of what takes single keys
  let told = false; // what the keys do was heard when Review was entered; after a sheet a reminder is enough
  let before = ''; // key of the button that had the focus when the sheet opened: it gets it back, as another element

  const members = (group) => [...group.querySelectorAll('[role=tab], [role=radio]')].filter((one) => !one.hasAttribute('aria-disabled'));
  const isNowhere = (element) => !element || element === document.body;

  function describe(scene, attribute, words) {
    if (words && scene.getAttribute(attribute) !== words) scene.setAttribute(attribute, words);
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
      application = taking; // under a sheet, too
      describe(scenes.dialog, 'aria-label', sheet);
      describe(scenes.application, 'aria-label', taking);
      if (taking && sheet) told = true;
      if (!taking) told = false;
      describe(scenes.application, 'aria-description', told ? what.replace(/^.*, (?=[^,]* lists all keys)/, '') : what);
      const scene = sheet ? scenes.dialog : taking ? scenes.application : scenes.page;
      if (!scene.isConnected) {
        for (const left of around.querySelectorAll('.left')) left.remove();
        if (lingers(current)) { // in what is no longer the mirror
          area.removeAttribute('id');
          area.classList.add('left');
          area = document.createElement('div');
          area.id = area.className = 'mirror';
          around.append(area);
        }
        area.append(scene);
      }
      return scene;
    },
    // After it. A text field does not get the focus back from a dialog, since keys would be written into it.
    // focused: what had the focus before the update, if it was no text field.
    follow(scene, sheet, focused) {
      const opens = sheet !== '' && sheet !== dialog;
      const closes = sheet === '' && dialog !== '';
      if (opens && dialog === '') before = focused?.dataset.key ?? '';
      dialog = sheet;
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
      if (!dialog && document.hasFocus()) { // not from within another window
        if (application) { // whoever listens hears what the keys do, and they mean the examples
          if (away()) scene.focus({ preventScroll: true });
        } else if ((focused || closes) && away()) {
          // It went from one scene to the other, or is gone: then Tab goes on from the beginning of what came instead.
          const same = focused && [...scene.querySelectorAll('[data-key]')].find((one) => one.dataset.key === focused.dataset.key);
          const next = same ?? scene.querySelector('h1, h2');
          if (next && !same) next.tabIndex = -1;
          next?.focus({ preventScroll: true, focusVisible: next === same });
        }
      }
    },
    // When another scene took its place, with the focus: the one before goes. The page and Review stay for a moment as
    // they were, since Orca, on seeing controls go while one of them has the focus, makes the new focus its own without
    // a word. Review under a sheet stays for as long as that is open, empty: it has the focus itself, mostly.
    leave(before, scene) {
      current = scene;
      if (!before) return;
      if (before === scenes.dialog) before.remove();
      if (!lingers(before)) return before.replaceChildren();
      const kind = before === scenes.page ? 'page' : 'application';
      scenes[kind] = scene_of(kind);
      const left = before.parentElement;
      setTimeout(() => left.remove(), lingering);
    },
    // Where nothing on the screen changed: a field may have been left all the same.
    keep() {
      if (application && !dialog && document.hasFocus() && isNowhere(document.activeElement)) scenes.application.focus({ preventScroll: true });
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
      const { application: scene } = scenes;
      if (!application || dialog || !scene.contains(document.activeElement) || document.activeElement === scene) return false;
      scene.focus({ preventScroll: true });
      return true;
    },
  };
})();
