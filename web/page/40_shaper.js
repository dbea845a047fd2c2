// Texts that the typeface lacks letters for, drawn by a small canvas of the browser's (see src/ui/shaped_text.h).
host.shaper = (() => {
  const scratch = document.createElement('canvas');
  const context = scratch.getContext('2d', { willReadFrequently: true });
  const read = new TextDecoder('utf-8', { ignoreBOM: true });
  const text = (bytes, at, size) => read.decode(bytes.subarray(at, at + size));

  // Chinese, Japanese and Korean share characters that each writes its own way: kana and Hangul tell which it is.
  const han = {
    japanese: '"Hiragino Sans", "Yu Gothic", Meiryo, "Noto Sans CJK JP", "Noto Sans JP"',
    korean: '"Apple SD Gothic Neo", "Malgun Gothic", "Noto Sans CJK KR", "Noto Sans KR"',
    chinese: '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC"',
  };
  const writing = (words) => (/[\u3040-\u30ff]/.test(words) ? 'japanese' : /[\u1100-\u11ff\uac00-\ud7ff]/.test(words) ? 'korean' : 'chinese');
  const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

  function prepare(words, pixels, weight) {
    context.font = `${weight} ${pixels}px Inter, ${han[writing(words)]}, system-ui, "Noto Sans", sans-serif`;
    // As in a paragraph of its own: the first letter, or a mark, decides which way it goes.
    const first = words.match(/[\p{L}\u200e\u200f]/u)?.[0];
    context.direction = first && (first === '\u200f' || rightToLeft.test(first)) ? 'rtl' : 'ltr';
    context.textAlign = 'left';
    context.textBaseline = 'alphabetic';
  }

  const utf8Length = (part) => {
    let length = 0;
    for (const character of part) {
      const code = character.codePointAt(0);
      length += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    }
    return length;
  };
  // Without Intl.Segmenter: marks, joiners and what they join stay together.
  const joined = /(?:\p{RI}\p{RI}|\P{M})(?:\p{M}|\ufe0f|\u200d\P{M}|\p{Emoji_Modifier}|[\u{e0020}-\u{e007f}])*|\p{M}+/gu;
  const segmenters = {};
  function segments(words, granularity) {
    if (typeof Intl.Segmenter !== 'function') return (words.match(joined) ?? []).map((segment) => ({ segment, isWordLike: true }));
    segmenters[granularity] ??= new Intl.Segmenter(undefined, { granularity });
    return [...segmenters[granularity].segment(words)];
  }
  // A line may end after a space, and before a word where no closing or joining sign is: `(` and the like go with what
  // follows, `)` and the like with what was before.
  const opens = /[\p{Ps}\p{Pi}"'\u00bf\u00a1]$/u;
  const begins = /^[\p{Ps}\p{Pi}\p{L}\p{N}\p{So}]/u;
  const unspaced = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u1950-\u19df\u1a20-\u1aaf\u2e80-\u31ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\u{20000}-\u{3ffff}]/u;

  return {
    measure(bytes, at, size, pixels, weight, floats, out) {
      const words = text(bytes, at, size);
      prepare(words, pixels, weight);
      const box = context.measureText(words);
      // At least where such text usually is: in Firefox the box of the ink lacks parts that go the other way.
      const left = Math.min(-box.actualBoundingBoxLeft, 0);
      const top = Math.min(-box.actualBoundingBoxAscent, -pixels);
      floats[out] = box.width;
      floats[out + 1] = left;
      floats[out + 2] = top;
      floats[out + 3] = box.width > 0 ? Math.max(box.actualBoundingBoxRight, box.width) - left : 0;
      floats[out + 4] = Math.max(box.actualBoundingBoxDescent, pixels * 0.35) - top;
    },
    draw(bytes, at, size, pixels, weight, [red, green, blue], [left, top, width, height], out) {
      const words = text(bytes, at, size);
      if (scratch.width < width || scratch.height < height) {
        scratch.width = Math.max(scratch.width, width);
        scratch.height = Math.max(scratch.height, height);
      }
      context.clearRect(0, 0, width, height);
      prepare(words, pixels, weight);
      context.fillStyle = `rgb(${red} ${green} ${blue})`;
      context.fillText(words, -left, -top);
      bytes.set(context.getImageData(0, 0, width, height).data, out);
    },
    // Where the text may be cut, or a line may end, in bytes of UTF-8.
    boundaries(bytes, at, size, lines, numbers, out, most) {
      const words = text(bytes, at, size);
      let end = 0;
      let count = 0;
      let before = '';
      for (const { segment } of segments(words, lines ? 'word' : 'grapheme')) {
        const may = before !== '' && (!lines || /\s$/.test(before)
          || (begins.test(segment) && !opens.test(before) && (unspaced.test(segment) || unspaced.test(before))));
        if (may && count < most) numbers[out + count++] = Math.min(end, size);
        end += utf8Length(segment);
        before = segment;
      }
      if (count < most && size > 0) numbers[out + count++] = size;
      return count;
    },
  };
})();
