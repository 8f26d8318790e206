import type { MessageTable } from '../types.ts';

/** What the lesson says in a terminal; every code starts with `lesson.`. */
export const lesson = {
  'lesson.demo-cluster':
    '1. A Kubernetes cluster to practise on. It needs no Docker: its pods are processes of this machine.',
  'lesson.demo-deploy':
    '2. Two services: “backend” has a message, “frontend” fetches it. Frontend v1 has no circuit breaker.',
  'lesson.demo-pod':
    '3. What if one pod of the frontend is deleted? Kubernetes replaces it: expect “completed”.',
  'lesson.demo-deployment':
    '4. What if the whole backend is gone? Frontend v1 has no answer of its own: expect “deviated”, which means that a weakness was found.',
  'lesson.demo-undo':
    '5. The experiment deleted the backend and has no rollback. What the run did was written down, so it can be put back.',
  'lesson.demo-breaker':
    '6. Frontend v2 has a circuit breaker and an answer of its own. The same experiment: expect “completed”.',
  'lesson.demo-clean': '7. Take it all away again.',
  'lesson.demo-right': 'The three verdicts are the expected ones: {verdicts}.',
  'lesson.demo-wrong': 'The verdicts are {verdicts}, and not {expected}.',
} satisfies MessageTable;
