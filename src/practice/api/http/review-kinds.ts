/** Kinds that are answered and not stored: questions about who somebody is and what they may do. */
export const reviewKinds = [
  review('authentication.k8s.io', 'SelfSubjectReview', false),
  review('authorization.k8s.io', 'LocalSubjectAccessReview', true),
  review('authorization.k8s.io', 'SelfSubjectAccessReview', false),
  review('authorization.k8s.io', 'SelfSubjectRulesReview', false),
  review('authorization.k8s.io', 'SubjectAccessReview', false),
];

function review(group: string, kind: string, namespaced: boolean) {
  return {
    group,
    version: 'v1',
    plural: `${kind.toLowerCase()}s`,
    singular: kind.toLowerCase(),
    kind,
    namespaced,
    verbs: ['create'],
    shortNames: [],
    categories: [],
    subresources: [],
  };
}
