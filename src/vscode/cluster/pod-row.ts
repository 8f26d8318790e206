import { colors, type Icon, type Row, type Text } from './drawing.ts';
import type { ShownPod } from './live-namespace.ts';

/** Phases that pass by themselves in a healthy cluster. */
const onItsWay = /^(Pending|ContainerCreating|PodInitializing|Init:\d+\/\d+)$/;

/** A pod: its phase and, where there were any, restarts; while it ends, for how long. */
export function describePod(pod: ShownPod, text: Text, now: number): Row {
  const { name, phase, ready, containers, restarts, node } = pod;
  const args = { name, phase, ready, containers, restarts };
  const tip = text({ code: 'editor.explorer.pod-tip', args });
  return {
    label: shortName(name),
    description: describe(pod, text, now),
    tooltip: node ? `${tip}\n${text({ code: 'editor.explorer.node-tip', args: { node } })}` : tip,
    icon: iconOf(pod),
    children: 'closed',
    kind: restarts > 0 ? 'pod.restarted' : 'pod',
  };
}

/** A deployment's pods without the hash they share, so that their state fits into a side bar. */
function shortName(name: string): string {
  return name.replace(/-[bcdf-hj-np-tv-xz2-9]{6,10}-([bcdf-hj-np-tv-xz2-9]{5})$/, '-…-$1');
}

function describe(pod: ShownPod, text: Text, now: number): string {
  if (pod.goneAt !== undefined) {
    return text({ code: 'editor.explorer.terminated' });
  }
  if (pod.deletedAt !== undefined) {
    const seconds = Math.max(0, Math.round((now - Date.parse(pod.deletedAt)) / 1000));
    return text({ code: 'editor.explorer.terminating', args: { seconds } });
  }
  const { phase, ready, containers, restarts } = pod;
  const unready = phase === 'Running' && ready < containers;
  const what = unready
    ? text({ code: 'editor.explorer.pod-unready', args: { phase, ready, containers } })
    : phase;
  return restarts === 0
    ? what
    : text({ code: 'editor.explorer.pod-restarts', args: { what, restarts } });
}

function iconOf({ phase, ready, containers, deletedAt, goneAt }: ShownPod): Icon {
  if (goneAt !== undefined || deletedAt !== undefined) {
    return ['circle-slash', colors.muted];
  }
  if (phase === 'Running') {
    return ready === containers ? ['pass-filled', colors.good] : ['circle-outline'];
  }
  if (phase === 'Succeeded' || phase === 'Completed') {
    return ['check', colors.muted];
  }
  return onItsWay.test(phase) ? ['circle-outline'] : ['warning', colors.wrong];
}
