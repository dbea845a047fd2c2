// What the page asks a worker for. Which function answers; of what is asked about an example, once the files are open,
// also what is said where that fails (of a search nothing: then names alone are searched).
let opened = null;
const answers = {
  load: ({ module }) => load(module),
  open: (data) => { opened = open(data).catch((error) => postMessage({ kind: 'failed', problem: stopped(error) })); },
  help,
  'helper lost': helperLost,
  model,
};
const answersAboutExamples = {
  picture: [picture, 'This picture could not be shown'],
  original: [original, 'This file could not be read'],
  record: [record, 'This example could not be read'],
  sound: [sound, 'This sound could not be read'],
  'sound bytes': [soundBytes, 'This sound could not be read'],
  search: [search],
  'label files': [labelFiles, 'The labels could not be written'],
  'label piece': [labelPiece, 'The labels could not be written'],
  'known rows': [knownRows, 'What is open could not be told'],
};
onmessage = ({ data }) => {
  if (answers[data.kind]) return answers[data.kind](data);
  const [answer, failed] = answersAboutExamples[data.kind];
  const { kind, example, longestSide, ticket } = data;
  opened.then(() => answer(data)).catch((error) => {
    if (failed) postMessage({ kind: `${kind} failed`, example, longestSide, ticket, problem: `${failed}: ${error.message ?? error}.` });
  });
};
