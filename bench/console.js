// What a person sees of the page, and when it changes: for bench/console.py.
// Elements keep what they show in shadow roots, so their text is collected through them.
window.bench = {
  parts(node, found = []) {
    for (const one of node.children) {
      if (one.localName === 'style' || one.localName === 'script') continue;
      if (one.matches('dialog:not([open]), [hidden]')) continue;
      found.push(one);
      this.parts(one.shadowRoot ?? one, found);
      if (one.shadowRoot) this.parts(one, found);
    }
    return found;
  },

  /** Texts, states and values as one string. */
  look() {
    return this.parts(document.body)
      .map(one => {
        const words = [...one.childNodes].filter(node => node.nodeType === 3).map(node => node.data.trim());
        const state = `${one.disabled ?? ''}${one.ariaBusy ?? ''}${one.ariaPressed ?? ''}`;
        return `${one.localName} ${words.join(' ')} ${state} ${one.matches('input') ? one.value : ''}`;
      })
      .join('\n');
  },

  /** Resolve with the moment of the first frame that has rows and `text`, and leaves the page idle. */
  shown(text) {
    const seen = (resolve) => {
      if (!this.lastRow() || !this.look().includes(text)) return requestAnimationFrame(() => seen(resolve));
      requestIdleCallback(() => resolve(performance.now()));
    };
    return new Promise(seen);
  },

  lastRow() {
    return this.parts(document.body)
      .filter(one => one.matches('ul.rows > li'))
      .at(-1)?.textContent;
  },

  /** Note what follows the next press: its first change on the screen, and its result: `text`, or else a new last row. */
  arm(text) {
    const before = this.look();
    const row = this.lastRow();
    const isDone = look => (text ? look.includes(text) : this.lastRow() !== row);
    this.answer = new Promise(resolve => {
      const pressed = event => {
        for (const kind of ['click', 'change', 'input']) removeEventListener(kind, pressed, true);
        let first;
        const frame = () => {
          const look = this.look();
          if (first === undefined && look !== before) first = performance.now() - event.timeStamp;
          if (!isDone(look)) return requestAnimationFrame(frame);
          resolve([first, performance.now() - event.timeStamp]);
        };
        requestAnimationFrame(frame);
      };
      for (const kind of ['click', 'change', 'input']) addEventListener(kind, pressed, true);
    });
  },
};
