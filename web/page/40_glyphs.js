// Characters the typeface lacks, drawn by a small canvas of the browser's (see src/platform/browser/glyphs.h).
host.glyphs = (() => {
  const scratch = document.createElement('canvas');
  scratch.width = scratch.height = 64;
  const context = scratch.getContext('2d', { willReadFrequently: true });
  const font = (size, bold) => `${bold ? 600 : 400} ${size}px Inter, system-ui, "Noto Sans", "Noto Sans CJK SC", sans-serif`;
  return {
    measure(code, size, bold, floats, at) {
      context.font = font(size, bold);
      const box = context.measureText(String.fromCodePoint(code));
      floats[at] = box.width;
      floats[at + 1] = -box.actualBoundingBoxLeft;
      floats[at + 2] = -box.actualBoundingBoxAscent;
      floats[at + 3] = box.actualBoundingBoxRight + box.actualBoundingBoxLeft;
      floats[at + 4] = box.actualBoundingBoxDescent + box.actualBoundingBoxAscent;
      return box.width > 0;
    },
    draw(code, size, bold, left, top, width, height, bytes, pointer) {
      if (scratch.width < width || scratch.height < height) {
        scratch.width = Math.max(scratch.width, width);
        scratch.height = Math.max(scratch.height, height);
      }
      context.clearRect(0, 0, width, height);
      context.font = font(size, bold);
      context.fillStyle = '#fff';
      context.textBaseline = 'alphabetic';
      context.fillText(String.fromCodePoint(code), -left, -top);
      const pixels = context.getImageData(0, 0, width, height).data;
      let coloured = false;
      for (let i = 0; i < pixels.length; i += 4) {
        if (pixels[i + 3] > 40 && (Math.abs(pixels[i] - pixels[i + 1]) > 24 || Math.abs(pixels[i + 1] - pixels[i + 2]) > 24)) { coloured = true; break; }
      }
      if (!coloured) {
        for (let i = 0; i < pixels.length; i += 4) pixels[i] = pixels[i + 1] = pixels[i + 2] = 255;
      }
      bytes.set(pixels, pointer);
      return coloured;
    },
  };
})();
