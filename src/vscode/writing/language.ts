import { createCatalogue } from '../../catalogue/index.ts';
import { kubernetesEntries } from '../../catalogue/kubernetes/index.ts';
import type { Format, Problem } from '../../experiment/document.ts';
import type { ReadDocument } from '../../experiment/parsed.ts';
import { reread } from '../../experiment/reread.ts';
import { Validator } from '../../experiment/validate.ts';

/** Finds what is wrong in one document, again and again while it changes. */
export class Finder {
  readonly #validator = new Validator(createCatalogue(kubernetesEntries));
  #document: ReadDocument | undefined;

  /** Everything that is wrong in an experiment. */
  find(text: string, format: Format): Problem[] {
    this.#document = reread(this.#document, text, format);
    return this.#validator.validate(this.#document);
  }
}
