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
    return this.findIn(reread(this.#document, text, format));
  }

  /** The same in one that was read already. */
  findIn(document: ReadDocument): Problem[] {
    this.#document = document;
    return this.#validator.validate(document);
  }
}
