/** A rule of the fault proxy. */
export interface Rule {
  /** `change`: requests that change something; `watch`; `look`: reads after the first change. */
  on: 'change' | 'watch' | 'look';
  /** As the proxy's `--do`. */
  does: string;
  /** Further options of the proxy. Where there are `--times` it is set anew for each world. */
  more?: readonly string[];
}

/** One way in which a connection is disturbed while an action runs. */
export interface Fault {
  name: string;
  rules: readonly Rule[];
  /** `succeeded`, or the code of the error. */
  ends: string;
  /** Every answer came, so that each outcome is known. */
  known?: boolean;
  /** Seconds within which the action ends. */
  seconds: number;
}

const once = ['--times', '1'];
const lost = 'kubernetes.unknown-outcome';

/** What becomes of an action whose answers, or whose requests, are disturbed. */
export const faults: readonly Fault[] = [
  { name: 'nothing', rules: [], ends: 'succeeded', known: true, seconds: 10 },
  {
    name: '401 once',
    rules: [{ on: 'change', does: 'status:401', more: once }],
    // A token that stands in a file can't be renewed.
    ends: 'kubernetes.unauthorised',
    known: true,
    seconds: 10,
  },
  {
    name: '401',
    rules: [{ on: 'change', does: 'status:401' }],
    ends: 'kubernetes.unauthorised',
    known: true,
    seconds: 10,
  },
  {
    name: '429 twice',
    rules: [{ on: 'change', does: 'status:429', more: ['--times', '2', '--retry-after', '1'] }],
    ends: 'succeeded',
    known: true,
    seconds: 15,
  },
  {
    name: '429',
    rules: [{ on: 'change', does: 'status:429', more: ['--retry-after', '0'] }],
    ends: 'kubernetes.too-many',
    known: true,
    seconds: 20,
  },
  {
    name: '500 once',
    rules: [{ on: 'change', does: 'status:500', more: once }],
    ends: 'succeeded',
    seconds: 10,
  },
  { name: '500', rules: [{ on: 'change', does: 'status:500' }], ends: lost, seconds: 15 },
  {
    name: 'reset before, once',
    rules: [{ on: 'change', does: 'reset', more: once }],
    ends: 'succeeded',
    seconds: 10,
  },
  { name: 'reset before', rules: [{ on: 'change', does: 'reset' }], ends: lost, seconds: 15 },
  {
    name: 'answer dropped once',
    rules: [{ on: 'change', does: 'drop-response', more: once }],
    ends: 'succeeded',
    seconds: 10,
  },
  {
    name: 'answer dropped',
    rules: [{ on: 'change', does: 'drop-response' }],
    ends: 'succeeded',
    seconds: 15,
  },
  {
    name: 'answer dropped, reads refused',
    rules: [
      { on: 'change', does: 'drop-response' },
      { on: 'look', does: 'reset' },
    ],
    ends: lost,
    seconds: 25,
  },
  {
    name: 'answer dropped, reads stalled',
    rules: [
      { on: 'change', does: 'drop-response' },
      { on: 'look', does: 'stall' },
    ],
    ends: lost,
    seconds: 25,
  },
  {
    name: 'stalled once',
    rules: [{ on: 'change', does: 'stall', more: once }],
    ends: 'succeeded',
    seconds: 15,
  },
  { name: 'stalled', rules: [{ on: 'change', does: 'stall' }], ends: lost, seconds: 25 },
  {
    name: 'answer too late, once',
    rules: [{ on: 'change', does: 'delay-response:4', more: once }],
    ends: 'succeeded',
    seconds: 15,
  },
];

/** The same for actions that watch; they are disturbed more than once. */
export const watchFaults: readonly Fault[] = [
  {
    name: 'watch cut',
    rules: [{ on: 'watch', does: 'cut-watch:0.2', more: ['--times', '2'] }],
    ends: 'succeeded',
    known: true,
    seconds: 20,
  },
  {
    name: '410 in the watch',
    rules: [{ on: 'watch', does: 'watch-error-410:0.2', more: ['--times', '2'] }],
    ends: 'succeeded',
    known: true,
    seconds: 20,
  },
];
