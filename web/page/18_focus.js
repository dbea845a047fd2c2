// Where the keyboard is. The page is a document, except for two states: a sheet is a dialog that has the focus; and in
// Review single keys decide, so it is an application, which tells screen readers not to take letters and arrows for
// their own reading commands (ARIA Authoring Practices: application, dialog, tabs, radio group).
const focusKeeper = (() => {
  const area = document.getElementById('mirror');
  let dialog = ''; // name of the sheet that is open
  let application = ''; // name of what takes single keys
  let keys = ''; // what they do, in words
  let before = ''; // key of the button that had the focus when the sheet opened: it gets it back, as another element

  const members = (group) => [...group.querySelectorAll('[role=tab], [role=radio]')].filter((one) => !one.hasAttribute('aria-disabled'));
  const isNowhere = (element) => !element || element === document.body;

  function describe(role, name, description) {
    const set = (attribute, value) => {
      if (!value) area.removeAttribute(attribute);
      else if (area.getAttribute(attribute) !== value) area.setAttribute(attribute, value);
    };
    set('role', role);
    set('aria-modal', role === 'dialog' ? 'true' : '');
    set('aria-label', name);
    set('aria-description', description);
    set('tabindex', role ? '-1' : '');
  }

  // Arrows go from one tab or choice to the next, and around; a choice is made by going to it, a place is opened by
  // Enter, so that going to the last one does not open all on the way.
  area.addEventListener('keydown', (event) => {
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
    // After each update of the mirror. A text field does not get the focus back from a dialog, since keys would be
    // written into it.
    follow(sheet, taking, what, focused) {
      const opens = sheet !== '' && sheet !== dialog;
      const closes = sheet === '' && dialog !== '';
      const enters = taking !== '' && application === '';
      const leaves = taking === '' && application !== '';
      if (opens && dialog === '') before = focused?.dataset.key ?? '';
      [dialog, application, keys] = [sheet, taking, what];
      if (dialog) describe('dialog', dialog, '');
      else if (application) describe('application', application, keys);
      else describe('', '', '');
      const active = document.activeElement;
      if (opens) {
        if (active === area) area.blur(); // from one sheet to another
        if (!area.contains(document.activeElement)) area.focus({ preventScroll: true });
      }
      if (closes) {
        const there = before && [...area.querySelectorAll('[data-key]')].find((one) => one.dataset.key === before);
        if (there && (isNowhere(active) || active === area)) there.focus({ preventScroll: true });
        before = '';
      }
      if (leaves && !dialog && document.activeElement === area) area.blur();
      // Whoever listens hears what the keys do, and they mean the examples: not from within another window, though.
      if (application && !dialog && document.hasFocus()) {
        const now = document.activeElement;
        if (isNowhere(now) || (enters && now.getAttribute('role') === 'tab')) area.focus({ preventScroll: true });
      }
    },
    // Where nothing on the screen changed: a field may have been left all the same.
    keep() {
      if (application && !dialog && document.hasFocus() && isNowhere(document.activeElement)) area.focus({ preventScroll: true });
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
      if (!application || dialog || !area.contains(document.activeElement) || document.activeElement === area) return false;
      area.focus({ preventScroll: true });
      return true;
    },
  };
})();
