// Where the parts of the page come from: from elements of the page itself, each a gzipped, base64 coded text, where it
// is one file; else from beside it. Everything is there once the page has started: nothing is asked for later.
const sampleNames = @SAMPLE_NAMES@;
const ownScript = document.currentScript;
const parts = (() => {
  const element = (name) => document.getElementById(`part-${name}`);
  const one = Boolean(element('page.wasm'));
  const kept = {}; // site: promises of blobs that a review file is written from

  const decoded = (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
  async function embedded(name) {
    const stream = new Blob([decoded(element(name).textContent)]).stream();
    return new Uint8Array(await new Response(stream.pipeThrough(new DecompressionStream('gzip'))).arrayBuffer());
  }
  async function beside(name, options) {
    const response = await fetch(name, options);
    if (!response.ok) throw new Error(`${name}: ${response.status}`);
    return response;
  }
  const packed = async (blob) => base64Of(await new Response(blob.stream().pipeThrough(new CompressionStream('gzip'))).blob());

  return {
    async pageOptions() {
      return one ? { wasmBinary: await embedded('page.wasm') } : { locateFile: (name) => new URL(name, document.baseURI).href };
    },
    async engine() {
      const [source, binary] = one
        ? await Promise.all([embedded('engine.js').then((bytes) => new TextDecoder().decode(bytes)), embedded('engine.wasm')])
        // Not compileStreaming: a host that serves .wasm as another type is a static host too.
        : await Promise.all([beside('engine.js').then((r) => r.text()), beside('engine.wasm').then((r) => r.arrayBuffer())]);
      return { source, module: await WebAssembly.compile(binary) };
    },
    async sample() {
      return Promise.all(sampleNames.map(async (name) => {
        const content = one ? await embedded(name) : await (await beside(`sample/${name}`)).blob();
        return { path: `${@SAMPLE_FOLDER@}/${name}`, file: new File([content], name) };
      }));
    },
    // The review that this page was written for: { packet, pictures, sounds, records }; null on every other page.
    async review() {
      if (!element('review')) return null;
      return { packet: await embedded('review'), pictures: decoded(element('pictures').textContent), sounds: decoded(element('sounds').textContent), records: await embedded('records') };
    },
    // Takes hold of what a review file is written from, while the page may still connect: from the browser's cache.
    keep() {
      if (one) return;
      for (const name of ['page.js', 'page.wasm']) {
        kept[name] = beside(name, { cache: 'force-cache' }).then((response) => response.blob());
        kept[name].catch(() => {});
      }
      return Promise.allSettled(Object.values(kept));
    },
    async script() { return one ? ownScript.textContent : (await kept['page.js']).text(); },
    async packedPage() { return one ? element('page.wasm').textContent : packed(await kept['page.wasm']); },
    packed: (bytes) => packed(new Blob([bytes])),
  };
})();

// By the browser, which is quick at it.
function base64Of(blob) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(',') + 1));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
}
