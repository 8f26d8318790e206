import type { DebugProtocol } from '@vscode/debugprotocol';
import type { Arrival } from '../../engine/gate.ts';
import type { ParsedDocument } from '../../experiment/document.ts';
import { type Place, placeAt, placesOf } from './places.ts';

/** A breakpoint as it was set, and the activity it is on. */
export interface Placed {
  id: number;
  wish: DebugProtocol.SourceBreakpoint;
  place: Place | undefined;
}

/** The breakpoints on the activities of an experiment. Lines of the protocol count from 1. */
export class Breakpoints {
  #places: Place[] = [];
  #all: Placed[] = [];
  #ids = 0;

  /** The text to place them in, from now on; those that are set are placed anew. */
  read(document: ParsedDocument): readonly Placed[] {
    this.#places = placesOf(document);
    this.#all = this.#all.map((each) => ({ ...each, place: this.#placeOf(each.wish) }));
    return this.#all;
  }

  /** Takes the place of all that were set. */
  set(wishes: readonly DebugProtocol.SourceBreakpoint[]): readonly Placed[] {
    this.#all = wishes.map((wish) => {
      this.#ids += 1;
      return { id: this.#ids, wish, place: this.#placeOf(wish) };
    });
    return this.#all;
  }

  /** Those on an activity: on the step itself, or on what its `ref` leads to. */
  on({ pointer, resolved }: Arrival): Placed[] {
    return this.#all.filter(
      ({ place }) => place !== undefined && [pointer, resolved].includes(place.pointer),
    );
  }

  /** Lines from 1 on which a breakpoint may stand, within these. */
  lines(first: number, last: number): number[] {
    return this.#places.map(({ line }) => line + 1).filter((line) => first <= line && line <= last);
  }

  #placeOf({ line }: DebugProtocol.SourceBreakpoint): Place | undefined {
    return placeAt(this.#places, line - 1);
  }
}
