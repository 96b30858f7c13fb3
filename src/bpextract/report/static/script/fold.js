// Looking for words without their marks: lào cai, LAO CAI and Lào Cai are one.
const fold = (text) => String(text ?? "").normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase();

/** The same, remembered: the cells of a table are few different ones. */
const folded_cells = new Map();
function fold_cell(value) {
  if (!folded_cells.has(value)) folded_cells.set(value, fold(value));
  return folded_cells.get(value);
}

/** A text as it is searched: folded, each run of blanks one space. */
const searchable = (text) => fold(text).replace(/\s+/g, " ");

/** The same character by character, and where each stands in the text. */
function searchable_with_places(text) {
  const places = [];
  let folded = "";
  for (let at = 0; at < text.length; at++) {
    const blank = /\s/.test(text[at]);
    const part = blank ? (folded.endsWith(" ") ? "" : " ") : fold_cell(text[at]);
    for (let n = 0; n < part.length; n++) places.push(at);
    folded += part;
  }
  places.push(text.length);
  return { folded, places };
}

/** What a query looks for: phrases with commas between, which must all be there. */
const phrases_of = (query) => searchable(query).split(",").map((phrase) => phrase.trim()).filter(Boolean);

const IN_WORD = /[\p{L}\p{N}]/u;
/** Where a phrase stands in a folded text, from the beginning of a word on. */
function places_of(folded, phrase) {
  const found = [];
  const begins_word = IN_WORD.test(phrase[0]);
  for (let at = folded.indexOf(phrase); at >= 0; at = folded.indexOf(phrase, at + phrase.length))
    if (!begins_word || at === 0 || !IN_WORD.test(folded[at - 1])) found.push(at);
  return found;
}

/** The [start, end] of what a query finds in a text, in order. */
function spans_of(text, query) {
  const { folded, places } = searchable_with_places(text);
  return phrases_of(query)
    .flatMap((phrase) => places_of(folded, phrase).map((at) => [places[at], places[at + phrase.length - 1] + 1]))
    .sort((a, b) => a[0] - b[0]);
}
