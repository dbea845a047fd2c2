// Sounds: their waveforms, where only the browser can decode the file, and playing them. Nothing is ever played that
// nobody asked for.
const sounds = (() => {
  const pieces = 800; // of a waveform, as io::waveform_pieces
  let context = null; // to play: made within the first press of Play, since a browser gives none before
  let playing = null; // { example, source, from, startedAt, duration }
  let wanted = null; // what was asked for last, while it is being decoded
  let kept = null; // { example, buffer }: what was played last, to be played again at once

  // Without any device, and without asking for one.
  const decoded = (bytes) => new OfflineAudioContext(1, 1, 44100).decodeAudioData(bytes.slice().buffer);

  function peaksOf(buffer) {
    const count = Math.min(pieces, buffer.length);
    const peaks = new Int8Array(2 * count);
    const channels = Array.from({ length: buffer.numberOfChannels }, (_, c) => buffer.getChannelData(c));
    for (let piece = 0; piece < count; piece += 1) {
      const begin = Math.floor(piece * buffer.length / count);
      const end = Math.floor((piece + 1) * buffer.length / count);
      let low = 1;
      let high = -1;
      for (const samples of channels) {
        for (let at = begin; at < end; at += 1) {
          const value = samples[at];
          if (value < low) low = value;
          if (value > high) high = value;
        }
      }
      peaks[2 * piece] = Math.round(127 * Math.max(-1, Math.min(low, high)));
      peaks[2 * piece + 1] = Math.round(127 * Math.min(1, Math.max(low, high)));
    }
    return new Uint8Array(peaks.buffer);
  }

  // What the worker answers: a waveform, or a file to make one of.
  async function arrived({ example, problem, seconds, rate, channels, peaks, bytes }) {
    const { worker } = session;
    let wave = peaks;
    try {
      if (!wave && bytes) {
        const buffer = await decoded(bytes);
        wave = peaksOf(buffer);
        seconds = buffer.duration;
        channels = channels || buffer.numberOfChannels;
      }
    } catch { problem = 'This browser cannot decode this audio file: it is damaged, or of a kind it does not know. Save it as WAV or MP3, or leave the example out.'; }
    if (session.worker !== worker) return; // another set has been opened meanwhile
    if (wave?.length > 0) call('page_sound', example, seconds, rate, channels, wave, wave.length);
    else call('page_sound_failed', example, problem ?? 'There is no sound in this audio file.');
    host.requestFrames(1);
  }

  function stop() {
    wanted = null;
    if (!playing) return;
    const { source } = playing;
    playing = null;
    source.onended = null;
    source.stop();
    host.requestFrames(2);
  }

  async function play(example, from) {
    stop();
    const mine = { example };
    wanted = mine;
    try {
      context ??= new AudioContext();
      // It may have been put to sleep; this is within the click or key press. Without a device it never wakes up.
      const awake = Promise.race([context.resume().then(() => true), new Promise((done) => setTimeout(done, 3000))]);
      if (kept?.example !== example) {
        const answer = await fromEngine({ kind: 'sound bytes', example });
        if (wanted !== mine) return;
        if (answer.problem) throw sentence(answer.problem);
        const buffer = await context.decodeAudioData(answer.bytes.slice().buffer);
        if (wanted !== mine) return;
        kept = { example, buffer };
      }
      if (!(await awake)) throw new Error('the browser finds no way to give sound on this computer');
      if (wanted !== mine) return;
      const source = context.createBufferSource();
      source.buffer = kept.buffer;
      source.connect(context.destination);
      source.onended = () => { if (playing?.source === source) { playing = null; host.requestFrames(2); } };
      const begin = Math.min(Math.max(0, from), Math.max(0, kept.buffer.duration - 0.01));
      source.start(0, begin);
      playing = { example, source, from: begin, startedAt: context.currentTime, duration: kept.buffer.duration };
      wanted = null;
    } catch (error) {
      if (wanted !== mine) return;
      wanted = null;
      call('page_say', error.isSentence ? error.message : `This cannot be played: ${error.message ?? error}.`, 1);
      settle();
    }
    host.requestFrames(2);
  }

  // Seconds; below 0 where nothing plays. What is being decoded is as good as playing.
  function position() {
    if (wanted) return 0;
    if (!playing) return -1;
    return Math.min(playing.duration, playing.from + context.currentTime - playing.startedAt);
  }

  return { arrived, play, stop, position, forget() { stop(); kept = null; } };
})();
host.playSound = (example, from) => { sounds.play(example, from); };
host.stopSound = () => sounds.stop();
host.soundPosition = () => sounds.position();
