// The DOM mirror: an element for each control on the canvas, at the same place, with its role and name. Elements are
// kept as long as their control is there, so that focus and screen readers stay where they are.
const mirror = (() => {
  const elements = new Map(); // control id and role -> { key, element, fields, item, around }
  let byLine = new Map(); // the same by their lines in the last update: most are as they were
  const containers = new Map(); // kind and name of a group, or of one of its rows -> its element
  let sceneBefore = null;
  let postponed = ''; // text of an update that waits until a list rests (19_scrolling.js)
  let writing = null; // sends what is in the field that has the focus
  window.addEventListener('pagehide', () => writing?.());
  const unescape = (text) => text.replace(/\\(.)/g, (_, c) => (c === 't' ? '\t' : c === 'n' ? '\n' : c));

  function bare(role) {
    const element = document.createElement('div');
    element.className = 'group';
    if (role) element.setAttribute('role', role);
    return element;
  }
  // Roles that the accessibility tree wants inside a container; other controls of a group are rows of a list.
  const kinds = { tab: ['tablist', 'Places'], option: ['listbox', 'Choices'], radio: ['radiogroup', 'Choice'] };
  function container(key, role, name) {
    let element = containers.get(key);
    if (!element) {
      element = bare(role);
      if (name) element.setAttribute('aria-label', name);
      if (!role) element.className = 'scroller';
      if (role === 'document') {
        element.className = 'reading';
        element.tabIndex = 0;
      }
      containers.set(key, element);
    }
    return element;
  }
  // From the outermost to the one that holds the control: a row of a list may hold several.
  function containersFor(scene, id, role, group, row, flags, scroller) {
    const ground = scroller === '0' ? [scene] : [scene, container(`scroller ${scroller}`, '')];
    // A text to be read, in the middle of what takes single keys: a document, which Tab leads into (see 18_focus.js).
    if (flags.includes('r')) return [...ground, container(`document ${group}`, 'document', group)];
    if (!kinds[role] && !group) return ground;
    const [kind, name] = kinds[role] ?? ['list'];
    const outer = container(`${kind} ${group}`, kind, group || name);
    return kinds[role] ? [...ground, outer] : [...ground, outer, container(`item ${group} ${row === '0' ? `of ${id}` : row}`, 'listitem')];
  }

  function create(id, role, multiline, level) {
    let element;
    if (role === 'textbox') {
      element = document.createElement(multiline ? 'textarea' : 'input');
      if (!multiline) element.type = 'text';
      element.autocomplete = 'off';
      element.dir = 'auto'; // what is written decides
      element.spellcheck = false;
      listenToField(element, id, multiline);
    } else if (role === 'slider') {
      element = document.createElement('input');
      element.type = 'range';
      element.addEventListener('input', () => { call('page_type', id, element.value); settle(); });
      element.addEventListener('focus', () => { page._page_focus(id, element.matches(':focus-visible') ? 1 : 0); host.requestFrames(2); });
      element.addEventListener('blur', () => { page._page_focus(0, 0); host.requestFrames(2); });
      element.addEventListener('pointerup', () => element.blur()); // keys mean the examples again
    } else if (role === 'heading') {
      element = document.createElement(`h${Math.min(6, level)}`);
    } else if (role === 'text') {
      element = document.createElement('p');
    } else if (role === 'img' || role === 'progress') {
      element = document.createElement('div');
      element.setAttribute('role', role === 'img' ? role : 'progressbar');
    } else {
      element = document.createElement('button');
      element.type = 'button';
      if (role !== 'button') element.setAttribute('role', role);
      element.addEventListener('click', (event) => { event.stopPropagation(); activate(id, element, event.shiftKey); });
      // The focus stays where the keyboard is: a click must not make Enter mean this button from now on.
      element.addEventListener('mousedown', (event) => { event.preventDefault(); host.leaveTextField(); });
      element.addEventListener('focus', () => { page._page_focus(id, element.matches(':focus-visible') ? 1 : 0); host.requestFrames(2); });
      element.addEventListener('blur', () => { page._page_focus(0, 0); host.requestFrames(2); });
    }
    element.classList.add('control');
    if (role === 'heading' || role === 'text' || role === 'progress') element.classList.add('told');
    return element;
  }

  function activate(id, element, shift) {
    if (element.getAttribute('aria-disabled')) return;
    const picker = element.dataset.picker;
    if (picker) return pickers.open(picker);
    page._page_shift(shift ? 1 : 0);
    page._page_activate(id);
    settle();
  }

  function listenToField(element, id, multiline) {
    let timer = 0;
    let composing = false;
    let sent = null;
    const send = () => {
      clearTimeout(timer);
      timer = 0;
      if (element.value === sent) return;
      sent = element.value;
      call('page_type', id, element.value);
      settle();
    };
    element.addEventListener('compositionstart', () => { composing = true; });
    element.addEventListener('compositionend', () => { composing = false; later(); });
    // A search follows every letter; a note is one change when a pause or the end of writing says so.
    const later = () => {
      clearTimeout(timer);
      if (multiline) timer = setTimeout(send, 700); else send();
    };
    element.addEventListener('input', () => { if (!composing) later(); });
    element.addEventListener('focus', () => { sent = element.value; writing = send; page._page_focus(id, 0); host.requestFrames(2); });
    element.addEventListener('blur', () => {
      writing = null;
      if (multiline) element.value = element.value.trimEnd();
      send();
      page._page_focus(0, 0);
      host.requestFrames(2);
    });
    element.addEventListener('keydown', (event) => {
      const sendKey = multiline && event.key === 'Enter'; // Ctrl+Enter ends a note, too, as it does elsewhere
      if (event.isComposing || ((event.ctrlKey || event.metaKey) && !sendKey)) return;
      const finishes = event.key === 'Escape' || (event.key === 'Enter' && !(multiline && event.shiftKey));
      if (!finishes && (multiline || (event.key !== 'ArrowDown' && event.key !== 'ArrowUp'))) return;
      send();
      event.preventDefault();
      event.stopPropagation();
      if (call('page_field_key', event.key)) return settle();
      if (!finishes) return;
      if (event.key === 'Escape' && !multiline && element.value !== '') { element.value = ''; send(); } // a search is over
      element.blur();
    });
  }

  // Where it is, which is all that changes while a list is scrolled.
  const sides = [[2, 'left'], [3, 'top'], [4, 'width'], [5, 'height']]; // fields of a line, and what they are in a style
  function place({ element, fields: before }, fields) {
    for (const [field, side] of sides) if (before?.[field] !== fields[field]) element.style[side] = `${fields[field]}px`;
  }
  const onlyMoved = (before, fields) => {
    for (let i = 6; i < fields.length; i += 1) if (before?.[i] !== fields[i]) return false;
    return true;
  };

  function patch(entry, fields) {
    const [, role, , , , , flags, picker, , keys, name, value, placeholder, tip, , row, rows] = fields;
    const { element } = entry;
    const label = unescape(name);
    element.classList.toggle('beyond', flags.includes('b'));
    // Of how many, and which: most of a long list is not here.
    const counted = entry.item ?? (role === 'option' || role === 'radio' ? element : null);
    if (counted && rows !== '0') {
      counted.setAttribute('aria-setsize', rows);
      counted.setAttribute('aria-posinset', row);
    }
    if (role === 'textbox') {
      if (element.getAttribute('aria-label') !== label) element.setAttribute('aria-label', label);
      element.placeholder = unescape(placeholder);
      const text = unescape(value);
      // By its default value where that is enough: setting the value moves the caret, which a screen reader tells.
      if (document.activeElement !== element && element.value !== text) element.defaultValue = text;
      if (document.activeElement !== element && element.value !== text) element.value = text;
      return;
    }
    if (role === 'slider') {
      const [now, least, most, ...words] = unescape(value).split(' ');
      element.setAttribute('aria-label', label);
      if (words.length > 0) element.setAttribute('aria-valuetext', words.join(' '));
      element.min = least;
      element.max = most;
      if (element.value !== now) element.value = now;
      return;
    }
    if (role === 'img') { element.setAttribute('aria-label', label); return; }
    if (role === 'progress') {
      const [, percent, words] = unescape(value).match(/^(-?\d+) (.*)$/s);
      element.setAttribute('aria-label', label);
      if (percent === '-1') element.removeAttribute('aria-valuenow'); else element.setAttribute('aria-valuenow', percent);
      if (words) element.setAttribute('aria-valuetext', words); else element.removeAttribute('aria-valuetext');
      if (tip) element.setAttribute('aria-description', unescape(tip));
      return;
    }
    if (element.textContent !== label) element.textContent = label;
    if (tip) element.setAttribute('aria-description', unescape(tip)); else element.removeAttribute('aria-description');
    if (element.tagName !== 'BUTTON') return;
    // Not the attribute `disabled`: in Firefox a focused element that gets it swallows every key from then on.
    if (flags.includes('d')) element.setAttribute('aria-disabled', 'true'); else element.removeAttribute('aria-disabled');
    element.tabIndex = flags.includes('d') ? -1 : 0;
    if (keys) element.setAttribute('aria-keyshortcuts', unescape(keys).replace('Ctrl', 'Control')); else element.removeAttribute('aria-keyshortcuts');
    const selected = flags.includes('s');
    if (role === 'tab' || role === 'option') element.setAttribute('aria-selected', String(selected));
    else if (role === 'radio') element.setAttribute('aria-checked', String(selected));
    else if (selected) element.setAttribute('aria-pressed', 'true'); else element.removeAttribute('aria-pressed');
    if (picker === '1') element.dataset.picker = 'files'; else if (picker === '2') element.dataset.picker = 'folder'; else delete element.dataset.picker;
  }

  // A list moves as a whole, and what is in it with it: `placed` is the page (of 4096) that its elements count from.
  // Returns how far the one moved that moved most.
  const places = new Map(); // scroller -> { placed, at }
  function move(scrolled, placesAnew = false) {
    let furthest = 0;
    for (const [scroller, [x, y, pageX, pageY]] of scrolled) {
      const element = containers.get(`scroller ${scroller}`);
      if (!element) continue;
      const { placed, at } = placesAnew ? {} : places.get(scroller) ?? {};
      const [fromX, fromY] = placed ?? [pageX, pageY];
      const now = [4096 * pageX - x, 4096 * pageY - y];
      if (at) furthest = Math.max(furthest, Math.abs(now[0] - at[0]), Math.abs(now[1] - at[1]));
      element.style.transform = `translate(${x + 4096 * (fromX - pageX)}px, ${y + 4096 * (fromY - pageY)}px)`;
      places.set(scroller, { placed: [fromX, fromY], at: now });
    }
    return furthest;
  }

  return {
    update() {
      const pointer = page._page_mirror();
      if (!pointer && (!postponed || scrolling.mayWait(0))) return focusKeeper.keep();
      const text = pointer ? textFrom(pointer) : postponed;
      const focused = document.activeElement?.matches('#mirror button, #mirror h1, #mirror h2') ? document.activeElement : null;
      let [sheet, application, keys] = ['', '', ''];
      const seen = new Set();
      const lines = text.split('\n');
      const scrolled = new Map(); // scroller -> [x, y] of its transform and [x, y] of its page, in pages of 4096
      let first = 0; // line of a control
      for (; first < lines.length; first += 1) {
        const [kind, ...words] = lines[first].split('\t');
        if (kind === 'dialog') sheet = unescape(words[0]);
        else if (kind === 'application') [application, keys] = words.map(unescape);
        else if (kind === 'scroll') scrolled.set(words[0], words.slice(1).map(Number));
        else break;
      }
      const scene = focusKeeper.scene(sheet, application, keys);
      const waits = scene === sceneBefore && scrolling.mayWait(move(scrolled));
      scrolling.leave(scene.parentElement, waits);
      postponed = waits ? text : '';
      if (waits) return;
      if (scene !== sceneBefore) { // all of it anew: what stays is not taken from under the focus
        elements.clear();
        byLine.clear();
        containers.clear();
      }
      const passed = new Set([scene]); // containers that have their place in this update
      const last = new Map(); // parent -> what was put in order there last: reading order is drawing order
      const putInOrder = (element, parent, isNew) => {
        if (last.get(parent) === element) return;
        if (isNew) { if (last.has(parent)) last.get(parent).after(element); else parent.prepend(element); }
        last.set(parent, element);
      };
      const linesNow = new Map();
      for (let i = first; i < lines.length; i += 1) {
        const line = lines[i];
        let entry = byLine.get(line);
        let created = false;
        if (!entry) {
          const fields = line.split('\t');
          if (fields.length < 4) continue; // see above
          const [id, role, , , , , flags, , level, , , , , , group, row, , scroller] = fields;
          const key = `${id} ${role}`;
          if (seen.has(key)) continue;
          entry = elements.get(key);
          created = !entry;
          if (created) {
            entry = { key, element: create(Number(id), role, flags.includes('m'), Number(level)) };
            entry.element.dataset.key = key;
            elements.set(key, entry);
          }
          entry.around = containersFor(scene, id, role, unescape(group), row, flags, scroller);
          entry.item = group && !kinds[role] && !flags.includes('r') ? entry.around.at(-1) : null;
          place(entry, fields);
          if (!onlyMoved(entry.fields, fields)) patch(entry, fields);
          entry.fields = fields;
        } else if (seen.has(entry.key)) {
          continue;
        }
        const { key, around } = entry;
        seen.add(key);
        linesNow.set(line, entry);
        for (let depth = 1; depth < around.length; depth += 1) {
          if (passed.has(around[depth])) continue;
          passed.add(around[depth]);
          putInOrder(around[depth], around[depth - 1], around[depth].parentElement !== around[depth - 1]);
        }
        // One that came into another row of its list since, because the list was sorted, moves there.
        putInOrder(entry.element, around.at(-1), created || entry.element.parentElement !== around.at(-1));
      }
      byLine = linesNow;
      move(scrolled, true);
      for (const [key, entry] of elements) {
        if (seen.has(key)) continue;
        elements.delete(key);
        entry.element.remove();
      }
      for (const [key, element] of [...containers].reverse()) { // rows before their lists
        if (element.childElementCount > 0) continue;
        containers.delete(key);
        element.remove();
      }
      for (const element of containers.values()) {
        const role = element.getAttribute('role');
        if (role === 'tablist' || role === 'radiogroup') focusKeeper.one_stop(element);
      }
      focusKeeper.follow(scene, sheet, application, keys, focused);
      if (scene !== sceneBefore) focusKeeper.leave(sceneBefore, scene);
      sceneBefore = scene;
    },
    finishWriting() { writing?.(); },
    focus(id) {
      for (const [key, entry] of elements) {
        if (!key.startsWith(`${id} `)) continue;
        const value = entry.fields[11];
        entry.element.value = unescape(value);
        entry.element.focus();
      }
    },
  };
})();

host.focusControl = (id) => { queueMicrotask(() => { scrolling.ends(); mirror.update(); mirror.focus(id); }); };
host.leaveTextField = () => {
  const active = document.activeElement;
  if (active && (active.tagName === 'INPUT' || active.tagName === 'TEXTAREA')) active.blur();
};
