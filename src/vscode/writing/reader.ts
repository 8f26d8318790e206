import type * as vscode from 'vscode';
import type { CatalogueLookup } from '../../catalogue/index.ts';
import type { World } from '../../experiment/language/world.ts';
import type { ReadDocument } from '../../experiment/parsed.ts';
import type { Documents } from '../documents.ts';
import { readingOf } from '../readings.ts';
import type { Say } from './problems.ts';

/** What writing help knows of the world beside the text. */
export interface Surroundings {
  /** Variables that a run of the document would get. */
  environment(uri: vscode.Uri): World['environment'];
  /** Names of a cluster that a person opened; undefined where none is. */
  cluster(): World['cluster'];
}

/** Reads experiments for those who help to write them. */
export class Reader {
  readonly #documents: Documents;
  readonly #say: Say;
  readonly #catalogue: CatalogueLookup;
  readonly #surroundings: Surroundings;

  constructor(
    documents: Documents,
    say: Say,
    catalogue: CatalogueLookup,
    surroundings: Surroundings,
  ) {
    this.#documents = documents;
    this.#say = say;
    this.#catalogue = catalogue;
    this.#surroundings = surroundings;
  }

  isExperiment(document: vscode.TextDocument): boolean {
    return this.#documents.isExperiment(document);
  }

  /** What there is to know beside the text. */
  world({ uri }: vscode.TextDocument): World {
    const cluster = this.#surroundings.cluster();
    return {
      catalogue: this.#catalogue,
      say: this.#say,
      environment: this.#surroundings.environment(uri),
      ...(cluster !== undefined && { cluster }),
    };
  }

  /** The text as it is now. */
  parsed(document: vscode.TextDocument): ReadDocument {
    return readingOf(document);
  }
}
