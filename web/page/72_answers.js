// Files that come in: answers of reviewers are merged onto what is open, or onto what is opened together with them; on
// Impact, tables are further models; everything else is opened.
const mayBeAnswers = ({ path, file }) => /\.json$/i.test(path) && file.size < (256 << 20);
const isAnswers = async ({ file }) => (await file.slice(0, 4096).text()).includes('label-inspector-decisions');

// As openFiles().
function takeFiles(files, options) {
  if (session.review) {
    call('page_say', 'This page holds one review and takes no files. Open Label Inspector itself for yours.', 0);
    settle();
    return Promise.reject(new Error('This page holds one review.'));
  }
  const onImpact = session.fingerprint && textFrom(page._page_place()) === 'Impact';
  const take = (list) => (onImpact && list.length > 0 && list.every(mayBeModel) ? addModels(list) : openFiles(list, options));
  // A folder with a JSON file for each of many examples holds no answers.
  const candidates = files.filter(mayBeAnswers);
  if (candidates.length === 0 || candidates.length > 500) return take(files);
  return (async () => {
    const { still } = intent();
    const found = new Set();
    await Promise.all(candidates.map(async (file) => { if (await isAnswers(file).catch(() => false)) found.add(file); }));
    if (!still()) throw new Error('Cancelled.');
    const answers = files.filter((file) => found.has(file));
    const others = files.filter((file) => !found.has(file));
    if (answers.length === 0) return take(files);
    if (others.length === 0) return mergeAnswers(answers);
    // The dataset first, then the answers about it. Where the others are nothing to be opened, the answers still belong to
    // what is open.
    const before = session.fingerprint;
    let problem = null;
    await take(others).catch((error) => { problem = error; });
    if (problem && (!before || session.fingerprint !== before || problem.message === 'Cancelled.')) throw problem;
    await mergeAnswers(answers);
    if (problem) {
      const { message } = JSON.parse(textFrom(page._page_state()));
      call('page_say', `${message ?? ''} Of the other files nothing could be opened: ${problem.message}`.trim(), 1);
      settle();
    }
  })();
}

async function mergeAnswers(files) {
  let problem;
  try {
    const texts = await Promise.all(files.map(async ({ path, file }) => {
      const bytes = await file.arrayBuffer().catch(() => { throw new Error(`${path} cannot be read any more: it was moved or changed, or another program has it open. Choose it again.`); });
      return [new TextEncoder().encode(path), new Uint8Array(bytes)];
    }));
    const bytes = packed(texts.flat());
    problem = textFrom(call('page_merge', bytes, bytes.length));
  } catch (error) {
    problem = error.message;
    call('page_say', problem, 1);
  }
  settle();
  if (problem) throw new Error(problem);
}

const mayBeModel = ({ path }) => /\.(npy|csv|tsv|txt|jsonl?|ndjson|parquet|parq|pq)$/i.test(path);
async function addModels(files) {
  const { examples } = JSON.parse(textFrom(page._page_state()));
  const { worker } = session;
  for (const { path, file } of files) {
    let said = '';
    const say = (words) => { if (said !== words) { said = words; call('page_say', words, 0); settle(); } };
    say(`Reading ${path}\u2026`);
    const tell = (bytes, allBytes) => say(`Reading ${path}\u2026 ${10 * Math.floor(10 * bytes / allBytes)}%`);
    let problem;
    try {
      const known = await fromEngine({ kind: 'known rows' });
      if (!known.bytes) throw new Error('Open the files of this audit again first: what its rows are called is not known any more.');
      const predicted = await engines.model(path, file, examples, known.bytes, tell);
      // It belongs to the audit that was open when it was chosen, and to no other.
      if (session.worker !== worker) throw new Error(`Other files were opened while ${path} was read. Add it again if it belongs to them.`);
      problem = textFrom(call('page_model', path, predicted, predicted.length / 4));
    } catch (error) {
      problem = error.message;
      call('page_say', problem, 1);
    }
    settle();
    if (problem) throw new Error(problem);
  }
}

// Further models are kept with the audit: the likeliest class of each example is all there is to keep. Written at once,
// so that a reload right after it finds the writing under way.
let keptModels = [];
let laterChanges = []; // made while another tab keeps this audit
function changeModels(change) {
  keptModels = change(keptModels);
  if (session.elsewhere) laterChanges.push(change);
  else if (session.fingerprint) storage.keepSetting(`models ${session.fingerprint}`, keptModels);
}
host.keepModel = (name, classes) => changeModels((list) => [...list.filter((model) => model.name !== name), { name, classes }]);
host.dropModel = (name) => changeModels((list) => list.filter((model) => model.name !== name));
// This tab keeps the audit from now on: with the models that the other one added.
function modelsKeptAgain(there) {
  const known = new Set(keptModels.map(({ name }) => name));
  const changes = laterChanges;
  laterChanges = [];
  changeModels(() => changes.reduce((list, change) => change(list), there));
  for (const { name, classes } of keptModels) if (!known.has(name)) call('page_model_is_back', name, classes, classes.length / 4);
}
const keptModelsOf = async (fingerprint) => await storage.setting(`models ${fingerprint}`) ?? [];
function modelsBack(models) {
  keptModels = models;
  laterChanges = [];
  for (const { name, classes } of keptModels) call('page_model_is_back', name, classes, classes.length / 4);
}
